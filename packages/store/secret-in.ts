// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** The names in a folder are on the disk only once the folder itself is. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/**
 * 32 random bytes of this installation in hexadecimal, made at the first start, readable by its owner alone. On the disk
 * before anything is made with it: a key that the power took would leave a database that nobody can enter.
 */
export function secretIn(folder: string, name: string): string {
  const path = join(folder, name)
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    makeSecret(path)
    for (const one of [folder, dirname(folder)]) syncFolder(one)
  }
  const secret = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(secret))
    throw new Error(`${path} does not hold the secret that this installation made there. Bring it back from a backup.`)
  return secret
}

/** Whole or not at all, and of several processes that start on one folder the first one's. */
function makeSecret(path: string): void {
  const whole = `${path}.part-${process.pid}`
  writeFileSync(whole, randomBytes(32).toString('hex'), { mode: 0o600, flush: true })
  try {
    linkSync(whole, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(whole)
  }
}
