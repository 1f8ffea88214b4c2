// SPDX-License-Identifier: Apache-2.0
import type { World } from '@symbolon/foundation'

/** Choices that follow from a world's seed alone. */
export type Chance = {
  below: (n: number) => number
  oneOf: <T>(all: readonly T[]) => T
  some: <T>(all: readonly T[], least?: number) => T[]
  happens: (share: number) => boolean
}

export function chanceOf(world: World): Chance {
  const below = (n: number) => new DataView(Uint8Array.from(world.random(4)).buffer).getUint32(0) % n
  const oneOf = <T>(all: readonly T[]): T => all[below(all.length)]!
  const happens = (share: number) => below(1000) < share * 1000
  const some = <T>(all: readonly T[], least = 0): T[] => {
    const kept = all.filter(() => happens(0.3))
    return kept.length >= least ? kept : [oneOf(all)]
  }
  return { below, oneOf, some, happens }
}
