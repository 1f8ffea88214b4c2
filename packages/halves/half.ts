// SPDX-License-Identifier: Apache-2.0
import { idSchema } from '@symbolon/foundation'
import { entriesPath, TILE, tilePath } from '@symbolon/record'
import { z } from 'zod'

/**
 * The half of a reader: all that it may read of one arrangement, as files that verify without a database. A folder that
 * was exported and the address of a hub have the same files at the same places:
 *
 * - `symbolon.json`: this schema.
 * - `logs/ID/`: a tiled log (C2SP tlog-tiles): `checkpoint`, `tile/…`, `tile/entries/…`, also of statements that the
 *   reader may not read; with `key`, the verifier key of its checkpoints.
 * - `logs/ID/statements/N.jsonl`: for each run of 256 entries the statements that the reader may read, a line each:
 *   index, salt (base64), canonical text. Numbered as the bundles of entries are.
 * - `keys.json`: what the parties that speak in it said of their keys, with the proof from the register's log (keys.ts).
 * - `documents/ID.txt`: the texts kept with sources, to the byte.
 *
 * A folder has besides, for whoever opens it without this product, `tables/*.csv` and `index.html`: derived, and no proof.
 */
const listed = {
  format: z.literal('symbolon-half'),
  arrangement: idSchema,
  /** Where parties are named; its half tells who the ids are. */
  register: idSchema,
  /** Whose half; null is the public's. */
  reader: idSchema.nullable(),
  at: z.iso.datetime(),
  /** With how many statements of it the reader may read, under the checkpoint of that moment. */
  logs: z.array(z.strictObject({ id: idSchema, audience: z.string(), statements: z.number().int().nonnegative() })),
  documents: z.array(idSchema),
  /** Whether a party that speaks in it has named keys of its own: then `keys.json` is there. */
  keys: z.boolean().default(false),
}
const digest = z.strictObject({
  path: z.string().regex(/^(?:tables\/[a-z-]+\.csv|index\.html)$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
const today = z.strictObject({ ...listed, version: z.literal(3), derived: z.array(digest) })
/** Version 2 had neither tables nor a page; nothing else was different. */
const before = z.strictObject({ ...listed, version: z.literal(2) })
export const halfSchema = z.union([today, before.transform((half) => ({ ...half, version: 3 as const, derived: [] }))])
export type Half = z.infer<typeof today>

export const lineSchema = z.strictObject({
  index: z.number().int().nonnegative(),
  salt: z.base64(),
  canonical: z.string(),
})
export type Line = z.infer<typeof lineSchema>

export const placesOf = {
  half: 'symbolon.json',
  keys: 'keys.json',
  checkpoint: (log: string) => `logs/${log}/checkpoint`,
  key: (log: string) => `logs/${log}/key`,
  tile: (log: string, path: string) => `logs/${log}/${path}`,
  statements: (log: string, run: number) =>
    `logs/${log}/${entriesPath(run).replace('tile/entries', 'statements')}.jsonl`,
  document: (source: string) => `documents/${source}.txt`,
  table: (name: string) => `tables/${name}.csv`,
  page: 'index.html',
}

/** How many entries run `run` has in a log of `size`. */
export const widthOf = (run: number, size: number): number => Math.min(TILE, size - run * TILE)

/** Where the tiles and bundles of a log of `size` stand, the lowest level first. */
export function* tilePathsOf(size: number): Generator<string> {
  for (let run = 0; run * TILE < size; run++) yield entriesPath(run, widthOf(run, size))
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE))
    for (let index = 0; index * TILE < hashes; index++) yield tilePath(level, index, widthOf(index, hashes))
}

/** The root in a checkpoint: the third line of its note (C2SP tlog-checkpoint). */
export const rootOfNote = (note: string): string => note.split('\n')[2] ?? ''
