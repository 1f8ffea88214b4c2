// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Takes away what exports to this folder left that were killed in the middle: parts that stand beside it under the number
 * of a process that is gone. They hold what a reader may read, and nobody looks after them.
 */
export function sweepParts(folder: string): void {
  const [place, name] = [dirname(folder), `${basename(folder)}.part-`]
  if (!existsSync(place)) return
  for (const entry of readdirSync(place)) {
    const number = entry.startsWith(name) ? entry.slice(name.length) : ''
    if (/^\d+$/.test(number) && !isRunning(Number(number))) rmSync(join(place, entry), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is there, and another's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
