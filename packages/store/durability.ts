// SPDX-License-Identifier: Apache-2.0
import pg from 'pg'

/** Settings of PostgreSQL without which an acknowledged statement can be lost, or damage go unseen, and what each does. */
const NEEDED = {
  fsync: 'what was committed may be lost, and the whole record broken, when the power fails',
  synchronous_commit: 'the last statements that were acknowledged may be lost when the server dies',
  full_page_writes: 'a page that was half written when the power failed cannot be mended',
  data_checksums: 'a page that the disk changed is not noticed when it is read',
} as const

export type Weakness = keyof typeof NEEDED
export const WEAKNESSES = Object.keys(NEEDED) as Weakness[]

/**
 * Refuses, with a sentence that names the settings, a server that may lose what it acknowledged; `accepted` are those
 * that the host takes upon itself by name. Asked as the login that appends: a setting can differ from login to login,
 * and from database to database.
 */
export async function refuseWeak(login: pg.PoolConfig, accepted: readonly Weakness[] = []): Promise<void> {
  const weak = (await weaknessesOf(login)).filter((name) => !accepted.includes(name))
  if (weak.length === 0) return
  const reasons = weak.map((name) => `${name} is off: ${NEEDED[name]}`).join('; ')
  throw new Error(
    `The database server does not keep what it acknowledges (${reasons}). Turn ${weak.join(' and ')} on, ` +
      `or take the risk by name: SYMBOLON_ACCEPT_WEAK=${weak.join(',')}`,
  )
}

async function weaknessesOf(login: pg.PoolConfig): Promise<Weakness[]> {
  const client = new pg.Client(login)
  await client.connect()
  try {
    const { rows } = await client.query(
      'select name, current_setting(name) as value from unnest($1::text[]) as s(name)',
      [WEAKNESSES],
    )
    return rows.filter(({ value }) => value === 'off').map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** The weaknesses that a list such as `fsync,data_checksums` names; throws a sentence where one is none. */
export function weaknessesIn(list: string): Weakness[] {
  const names = list.split(',').flatMap((name) => name.trim() || [])
  const unknown = names.find((name) => !(WEAKNESSES as string[]).includes(name))
  if (unknown)
    throw new Error(
      `SYMBOLON_ACCEPT_WEAK names ${unknown}, which is none of: ${WEAKNESSES.join(', ')}. Mend or unset it.`,
    )
  return names as Weakness[]
}
