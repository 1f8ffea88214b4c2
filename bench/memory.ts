// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs'

/** MiB that this process holds in memory (RSS). */
export const ownMemory = (): number => process.memoryUsage.rss() / 2 ** 20

/**
 * MiB that a process and all it has started hold. Pages that they share count once (PSS), as the buffers of PostgreSQL
 * would otherwise count in each of its processes. Linux alone; null elsewhere.
 */
export function memoryOfTree(root: number): number | null {
  try {
    return descendants(root).reduce((sum, pid) => sum + proportionalSize(pid), 0)
  } catch {
    return null
  }
}

/** Seconds of processor time that a process has used, and those below it together; null elsewhere. */
export function secondsOfTree(root: number): { root: number; rest: number } | null {
  try {
    const [own, ...others] = descendants(root).map(secondsOf)
    return { root: own!, rest: others.reduce((sum, one) => sum + one, 0) }
  } catch {
    return null
  }
}

/** The 14th and 15th field, in hundredths of a second. */
function secondsOf(pid: number): number {
  const fields = read(pid, 'stat').replace(/^.*\)/s, '').trim().split(' ')
  const [user = 0, system = 0] = fields.slice(11, 13).map(Number)
  return (user + system) / 100
}

function descendants(root: number): number[] {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry)
    if (Number.isInteger(pid)) parents.set(pid, parentOf(pid))
  }
  const found = [root]
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child)
  return found
}

/** The fourth field; the second, the name, may hold spaces and ends with the last bracket. */
const parentOf = (pid: number): number => Number(read(pid, 'stat').replace(/^.*\)/s, '').trim().split(' ')[1])

const proportionalSize = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0) / 1024

/** Empty where the process has ended meanwhile. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
