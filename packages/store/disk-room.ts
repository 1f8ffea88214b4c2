// SPDX-License-Identifier: Apache-2.0
import { statfsSync } from 'node:fs'
import { defineProblem } from '@symbolon/foundation'

export const diskFull = defineProblem(
  'store/disk-full',
  507,
  /*i18n*/ 'The disk that holds this record is full, so nothing was recorded. What is recorded can be read. Free some room on it, then send this again.',
)

/**
 * Three segments of the write-ahead log. A server that finds no room for its next segment ends, so nothing is begun that
 * could need one: what is left here is for what reading and ending in order write.
 */
const LEAST = 48 * 1024 * 1024

/** Whether the disk under a folder has room to write. A folder that is not there is no answer: then it has. */
export function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= LEAST
  } catch {
    return true
  }
}

/** Whether what was thrown says that a disk is full: by PostgreSQL (53100), by a file, or by what they caused. */
export function isDiskFull(fault: unknown): boolean {
  for (let one = fault; one instanceof Error; one = one.cause)
    if (['ENOSPC', 'EDQUOT', '53100'].includes((one as NodeJS.ErrnoException).code ?? '')) return true
  return false
}

/** Whether what was thrown says that the database server was not there, or went away. */
export function isServerGone(fault: unknown): boolean {
  const GONE = /^(ECONN(REFUSED|RESET)|ENOENT|EPIPE|57P0[123]|08\w\w\w)$/
  for (let one = fault; one instanceof Error; one = one.cause)
    if (GONE.test((one as NodeJS.ErrnoException).code ?? '') || /terminated|not queryable/i.test(one.message))
      return true
  return false
}
