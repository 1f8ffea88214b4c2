// SPDX-License-Identifier: Apache-2.0
import cliProgress from 'cli-progress'

export type Progress = { step: (done: number, of: number) => void; stop: () => void }

/** A bar on a terminal; a line at the end elsewhere, so that logs stay readable. */
export function progressOf(title: string, quiet = false): Progress {
  if (quiet) return { step: () => {}, stop: () => {} }
  if (!process.stderr.isTTY)
    return { step: (done, of) => done >= of && console.error(`${title}: ${of}`), stop: () => {} }
  const bar = new cliProgress.SingleBar({
    format: `${title} {bar} {value}/{total}`,
    hideCursor: true,
    clearOnComplete: false,
  })
  let started = false
  return {
    step: (done, of) => {
      if (!started) bar.start(of, 0)
      started = true
      bar.update(done)
    },
    stop: () => {
      if (started) bar.stop()
    },
  }
}
