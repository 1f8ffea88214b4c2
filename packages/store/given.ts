// SPDX-License-Identifier: Apache-2.0
import pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'
import { loginOf } from './roles.ts'

/** A PostgreSQL that the host keeps: how its administrator connects, and what the record's database is called there. */
export type Given = { admin: pg.PoolConfig; database: string }

const OLDEST = 15
/** Databases of the server itself: a record in one would shut others out of it. */
const NOT_OURS = ['postgres', 'template0', 'template1']

/** What a URL says, all of it: TLS and whatever else the driver knows. Throws a sentence, without the password. */
export function givenOf(databaseUrl: string, from = 'DATABASE_URL'): Given {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error(notAUrl(from))
  let config: pg.PoolConfig
  try {
    config = parseIntoClientConfig(databaseUrl)
  } catch (cause) {
    // Of a file that a TLS parameter names and that is not there the reason says so; of a URL it holds no secret.
    throw new Error(`${notAUrl(from)} (${(cause as Error).message})`)
  }
  return { admin: { ...config, database: 'postgres' }, database: config.database || 'symbolon' }
}

const notAUrl = (from: string) =>
  `${from} holds no address of a PostgreSQL. It reads postgres://LOGIN:PASSWORD@HOST:PORT/DATABASE, with signs such as @ or / in the password as %40 or %2F.`

/**
 * Enters the server that a URL names, and says what is there. Throws a sentence where there is none, where it is too
 * old, or where the login may not make what the record needs: logins of its own, and a database where it is missing.
 */
export async function reachGiven(databaseUrl: string): Promise<Given & { holds: 'nothing' | 'record' }> {
  const { admin, database } = givenOf(databaseUrl)
  if (NOT_OURS.includes(database))
    throw new Error(
      `DATABASE_URL names the database ${database}, which is the server's own. Name one for the record, such as symbolon: it is made where it is missing.`,
    )
  const [entered, client] = await enter(admin, database)
  try {
    await refuseUnfit(client, entered, database)
  } finally {
    await client.end()
  }
  return { admin: entered, database, holds: await heldIn(entered, database) }
}

/**
 * The server's own database where the login may enter it, else the record's: always the same one, since preparing is
 * done by one process at a time under a lock of the database that it is entered by.
 */
async function enter(admin: pg.PoolConfig, database: string): Promise<[pg.PoolConfig, pg.Client]> {
  for (const config of [admin, { ...admin, database }]) {
    const client = new pg.Client(config)
    try {
      await client.connect()
      return [config, client]
    } catch (cause) {
      await client.end().catch(() => {})
      const shut = ['3D000', '42501'].includes((cause as { code?: string }).code ?? '')
      if (!shut || config.database === database) throw unreached(cause, config)
    }
  }
  throw new Error('no database was tried')
}

/** A fault of connecting as a sentence that says what to do. */
export function unreached(cause: unknown, config: pg.PoolConfig): Error {
  const { code = '', message } = cause as { code?: string; message: string }
  const at = config.host?.startsWith('/') ? config.host : `${config.host || 'localhost'}:${config.port ?? 5432}`
  const said = (sentence: string) => new Error(`${sentence} Nothing was changed.`, { cause })
  if (code === '28P01')
    return said(`The PostgreSQL at ${at} refuses the password of ${config.user}. Mend DATABASE_URL.`)
  if (code === '28000')
    return said(
      `The PostgreSQL at ${at} does not let ${config.user} in from here (${message}): look at its pg_hba.conf.`,
    )
  if (code === '3D000')
    return said(`The PostgreSQL at ${at} has no database ${config.database}. Make it, or name another.`)
  if (code === '53300') return said(`The PostgreSQL at ${at} has no connection left: raise its max_connections.`)
  if (/SSL|TLS|certificate/i.test(message) || /CERT|SSL|TLS/.test(code))
    return said(`The PostgreSQL at ${at} and the TLS parameters of DATABASE_URL do not go together (${message}).`)
  return said(`No PostgreSQL answers at ${at} (${code || message}). Start it, or mend DATABASE_URL.`)
}

async function refuseUnfit(client: pg.Client, config: pg.PoolConfig, database: string): Promise<void> {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as named,
       pg_is_in_recovery() as copies, r.rolsuper as super, r.rolcreaterole as roles, r.rolcreatedb as databases,
       exists (select from pg_database where datname = $1) as made
     from pg_roles r where r.rolname = current_user`,
    [database],
  )
  const [{ version, named, copies, super: all, roles, databases, made }] = rows
  if (version < OLDEST * 10_000)
    throw new Error(
      `The server is PostgreSQL ${named}. Symbolon needs ${OLDEST} or later: upgrade it, or name another.`,
    )
  if (copies)
    throw new Error(
      'DATABASE_URL names a replica, which takes no statement. Name the primary; replicas belong in DATABASE_REPLICA_URLS.',
    )
  if (!all && !roles)
    throw new Error(
      `The login ${config.user} may not make logins, and the record has three of its own. As an administrator: alter role ${config.user} createrole`,
    )
  if (!made && !all && !databases)
    throw new Error(
      `There is no database ${database}, and the login ${config.user} may make none. As an administrator: create database ${database} owner ${config.user}`,
    )
}

/** A record that another process is just making is one: its list of migrations comes before its tables. */
async function heldIn(admin: pg.PoolConfig, database: string): Promise<'nothing' | 'record'> {
  const client = new pg.Client({ ...admin, database })
  try {
    await client.connect()
  } catch (cause) {
    await client.end().catch(() => {})
    if ((cause as { code?: string }).code === '3D000') return 'nothing'
    throw unreached(cause, { ...admin, database })
  }
  try {
    const { rows } = await client.query(`
      select exists (select from pg_namespace where nspname = 'store')
          or to_regclass('migration.kysely_migration') is not null as record,
        exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
            and n.nspname !~ '^pg_toast') as tables`)
    if (rows[0].record) return 'record'
    if (rows[0].tables)
      throw new Error(`The database ${database} holds tables that are not Symbolon's. Name one for the record alone.`)
    return 'nothing'
  } finally {
    await client.end()
  }
}

/** Whether the logins that follow from the secret are those that may enter the database. */
export async function isSecretOf(admin: pg.PoolConfig, database: string, secret: string): Promise<boolean> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    const { rows } = await client.query(
      `select has_database_privilege(r.oid, d.oid, 'connect') as may from pg_roles r, pg_database d
       where r.rolname = $1 and d.datname = $2`,
      [loginOf('reader', admin, database, secret).user, database],
    )
    return rows[0]?.may ?? false
  } finally {
    await client.end()
  }
}
