// SPDX-License-Identifier: Apache-2.0
import { defineProblem, idSchema } from '@symbolon/foundation'
import { appendLeaves, emptyFrontier, frontierRoot, TILE, tilePath } from '@symbolon/record'
import { z } from 'zod'

/**
 * The half of a reader: a folder with all that it may read of one arrangement, which verifies without a database.
 *
 * - `symbolon.json`: this schema.
 * - `logs/ID/checkpoint`: the signed note of the log's head (C2SP tlog-checkpoint); `logs/ID/key`: its verifier key.
 * - `logs/ID/tile/…`: the hashes of the log (C2SP tlog-tiles), also of statements that the reader may not read.
 * - `logs/ID/statements.jsonl`: a line for each statement: index, salt (base64), canonical text.
 * - `documents/ID.txt`: the texts kept with sources, to the byte.
 */
export const halfSchema = z.strictObject({
  format: z.literal('symbolon-half'),
  version: z.literal(1),
  arrangement: idSchema,
  /** Whose half; null is the public's. */
  reader: idSchema.nullable(),
  exportedAt: z.iso.datetime(),
  logs: z.array(z.strictObject({ id: idSchema, audience: z.string(), statements: z.number().int().nonnegative() })),
  documents: z.array(idSchema),
})
export type Half = z.infer<typeof halfSchema>

export const lineSchema = z.strictObject({
  index: z.number().int().nonnegative(),
  salt: z.base64(),
  canonical: z.string(),
})

export const placesOf = {
  half: 'symbolon.json',
  checkpoint: (log: string) => `logs/${log}/checkpoint`,
  key: (log: string) => `logs/${log}/key`,
  statements: (log: string) => `logs/${log}/statements.jsonl`,
  tile: (log: string, path: string) => `logs/${log}/${path}`,
  document: (source: string) => `documents/${source}.txt`,
}

/** Every tile of a log, from its leaf hashes: path and bytes, level by level. */
export function* tilesOf(leaves: readonly Uint8Array[]): Generator<[path: string, bytes: Buffer]> {
  for (let level = 0, hashes: readonly Uint8Array[] = leaves; hashes.length > 0; level++) {
    const above: Uint8Array[] = []
    for (let index = 0; index * TILE < hashes.length; index++) {
      const tile = hashes.slice(index * TILE, (index + 1) * TILE)
      yield [tilePath(level, index, tile.length), Buffer.concat(tile)]
      if (tile.length === TILE) above.push(frontierRoot(appendLeaves(emptyFrontier(), tile)))
    }
    hashes = above
  }
}

export const folderTaken = defineProblem(
  'app/folder-taken',
  409,
  /*i18n*/ 'There is something at {folder} already. Name a folder that does not exist yet; nothing was written.',
)
export const nothingToExport = defineProblem(
  'app/nothing-to-export',
  404,
  /*i18n*/ 'There is no arrangement {arrangement} with anything on its record that this reader may read. Look for its id with the verb "arrangements"; nothing was written.',
)
export const notAHalf = defineProblem(
  'app/not-a-half',
  422,
  /*i18n*/ 'The folder {folder} is no half that Symbolon exported: {reason}. Name the folder that holds symbolon.json.',
)
