// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** When a process began, in the kernel's ticks: tells a process from a later one that got its number. */
function beganAt(pid: number): string | null {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? '')
  } catch {
    return ''
  }
}

/**
 * Writes the lock whole or not at all: nobody ever reads a file that says only half of who holds it. Its own number in
 * the file system stands in it, which a copy of it has not: so a folder that was copied under its product is known.
 */
function writeLock(path: string): boolean {
  const whole = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  const file = openSync(whole, 'wx', 0o600)
  writeFileSync(file, `${process.pid} ${beganAt(process.pid)} ${fstatSync(file).ino}\n`)
  closeSync(file)
  try {
    linkSync(whole, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    unlinkSync(whole)
  }
}

/** Removes the lock of a dead holder; one that another starter has put there since is put back. */
function removeStale(path: string, held: string): void {
  const aside = `${path}.stale.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    renameSync(path, aside)
  } catch {
    return // Another starter removed it first; the next round decides between us.
  }
  if (readFileSync(aside, 'utf8') === held) unlinkSync(aside)
  else renameSync(aside, path)
}

/**
 * Takes the data folder for this process; the returned function gives it back. Throws a sentence that names the holder.
 * A holder that died without giving it back is recognised by its number and the moment at which it began. Throws also
 * where the folder is a copy that was made while its product ran: of what was written meanwhile it has an unknown part,
 * and no check can tell what is missing.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'symbolon.pid')
  for (let attempt = 0; attempt < 3; attempt++) {
    if (writeLock(path)) return () => rmSync(path, { force: true })
    const held = readLock(path)
    if (held === null) continue
    refuseCopied(folder, held)
    const pid = livesAs(held)
    if (pid !== null)
      throw new Error(
        `The data folder ${folder} is in use by process ${pid}. Stop that one, or choose another folder with --data.`,
      )
    removeStale(path, held)
  }
  throw new Error(`The data folder ${folder} is being taken by another process. Start again in a moment.`)
}

/** The process that holds the folder, or null where none does. */
export function holderOf(folder: string): number | null {
  const held = readLock(join(folder, 'symbolon.pid'))
  if (held === null) return null
  refuseCopied(folder, held)
  return livesAs(held)
}

function refuseCopied(folder: string, held: string): void {
  const path = join(folder, 'symbolon.pid')
  const [, , number] = held.trim().split(' ')
  if (!number || number === String(statSync(path, { throwIfNoEntry: false })?.ino ?? number)) return
  throw new Error(
    `The data folder ${folder} was copied while the product ran on it, so it may lack what was being written then. ` +
      'Take a backup of the folder that it was copied from instead (symbolon backup), which may be done while it runs, and ' +
      `restore that. If the product had ended when you copied, delete ${path} and start again.`,
  )
}

function livesAs(held: string): number | null {
  const [pid, began] = held.trim().split(' ')
  return Number(pid) > 0 && beganAt(Number(pid)) === (began ?? '') ? Number(pid) : null
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
