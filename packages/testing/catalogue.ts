// SPDX-License-Identifier: Apache-2.0
import type pg from 'pg'

/** Schemas whose tables are the record's or a room's; another room adds its own. */
const SCHEMAS = ['store', 'register', 'partnership', 'performance', 'accounts']
/** Functions that run with their owner's rights. Each is a gap in row-level security that somebody has reviewed. */
const DEFINERS = ['store.reader', 'store.readable_logs', 'store.reads_since', 'store.erase']
/**
 * Tables whose keys name neither arrangement nor party nor person: nobody's data, or found by what somebody brings to
 * sign in with. Of the latter a request sees nothing, and a name or a credential that is taken is never told of.
 */
const KEYLESS = [
  'store.installation',
  'accounts.attempt',
  'accounts.ceremony',
  'accounts.identity',
  'accounts.passkey',
  'accounts.person',
]
/** Whose a row is: one of these columns stands in each key. */
const SCOPES = ['arrangement', 'party', 'person']
const POLICIES = ['symbolon_owner', 'symbolon_projector', 'symbolon_reader']

/**
 * What the database's catalogue says against the access rules, one sentence for each gap, with the line to add. Empty
 * where every table is guarded.
 */
export async function gapsIn(db: pg.Client): Promise<string[]> {
  const rowsOf = async (sql: string) => (await db.query(sql, [SCHEMAS])).rows
  const gaps: string[] = []
  const tables = await rowsOf(`
    select n.nspname || '.' || c.relname as name, c.relkind as kind, c.relrowsecurity as on, c.relforcerowsecurity as forced,
      coalesce(c.reloptions::text, '') as options,
      array(select r.rolname::text from pg_policy p cross join unnest(p.polroles) as u(oid) join pg_roles r on r.oid = u.oid
        where p.polrelid = c.oid) as policies,
      exists (select from pg_policy p where p.polrelid = c.oid and p.polroles = '{0}') as open
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`)
  for (const { name, kind, on, forced, options, policies, open } of tables) {
    if (kind === 'm') gaps.push(`${name} is a materialised view, which no policy guards: drop it, make it a query`)
    else if (kind === 'f') gaps.push(`${name} is a foreign table, which no policy guards: drop it`)
    else if (kind === 'v') {
      if (!/security_invoker=(true|on)/.test(options))
        gaps.push(`${name} reads with its owner's rights: alter view ${name} set (security_invoker = true)`)
    } else {
      if (!on) gaps.push(`${name} has no row-level security: await guardProjection(owner, '${name}')`)
      if (!forced) gaps.push(`${name} does not bind its owner: alter table ${name} force row level security`)
      for (const role of POLICIES)
        if (!policies.includes(role))
          gaps.push(`${name} has no policy for ${role}: await guardProjection(owner, '${name}')`)
      if (open) gaps.push(`${name} has a policy for everybody: name the role in its "create policy … to"`)
    }
  }
  const functions = await rowsOf(`
    select n.nspname || '.' || p.proname as name, coalesce(p.proconfig::text, '') as config,
      has_function_privilege('public', p.oid, 'execute') as public
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and ($1::text[] is not null) and n.nspname not in ('pg_catalog', 'information_schema') order by 1`)
  for (const { name, config, public: everybody } of functions) {
    if (!DEFINERS.includes(name))
      gaps.push(`${name} runs with its owner's rights: review it, then add '${name}' to DEFINERS`)
    if (!config.includes('search_path=pg_catalog, pg_temp'))
      gaps.push(`${name} has no fixed search path: add "set search_path = pg_catalog, pg_temp"`)
    if (everybody) gaps.push(`${name} may be run by everybody: revoke all on function ${name} from public`)
  }
  const keys = await rowsOf(`
    select n.nspname || '.' || c.relname as name, k.conname as key,
      array(select a.attname::text from unnest(k.conkey) as u(n) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n) as columns
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype in ('p', 'u', 'f', 'x') and n.nspname = any($1)
    union all
    select n.nspname || '.' || c.relname, i.relname,
      array(select a.attname::text from unnest(x.indkey) as u(n) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n)
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_namespace n on n.oid = c.relnamespace
    where x.indisunique and n.nspname = any($1) order by 1, 2`)
  for (const { name, key, columns } of keys)
    if (!KEYLESS.includes(name) && !SCOPES.some((scope) => columns.includes(scope)))
      gaps.push(
        `the key ${key} of ${name} spans audiences: begin it with "arrangement", "party" or "person", or add '${name}' to KEYLESS`,
      )
  const grants = await rowsOf(`
    select distinct table_schema || '.' || table_name as name, grantee, privilege_type as may
    from information_schema.table_privileges
    where table_schema = any($1) and (grantee = 'PUBLIC' or grantee = 'symbolon_reader' and privilege_type <> 'SELECT')`)
  for (const { name, grantee, may } of grants)
    gaps.push(`${grantee} may ${may} on ${name}: revoke ${may} on ${name} from ${grantee}`)
  return [...gaps, ...(await statisticsIn(db))]
}

/** What the reader may ask the server's own statistics, which count rows that it may not read. */
async function statisticsIn(db: pg.Client): Promise<string[]> {
  const { rows } = await db.query(`
    select c.relname::text as name from pg_class c where c.relnamespace = 'pg_catalog'::regnamespace
      and (c.relname ~ '^pg_stat' or c.relname = 'pg_locks') and c.relkind = 'v'
      and has_table_privilege('symbolon_reader', c.oid, 'select')
    union all
    select 'pg_class.' || attname from pg_attribute where attrelid = 'pg_catalog.pg_class'::regclass
      and attname in ('reltuples', 'relpages') and has_column_privilege('symbolon_reader', attrelid, attnum, 'select')
    union all
    select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace
      and (p.proname ~ '^pg_stat_get_' or p.proname ~ '^pg_.*(relation|table|indexes)_size$')
      and has_function_privilege('symbolon_reader', p.oid, 'execute')
    order by 1`)
  return rows.map(({ name }) => `symbolon_reader may read ${name}: revoke it in hideStatistics (store/roles.ts)`)
}
