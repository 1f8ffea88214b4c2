// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { hasRoom } from './disk-room.ts'

export type KeptRunning = {
  hasEnded: () => boolean
  /** From now on a server that ends is started again. */
  restart: () => void
  stop: () => Promise<void>
}

const LEAST_WAIT = 500
const MOST_WAIT = 30_000

/**
 * Runs the database server, and, once `restart` was called, runs it again when it ends by itself: at once where there
 * is room on the disk, else as soon as there is; more and more slowly where it ends again and again.
 */
export function keepRunning(run: () => ChildProcess, home: string, onFault: (fault: unknown) => void): KeptRunning {
  let child = run()
  let [again, stopping, wait] = [false, false, LEAST_WAIT]
  let timer: NodeJS.Timeout | undefined
  let ended: Promise<void>
  let full = false
  const watch = () => {
    const began = Date.now()
    ended = new Promise((done) =>
      child.once('exit', () => {
        done()
        if (!again || stopping) return
        full = !hasRoom(home)
        onFault(new Error(`The database server of ${home} ended by itself: ${why(home, full)}`))
        // One that ran for a while fell to something new.
        if (Date.now() - began > MOST_WAIT) wait = LEAST_WAIT
        rise()
      }),
    )
  }
  const rise = () => {
    timer = setTimeout(() => {
      if (full && !hasRoom(home)) return rise()
      if (!full) wait = Math.min(MOST_WAIT, wait * 2)
      child = run()
      watch()
    }, wait)
  }
  watch()
  return {
    hasEnded: () => child.exitCode !== null,
    restart: () => {
      again = true
    },
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      child.stdin?.end()
      await ended
    },
  }
}

const why = (home: string, full: boolean) =>
  full
    ? 'the disk is full. It starts again as soon as there is room; nothing that was acknowledged is lost.'
    : `${join(home, 'postgres.log')} says why. It is started again.`
