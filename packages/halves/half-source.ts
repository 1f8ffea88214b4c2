// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { constants, type FileHandle, open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
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

/**
 * A folder may come from a stranger: what is no file of its own (a link that leads elsewhere, a pipe that never ends) is
 * not there, and a file that is longer is not read at all, so that it cannot fill the memory.
 */
export const folderSource = (folder: string): HalfSource => ({
  place: folder,
  read: (path) =>
    withFile(folder, path, async (file) => ((await file.stat()).size <= MAX_BYTES ? await file.readFile() : null)),
  digest: (path) =>
    withFile(folder, path, async (file) => {
      const hash = createHash('sha256')
      await pipeline(file.createReadStream({ autoClose: false }), hash)
      return hash.digest('hex')
    }),
})

/** What `read` makes of a file of the folder's own; null where there is none, or it cannot be read. */
async function withFile<T>(folder: string, path: string, read: (file: FileHandle) => Promise<T>): Promise<T | null> {
  const at = join(folder, path)
  if (!(await liesIn(folder, at))) return null
  const file = await open(at, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => null)
  if (!file) return null
  try {
    return (await file.stat()).isFile() ? await read(file) : null
  } catch {
    return null
  } finally {
    await file.close()
  }
}

async function liesIn(folder: string, at: string): Promise<boolean> {
  try {
    const [home, place] = [await realpath(folder), await realpath(at)]
    return place.startsWith(home + sep)
  } catch {
    return false
  }
}

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
