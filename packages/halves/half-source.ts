// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Id } from '@symbolon/foundation'
import pRetry, { AbortError } from 'p-retry'

/**
 * Where the files of a half are read from: a folder, or a hub. `read` answers null where there is no such file; `digest` is
 * the SHA-256 (hex) of one, however long it is.
 */
export type HalfSource = {
  place: string
  read: (path: string) => Promise<Buffer | null>
  digest: (path: string) => Promise<string | null>
}

/** More than any file of a half can need: a run of 256 statements at 64 kB each is 16 MB. */
const MAX_BYTES = 32 * 1024 * 1024
const TRIES = 5

/** A file that is longer is not read at all, so that a folder from a stranger cannot fill the memory. */
export const folderSource = (folder: string): HalfSource => ({
  place: folder,
  read: async (path) => {
    const file = await open(join(folder, path)).catch(() => null)
    if (!file) return null
    try {
      const { size } = await file.stat()
      return size > MAX_BYTES ? null : await file.readFile()
    } catch {
      return null
    } finally {
      await file.close()
    }
  },
  digest: async (path) => {
    const hash = createHash('sha256')
    try {
      await pipeline(createReadStream(join(folder, path)), hash)
      return hash.digest('hex')
    } catch {
      return null
    }
  },
})

/** A path below an address, also where that one has a path of its own. */
export const addressUnder = (base: URL, path: string): URL =>
  new URL(path, base.href.endsWith('/') ? base : `${base.href}/`)

/** Thrown where a hub does not answer after all tries, or answers what is no file. */
export class NotReached extends Error {}

/**
 * The half that a hub serves to the holder of the token (null: the public). A line that breaks is tried again, five
 * times and ever more slowly; a hub that sends elsewhere is not followed, so that it cannot point into one's own house.
 */
export function hubSource(hub: URL, arrangement: Id, token: string | null): HalfSource {
  const base = addressUnder(hub, `halves/${arrangement}/`)
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  const once = async (path: string): Promise<Buffer | null> => {
    const answer = await fetch(new URL(path, base), { headers, redirect: 'error', signal: AbortSignal.timeout(30_000) })
    if (answer.status === 404) return null
    if (answer.status === 429 || answer.status >= 500) throw new TypeError(`it answered ${answer.status}`)
    if (answer.status !== 200) throw new AbortError(`it answered ${answer.status}`)
    return await bytesOf(answer)
  }
  return {
    place: `${base}`,
    // A hub serves what proves, and nothing derived from it.
    digest: async () => null,
    read: async (path) => {
      try {
        return await pRetry(() => once(path), { retries: TRIES - 1, minTimeout: 200, randomize: true })
      } catch (cause) {
        throw new NotReached((cause as Error).message, { cause })
      }
    },
  }
}

async function bytesOf(answer: Response): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    length += part.length
    if (length > MAX_BYTES) throw new AbortError('it sent more than a file of a half can hold')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
