// SPDX-License-Identifier: Apache-2.0
import type { Weakness } from '@symbolon/store'
import pg from 'pg'

/** How the superuser of a server connects, from its address; a socket's folder stands in `?host=`. */
export function adminOf(databaseUrl: string, database?: string): pg.ClientConfig {
  const url = new URL(databaseUrl)
  return {
    host: decodeURIComponent(url.searchParams.get('host') ?? url.hostname),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username || 'postgres'),
    password: url.password ? decodeURIComponent(url.password) : undefined,
    database: database ?? (url.pathname.slice(1) || 'postgres'),
  }
}

export async function asSuperuser<T>(admin: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export const databasesLike = (admin: pg.ClientConfig, start: string): Promise<string[]> =>
  asSuperuser(admin, async (client) => {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [start])
    return rows.map((row) => row.datname)
  })

/** Debian makes its servers without checksums: accepted by name of a given server, and of our own nothing. */
export const acceptedOn = (databaseUrl: string): readonly Weakness[] =>
  process.env.DATABASE_URL === databaseUrl ? ['data_checksums'] : []
