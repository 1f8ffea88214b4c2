// SPDX-License-Identifier: Apache-2.0
import { createHash, createHmac } from 'node:crypto'
import pg from 'pg'

/**
 * Three roles, none of them superuser: the owner runs migrations, the projector appends and projects, the reader
 * answers requests and owns nothing. Roles belong to the whole server and several installations may share it, so nobody
 * logs in as one of these: each installation has logins of its own, which are members and may enter its database alone.
 */
export const ROLES = { owner: 'symbolon_owner', projector: 'symbolon_projector', reader: 'symbolon_reader' } as const
export type Role = keyof typeof ROLES

/** How each login connects to one database; its name and its password follow from the secret of the installation. */
export function loginOf(role: Role, admin: pg.PoolConfig, database: string, secret: string): pg.PoolConfig {
  const installation = createHash('sha256').update(`${secret} logins`).digest('hex').slice(0, 12)
  const password = createHmac('sha256', secret).update(ROLES[role]).digest('hex')
  // What the owner makes belongs to the role and to no login, as the policies have it.
  const options = role === 'owner' ? `${admin.options ?? ''} -c role=${ROLES.owner}`.trim() : admin.options
  const user = `symbolon_${installation}_${role}`
  return { ...admin, connectionString: undefined, user, password, database, options }
}

/** Runs work while no other process prepares a database of the same server. */
export const oneAtATime = <T>(admin: pg.PoolConfig, work: () => Promise<T>): Promise<T> =>
  withClient(admin, async (client) => {
    // Held by the session: a process that is killed meanwhile gives it back with its connection.
    await client.query('select pg_advisory_lock(7279)')
    return work()
  })

/** Makes roles and logins where they are missing and sets the logins' passwords. */
export async function makeRoles(admin: pg.PoolConfig, secret: string): Promise<void> {
  await withClient(admin, async (client) => {
    const found = async (name: string) =>
      (await client.query('select rolsuper or rolbypassrls as above from pg_roles where rolname = $1', [name])).rows[0]
    for (const role of Object.keys(ROLES) as Role[]) {
      const shared = await found(ROLES[role])
      if (shared?.above)
        throw new Error(`The role ${ROLES[role]} of this server is above row-level security. Make it an ordinary role.`)
      if (!shared) await client.query(`create role ${ROLES[role]} nologin`)
      const { user, password } = loginOf(role, admin, '', secret)
      const verb = (await found(user!)) ? 'alter' : 'create'
      await client.query(`${verb} role ${user} login password '${password}'`)
      await client.query(`grant ${ROLES[role]} to ${user}`)
    }
  }).catch((cause) => {
    // Roles that another login made are that one's to give.
    if (cause.code !== '42501') throw cause
    throw new Error(
      `The login ${admin.user} may not give the roles of this server that Symbolon uses (${cause.message}). As an administrator: grant ${Object.values(ROLES).join(', ')} to ${admin.user} with admin option`,
      { cause },
    )
  })
}

/** Makes the database where it is missing; `template` gives it another's content. Answers whether it was made. */
export async function makeDatabase(admin: pg.PoolConfig, name: string, template?: string): Promise<boolean> {
  return withClient(admin, async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount) return false
    const like = template ? ` template ${client.escapeIdentifier(template)}` : ''
    await client.query(`create database ${client.escapeIdentifier(name)}${like}`)
    return true
  })
}

/** Lets the installation's own logins into the database and nobody else; they make no temporary tables, types or functions. */
export async function letIn(admin: pg.PoolConfig, name: string, secret: string): Promise<void> {
  await withClient(admin, async (client) => {
    const database = client.escapeIdentifier(name)
    const logins = (Object.keys(ROLES) as Role[]).map((role) => loginOf(role, admin, name, secret).user)
    await client.query(`revoke all on database ${database} from public, ${ROLES.projector}, ${ROLES.reader}`)
    await client.query(`grant connect on database ${database} to ${logins.join(', ')}`)
    await client.query(`grant create on database ${database} to ${ROLES.owner}`)
  })
}

/** What counts rows and pages of every table, whoever may read them, or tells what other sessions do. */
const TELLING_FUNCTIONS = `proname ~ '^pg_stat(io)?_get_' or proname in ('pg_relation_size', 'pg_table_size',
  'pg_indexes_size', 'pg_total_relation_size', 'pg_database_size', 'pg_tablespace_size', 'pg_lock_status',
  'pg_stat_have_stats', 'pg_get_publication_tables')`
/** They may see every row. The queue of jobs looks at locks and at the age of its tables. */
const SEE_ALL = `${ROLES.owner}, ${ROLES.projector}`
const COUNTING_COLUMNS = ['reltuples', 'relpages', 'relallvisible', 'relallfrozen']

/**
 * Takes the database's statistics from everybody who may not see every row anyway. Row-level security guards rows, and the planner's
 * counts of them stand in the catalogue, where every login could read how much there is that it may not read. The
 * catalogue belongs to the server's superuser: where the given role is none, nothing changes.
 */
export async function hideStatistics(admin: pg.PoolConfig, database: string): Promise<void> {
  const config = { ...admin, connectionString: undefined, database }
  await withClient(config, async (client) => {
    const { rows } = await client.query(
      `select current_setting('is_superuser') = 'on'
         and (has_table_privilege('${ROLES.reader}', 'pg_catalog.pg_stat_all_tables', 'select')
           or not has_table_privilege('${ROLES.projector}', 'pg_catalog.pg_stat_all_tables', 'select')) as open`,
    )
    if (!rows[0].open) return
    await client.query(`do $$
      declare one record;
      begin
        for one in select p.oid::regprocedure as name from pg_proc p
          where p.pronamespace = 'pg_catalog'::regnamespace and (${TELLING_FUNCTIONS}) loop
          execute format('revoke all on function %s from public', one.name);
          execute format('grant execute on function %s to ${SEE_ALL}', one.name);
        end loop;
        for one in select c.oid::regclass as name from pg_class c
          where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'v'
            and (c.relname ~ '^pg_stat' or c.relname in ('pg_locks', 'pg_prepared_xacts')) loop
          execute format('revoke all on %s from public', one.name);
          execute format('grant select on %s to ${SEE_ALL}', one.name);
        end loop;
        revoke select on pg_catalog.pg_class from public;
        grant select on pg_catalog.pg_class to ${SEE_ALL};
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
