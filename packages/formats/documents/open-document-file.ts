// SPDX-License-Identifier: Apache-2.0
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { MAX_DOCUMENT_BYTES, type Opened, type OpenOptions, openDocument } from './open-document.ts'
import { notFoundHere, notText, tooLarge } from './problems.ts'

/**
 * Opens a document by its path. The size is asked of the file system first, so that a file too large is refused
 * without being read. Refuses as `openDocument` does, and with `documents/not-found` where nothing readable is there.
 */
export async function openDocumentFile(path: string, options: OpenOptions = {}): Promise<Opened> {
  const name = basename(path)
  const limit = options.maxBytes ?? MAX_DOCUMENT_BYTES
  const handle = await open(path, 'r').catch(() => null)
  if (!handle) return { ok: false, problem: notFoundHere({ name: path }) }
  try {
    const stat = await handle.stat()
    if (stat.isDirectory()) return { ok: false, problem: notText({ name, what: 'a folder' }) }
    if (stat.size > limit) return { ok: false, problem: tooLarge({ name, size: stat.size, limit }) }
    // A pipe or a device says size 0 and may never end: one byte more than the limit is all that is ever read.
    const buffer = Buffer.alloc(stat.isFile() ? stat.size : limit + 1)
    let filled = 0
    while (filled < buffer.length) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return openDocument(buffer.subarray(0, filled), name, options)
  } finally {
    await handle.close()
  }
}
