// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Owner } from './tables.ts'

/** What a restored record needs: logs that stop, logs that go on in another one, leaves whose text was lost. */
export async function makeRestorable(owner: Owner): Promise<void> {
  await sql`alter table store.log add column stopped text, add column continued_in uuid`.execute(owner)
  await sql`alter table store.leaf add column lost boolean not null default false`.execute(owner)
  // Of one audience there may be a closed log beside the open one; and of copies as many as their hub made.
  await sql`alter table store.log drop constraint log_arrangement_audience_key`.execute(owner)
  await sql`create unique index log_open on store.log (arrangement, audience)
    where vkey is null and continued_in is null`.execute(owner)
}
