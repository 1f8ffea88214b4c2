// SPDX-License-Identifier: Apache-2.0
import { type Migration, Migrator, sql } from 'kysely'
import { makeErasing } from './erasing-schema.ts'
import { indexKeyStatements } from './key-statements.ts'
import { readByLog, seatsOverTime } from './readable-logs.ts'
import { makeRequests } from './requests.ts'
import { makeRestorable } from './restorable.ts'
import { ROLES } from './roles.ts'
import { guard, guardProjection, guardWorkingRows, makeSchema, type Owner, PROJECTION_COLUMNS } from './tables.ts'

const FIRST = `
create table store.log (
  arrangement uuid not null, id uuid not null, audience text not null,
  size bigint not null default 0, signed_size bigint not null default 0,
  frontier bytea not null default '', created_at timestamptz not null,
  primary key (arrangement, id), unique (arrangement, audience));
create table store.statement (
  arrangement uuid not null, id uuid not null, log uuid not null, index bigint not null,
  kind text not null, said_by uuid not null, recorded_by uuid not null, recorded_at timestamptz not null,
  corrects uuid, salt bytea not null, canonical text not null,
  primary key (arrangement, id), unique (arrangement, log, index));
create table store.leaf (
  arrangement uuid not null, log uuid not null, index bigint not null, hash bytea not null,
  primary key (arrangement, log, index));
create table store.tile (
  arrangement uuid not null, log uuid not null, index bigint not null, root bytea not null,
  primary key (arrangement, log, index));
create table store.checkpoint (
  arrangement uuid not null, log uuid not null, size bigint not null, root bytea not null,
  note text not null, signed_at timestamptz not null,
  primary key (arrangement, log, size));
create table store.seat (
  party uuid not null, tier text not null, granted_by uuid not null, since timestamptz not null, until timestamptz,
  ${PROJECTION_COLUMNS});
create index seat_party on store.seat (party);
create table store.session (
  party uuid not null, token_hash bytea not null, expires_at timestamptz not null,
  primary key (party, token_hash));
create index session_token on store.session (token_hash);
create table store.installation (key text primary key, value text not null);

-- Who asks: the setting carries a secret token, and only this function knows whose it is. Injected SQL can set the
-- setting but cannot guess a token. The temporary schema comes last on the path of these functions: left out it would
-- come first, and a type of that name made there would run its checks with the owner's rights.
create function store.reader() returns uuid language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select party from store.session
  where token_hash = sha256(convert_to(current_setting('symbolon.token', true), 'utf8')) and expires_at > now()
$$;

-- The logs that the reader may read, and from when on: null means all of it. Who takes a seat does not read the past.
create function store.readable_logs() returns table (log uuid, since timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp rows 50 as $$
  select l.id, null::timestamptz from store.log l where l.audience = 'public'
  union all
  select l.id, null::timestamptz from store.log l, (select store.reader() as party) me
    where l.audience like 'parties:%' and position(me.party::text in l.audience) > 0
  union all
  select l.id, case when min(s.since) <= l.created_at then null else min(s.since) end
    from store.seat s join store.log l on l.arrangement = s.arrangement
    where s.party = (select store.reader()) and s.until is null
      and l.audience like 'seats:%' and position(s.tier in l.audience) > 0
    group by l.id, l.created_at
$$;

create function store.reads_since(the_log uuid) returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.since from store.readable_logs() r where r.log = the_log and r.since is not null
$$;
`

async function first(owner: Owner): Promise<void> {
  await makeSchema(owner, 'store')
  await sql.raw(FIRST).execute(owner)
  const readable = 'in (select r.log from store.readable_logs() r)'
  await guard(owner, 'store.log', `id ${readable}`, 'select, insert, update')
  // What is said is never changed: not even the projector may update or delete a statement, a leaf or a checkpoint.
  await guardProjection(owner, 'store.statement')
  await sql.raw(`revoke update, delete on store.statement from ${ROLES.projector}`).execute(owner)
  for (const table of ['leaf', 'tile', 'checkpoint'])
    await guard(owner, `store.${table}`, `log ${readable}`, 'select, insert')
  // Whoever takes a seat sees who else sits there now, and who left since; not who left before.
  await guardProjection(owner, 'store.seat', 'until is null or until >= store.reads_since(log)')
  await guard(owner, 'store.session', 'party = (select store.reader())', 'select, insert, delete')
  await guard(owner, 'store.installation', 'false', 'select, insert')
  await sql.raw('revoke all on all functions in schema store from public').execute(owner)
  const functions = 'store.reader(), store.readable_logs(), store.reads_since(uuid)'
  await sql.raw(`grant execute on function ${functions} to ${ROLES.reader}, ${ROLES.projector}`).execute(owner)
}

