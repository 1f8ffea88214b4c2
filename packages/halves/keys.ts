// SPDX-License-Identifier: Apache-2.0
import { type Id, idSchema, KEY_KINDS, type Recorded } from '@symbolon/foundation'
import {
  inclusionProof,
  leafEntry,
  leafHash,
  openCheckpoint,
  parseVerifierKey,
  verifyInclusion,
} from '@symbolon/record'
import { type Hub, hashSource, type View } from '@symbolon/store'
import { z } from 'zod'
import { lineSchema, placesOf } from './half.ts'
import type { HalfSource } from './half-source.ts'
import { type PublishedLog, publishedLogs } from './published.ts'
import { type Read, textOf } from './read-log.ts'
import { wordsOfKeys } from './words-of-keys.ts'

/**
 * What parties said of their own keys, each with the proof that it stands in the public log of the register: with it a
 * half tells by itself how its statements are signed. That nothing is left out it does not prove; the register's own half
 * does, and a mirror keeps that.
 */
const partSchema = z.strictObject({
  register: idSchema,
  log: idSchema,
  key: z.string(),
  checkpoint: z.string(),
  statements: z.array(lineSchema.extend({ proof: z.array(z.base64()).max(64) })).max(100_000),
})
/** `further`: the same of the logs in which the register's goes on, in their order; left out where it never broke off. */
export const keysSchema = partSchema.extend({ further: z.array(partSchema).min(1).max(100).optional() })
type Part = z.infer<typeof partSchema>
export type Keys = z.infer<typeof keysSchema>

/** Statements about keys with their proofs, under the register's last checkpoints; null where there are none. */
export async function keysOf(view: View, hub: Hub, some: readonly Recorded[]): Promise<Keys | null> {
  const parts: Part[] = []
  for (const [id, words] of Map.groupBy(some, ({ log }) => log)) {
    const { arrangement } = words[0]!
    const [log] = await publishedLogs(view, hub, arrangement, id)
    if (!log) continue
    const statements = []
    for (const { index } of words.filter((one) => one.index < log.size))
      statements.push(await provenLine(view, log, index))
    parts.push({ register: arrangement, log: id, key: log.vkey, checkpoint: log.note, statements })
  }
  const [first, ...further] = parts
  return first ? { ...first, ...(further.length > 0 && { further }) } : null
}

/** One statement at its place, with the proof that the last checkpoint covers it. */
export async function provenLine(view: View, { arrangement, id: log, size }: PublishedLog, index: number) {
  const row = await view
    .selectFrom('store.statement')
    .select(['salt', 'canonical'])
    .where('arrangement', '=', arrangement)
    .where('log', '=', log)
    .where('index', '=', index)
    .where('canonical', 'is not', null)
    .$narrowType<{ salt: Buffer; canonical: string }>()
    .executeTakeFirstOrThrow()
  const proof = await inclusionProof(size, index, hashSource(view, arrangement, log))
  const toText = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return { index, salt: toText(row.salt), canonical: row.canonical, proof: proof.map(toText) }
}

/** The file of a half; null where no party that speaks in it has named a key. */
export async function keysFile(view: View, hub: Hub, of: { arrangement: Id; register: Id }): Promise<Buffer | null> {
  const keys = await keysOf(view, hub, await wordsOfKeys(view, of))
  return keys && Buffer.from(`${JSON.stringify(keys, null, 2)}\n`)
}

/** Statements about keys, and the verifier key of the log that they stand in. */
export type Words = { key: string; statements: Recorded[] }

/** What a half says of keys, each statement proven; or in words why it cannot be believed. */
export async function readKeys(source: HalfSource): Promise<Read<Words>> {
  const no = (what: string) => ({ ok: false as const, what: `${placesOf.keys}: ${what}` })
  const parsed = keysSchema.safeParse(jsonIn(await source.read(placesOf.keys)))
  if (!parsed.success) return no('it is missing, or cannot be read')
  const { further = [], ...first } = parsed.data
  const read: Recorded[] = []
  for (const part of [first, ...further]) {
    if (part.register !== first.register || hostKeyIn(part.key) !== hostKeyIn(first.key))
      return no('its parts are not of one register')
    const words = readPart(part)
    if (!words.ok) return no(words.what)
    read.push(...words.value)
  }
  return { ok: true, value: { key: first.key, statements: read } }
}

function readPart({ register, log, key, checkpoint, statements }: Part): Read<Recorded[]> {
  const no = (what: string) => ({ ok: false as const, what })
  const verifier = parseVerifierKey(key)
  if (!verifier.ok || !verifier.verifier.name.endsWith(`/${log}`)) return no('its key is not that of its log')
  const opened = openCheckpoint(checkpoint, verifier.verifier)
  if (!opened.ok) return no(`its checkpoint does not hold: ${opened.message}`)
  const { size, root } = opened.checkpoint
  const read: Recorded[] = []
  for (const line of statements) {
    if (line.index <= (read.at(-1)?.index ?? -1)) return no(`statement ${line.index} stands twice, or out of order`)
    const salt = Buffer.from(line.salt, 'base64')
    if (salt.length !== 32) return no(`the salt of statement ${line.index} is broken`)
    const proof = line.proof.map((hash) => new Uint8Array(Buffer.from(hash, 'base64')))
    const leaf = leafHash(leafEntry(salt, line.canonical))
    const proven = verifyInclusion({ index: line.index, size, root, leafHash: leaf, proof })
    if (!proven.ok) return no(`statement ${line.index} is not proven: ${proven.message}`)
    const said = textOf(line.canonical, { arrangement: register, audience: 'public' })
    if (!said.ok) return no(`statement ${line.index}: ${said.what}`)
    if (!(KEY_KINDS as readonly string[]).includes(said.value.kind)) return no(`statement ${line.index} is not of keys`)
    read.push({ ...said.value, log, index: line.index })
  }
  return { ok: true, value: read }
}

/** A verifier key without the name and id of its log: all logs of a host share it. */
export const hostKeyIn = (vkey: string): string => vkey.split('+').slice(2).join('+')

function jsonIn(bytes: Buffer | null): unknown {
  try {
    return JSON.parse(bytes?.toString() ?? '')
  } catch {
    return null
  }
}
