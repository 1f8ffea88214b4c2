// SPDX-License-Identifier: Apache-2.0
import { V7Generator } from 'uuidv7'
import { z } from 'zod'

/** A UUID of version 7 in lower case (RFC 9562 section 5.7). */
export type Id = string
export const idSchema = z
  .string()
  .regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    /*i18n*/ 'must be a UUID of version 7',
  )
  .meta({ description: 'UUID of version 7' })

/** Time and chance are passed in, so that a test replays a session to the byte. */
export type World = {
  now: () => Date
  random: (bytes: number) => Uint8Array
  /** Makes an id from the two above; ids of one world are strictly increasing. */
  newId: () => Id
}

export function makeWorld(now: () => Date, random: (bytes: number) => Uint8Array): World {
  const generator = new V7Generator({
    nextUint32: () => new DataView(Uint8Array.from(random(4)).buffer).getUint32(0),
  })
  // A clock that steps back more than ten seconds starts a new sequence; order in a log is by index, never by id.
  return { now, random, newId: () => generator.generateOrResetCore(now().getTime(), 10_000).toString() }
}

export const realWorld = (): World =>
  makeWorld(
    () => new Date(),
    // Not of node:crypto: a room's contract reaches this file, and a contract runs in a browser too.
    (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  )

/** A world for tests: time moves one second a look, chance follows from the seed (xorshift32: not for secrets). */
export function seededWorld(seed: number, start = Date.UTC(2026, 0, 1)): World {
  let time = start
  let state = seed | 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state & 0xff
  }
  return makeWorld(
    () => {
      time += 1000
      return new Date(time)
    },
    (bytes) => Uint8Array.from({ length: bytes }, next),
  )
}