const LOGS_OF_OTHERS = `
-- A tiled log publishes entries, and a leaf's hash follows from its entry: only the entry is kept.
alter table store.leaf add column entry bytea;
update store.leaf l set entry = sha256(s.salt || convert_to(s.canonical, 'utf8'))
  from store.statement s where s.arrangement = l.arrangement and s.log = l.log and s.index = l.index;
alter table store.leaf alter column entry set not null;
alter table store.leaf drop column hash;
-- The key under which another installation signs a log of which this one keeps a copy; null: ours.
alter table store.log add column vkey text;
create table store.cosignature (
  arrangement uuid not null, log uuid not null, size bigint not null, name text not null, line text not null,
  seen_at timestamptz not null,
  primary key (arrangement, log, size, name));
`

async function logsOfOthers(owner: Owner): Promise<void> {
  await sql.raw(LOGS_OF_OTHERS).execute(owner)
  await guard(
    owner,
    'store.cosignature',
    'log in (select r.log from store.readable_logs() r)',
    'select, insert, update',
  )
}

/**
 * A session may be a person's, and a program's. It is rotated in place: the same row under another token. No question
 * reads sessions: the function that finds a token's party runs with its owner's rights.
 */
async function sessionsOfPersons(owner: Owner): Promise<void> {
  await sql`alter table store.session
    add column id uuid not null default gen_random_uuid(), add column person uuid,
    add column opened_at timestamptz not null default now(), add column seen_at timestamptz not null default now(),
    add column how text not null default 'chosen', add column scope text not null default 'speak'`.execute(owner)
  await sql`create index session_person on store.session (person)`.execute(owner)
  await sql`alter policy reader_reads on store.session using (false)`.execute(owner)
  await sql.raw(`grant update on store.session to ${ROLES.projector}`).execute(owner)
}

/** What was said of keys is found at once; acts that wait to be signed are their party's own. */
async function signing(owner: Owner): Promise<void> {
  await indexKeyStatements(owner)
  await sql`create table store.prepared (party uuid not null, id uuid not null, command text not null,
    input text not null, statements text not null, ids uuid[] not null, made_at timestamptz not null,
    said_at timestamptz, primary key (party, id))`.execute(owner)
  await guardWorkingRows(owner, 'store.prepared')
}

export type Migrations = Record<string, (owner: Owner) => Promise<void>>

/** Every migration of the store, of the rooms and of what else has tables, by name. */
export const migrationsOf = (others: Migrations[]): Migrations =>
  Object.assign(
    {
      '0001-store': first,
      '0040-sessions': sessionsOfPersons,
      '0050-requests': makeRequests,
      '0060-logs-of-others': logsOfOthers,
      '0070-seats-over-time': seatsOverTime,
      '0079-read-by-log': readByLog,
      '0080-erasing': makeErasing,
      '0081-signing': signing,
      '0082-restored': makeRestorable,
    },
    ...others,
  )

/**
 * Brings the schema to today's, or to an earlier one that `all` ends with, in the order of the names. All steps are one
 * transaction: whatever stops it leaves the old schema, and the next start goes on from there.
 */
export async function migrate(owner: Owner, all: Migrations): Promise<void> {
  const migrations: Record<string, Migration> = {}
  for (const [name, up] of Object.entries(all)) migrations[name] = { up: (db) => up(db as Owner) }
  const migrator = new Migrator({
    db: owner,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'migration',
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw new Error('The database could not be brought to the schema of this version.', { cause: error })
}
