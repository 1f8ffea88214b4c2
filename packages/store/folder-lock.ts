// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
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

/** Writes the lock whole or not at all: nobody ever reads a file that says only half of who holds it. */
function writeLock(path: string): boolean {
  const whole = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(whole, `${process.pid} ${beganAt(process.pid)}\n`, { mode: 0o600, flag: 'wx' })
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
 * A holder that died without giving it back is recognised by its number and the moment at which it began.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'symbolon.pid')
  for (let attempt = 0; attempt < 3; attempt++) {
    if (writeLock(path)) return () => rmSync(path, { force: true })
    const held = readLock(path)
    if (held === null) continue
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
  return held === null ? null : livesAs(held)
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
