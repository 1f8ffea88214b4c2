// SPDX-License-Identifier: Apache-2.0
import { ERASED } from '@symbolon/foundation'
import { sql } from 'kysely'
import { ROLES } from './roles.ts'
import type { Owner } from './tables.ts'

/**
 * The projector still changes no statement: this function alone takes a text away, and only where an erasure that stands
 * later in the same log names it. It runs with its owner's rights; the temporary schema comes last on its path (0001).
 */
export async function makeErasing(owner: Owner): Promise<void> {
  await sql
    .raw(
      `alter table store.statement alter column salt drop not null, alter column canonical drop not null,
        add constraint whole_or_erased check ((salt is null) = (canonical is null));
      create index statement_erased on store.statement (arrangement, log) where canonical is null;
      create function store.erase(the_arrangement uuid, the_erasure uuid) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        with erasure as (
          select e.log, e.index, (e.canonical::jsonb -> 'body' ->> 'statement')::uuid as statement
          from store.statement e
          where e.arrangement = the_arrangement and e.id = the_erasure and e.kind = '${ERASED}'),
        gone as (
          update store.statement s set salt = null, canonical = null from erasure e
          where s.arrangement = the_arrangement and s.log = e.log and s.id = e.statement
            and s.index < e.index and s.kind <> '${ERASED}'
          returning s.id)
        update store.request r set digest = '', answer = '' from gone g
          where g.id = any(r.statements) and the_arrangement = any(r.arrangements)
      $$;
      revoke all on function store.erase(uuid, uuid) from public;
      grant execute on function store.erase(uuid, uuid) to ${ROLES.projector}`,
    )
    .execute(owner)
}
