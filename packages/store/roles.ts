// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto'
import pg from 'pg'

/**
 * Three logins, none of them superuser: the owner runs migrations, the projector appends and projects, the reader
 * answers requests and owns nothing.
 */
export const ROLES = { owner: 'symbolon_owner', projector: 'symbolon_projector', reader: 'symbolon_reader' } as const
export type Role = keyof typeof ROLES

/** How each login connects to one database; passwords follow from the secret of the installation. */
export function loginOf(role: Role, admin: pg.PoolConfig, database: string, secret: string): pg.PoolConfig {
  const password = createHmac('sha256', secret).update(ROLES[role]).digest('hex')
  return { ...admin, connectionString: undefined, user: ROLES[role], password, database }
}

/** Makes the logins where they are missing and sets their passwords. Roles belong to the whole server. */
export async function makeRoles(admin: pg.PoolConfig, secret: string): Promise<void> {
  await withClient(admin, async (client) => {
    // Several test files prepare the same server at once: one at a time.
    await client.query('select pg_advisory_lock(7279)')
    for (const role of Object.keys(ROLES) as Role[]) {
      const { password } = loginOf(role, admin, '', secret)
      const found = await client.query('select from pg_roles where rolname = $1', [ROLES[role]])
      const verb = found.rowCount ? 'alter' : 'create'
      await client.query(
        `${verb} role ${ROLES[role]} login nosuperuser nocreatedb nocreaterole nobypassrls password '${password}'`,
      )
    }
  })
}

/** Makes the database where it is missing; `template` gives it another's content. Answers whether it was made. */
export async function makeDatabase(admin: pg.PoolConfig, name: string, template?: string): Promise<boolean> {
  return withClient(admin, async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount) return false
    const like = template ? ` template ${client.escapeIdentifier(template)}` : ''
    const database = client.escapeIdentifier(name)
    await client.query(`create database ${database} owner ${ROLES.owner}${like}`)
    // Nobody else connects, and the logins make no temporary tables, types or functions.
    await client.query(`revoke all on database ${database} from public`)
    await client.query(`grant connect on database ${database} to ${ROLES.projector}, ${ROLES.reader}`)
    return true
  })
}

/** What counts rows and pages of every table, whoever may read them, or tells what other sessions do. */
const TELLING_FUNCTIONS = `proname ~ '^pg_stat(io)?_get_' or proname in ('pg_relation_size', 'pg_table_size',
  'pg_indexes_size', 'pg_total_relation_size', 'pg_database_size', 'pg_tablespace_size', 'pg_lock_status',
  'pg_stat_have_stats', 'pg_get_publication_tables')`
const COUNTING_COLUMNS = ['reltuples', 'relpages', 'relallvisible', 'relallfrozen']

/**
 * Takes the database's statistics from everybody but superusers. Row-level security guards rows, and the planner's
 * counts of them stand in the catalogue, where every login could read how much there is that it may not read. The
 * catalogue belongs to the server's superuser: where the given role is none, the server warns and nothing changes.
 */
export async function hideStatistics(admin: pg.PoolConfig, database: string): Promise<void> {
  const config = { ...admin, connectionString: undefined, database }
  await withClient(config, async (client) => {
    const { rows } = await client.query(
      `select has_table_privilege('${ROLES.reader}', 'pg_catalog.pg_stat_all_tables', 'select') as open`,
    )
    if (!rows[0].open) return
    await client.query(`do $$
      declare one record;
      begin
        for one in select p.oid::regprocedure as name from pg_proc p
          where p.pronamespace = 'pg_catalog'::regnamespace and (${TELLING_FUNCTIONS}) loop
          execute format('revoke all on function %s from public', one.name);
        end loop;
        for one in select c.oid::regclass as name from pg_class c
          where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'v'
            and (c.relname ~ '^pg_stat' or c.relname in ('pg_locks', 'pg_prepared_xacts')) loop
          execute format('revoke all on %s from public', one.name);
        end loop;
        revoke select on pg_catalog.pg_class from public;
        execute (select format('grant select (%s) on pg_catalog.pg_class to public', string_agg(quote_ident(attname), ', '))
          from pg_attribute where attrelid = 'pg_catalog.pg_class'::regclass and attnum > 0
            and attname <> all (array['${COUNTING_COLUMNS.join("', '")}']));
      end $$`)
  })
}

export async function dropDatabase(admin: pg.PoolConfig, name: string): Promise<void> {
  await withClient(admin, (client) =>
    client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`),
  )
}

async function withClient<T>(config: pg.PoolConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
