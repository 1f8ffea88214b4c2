// SPDX-License-Identifier: Apache-2.0

const MINUTE = 60_000

/** Does a work now and once a minute. The returned function stops it after the round under way. */
export function startRound(work: () => Promise<unknown>, onFault: (fault: unknown) => void): () => Promise<void> {
  let round: Promise<unknown> = Promise.resolve()
  const next = () => {
    // One after the other: a round that lasts longer than a minute delays the next.
    round = round.then(work).catch(onFault)
  }
  next()
  const timer = setInterval(next, MINUTE)
  return async () => {
    clearInterval(timer)
    await round
  }
}
