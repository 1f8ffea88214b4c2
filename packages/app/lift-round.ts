// SPDX-License-Identifier: Apache-2.0
import { liftEmbargoes } from '@symbolon/register'
import type { Store } from '@symbolon/store'

const MINUTE = 60_000

/** Lifts what is due, now and once a minute. The returned function stops it after the round under way. */
export function startLifting(store: Store, onFault: (fault: unknown) => void): () => Promise<void> {
  let round: Promise<unknown> = Promise.resolve()
  const lift = () => {
    // One after the other: a round that lasts longer than a minute delays the next.
    round = round.then(() => liftEmbargoes(store)).catch(onFault)
  }
  lift()
  const timer = setInterval(lift, MINUTE)
  return async () => {
    clearInterval(timer)
    await round
  }
}
