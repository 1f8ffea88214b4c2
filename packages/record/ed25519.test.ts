// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ed25519Verifier } from './ed25519.ts'
import { HAS_TLOG, TLOG } from './vectors.fixture.ts'

type Edge = { number: number; key: string; sig: string; msg: string; flags: string[] | null }

/** What may stand in a signature that we accept: points with a low-order part, whose parts cancel out. */
const ACCEPTED = new Set(['low_order_component_A', 'low_order_component_R'])

describe.skipIf(!HAS_TLOG)('Ed25519 edge cases (C2SP/CCTV)', () => {
  const file = HAS_TLOG ? readFileSync(`${TLOG}/CCTV/ed25519/ed25519vectors.json`, 'utf8') : '[]'
  const edges = JSON.parse(file) as Edge[]

  it('are decided as the policy says: strict, as ed25519-dalek verify_strict', () => {
    expect(edges).toHaveLength(914)
    const surprises = edges.filter(({ key, sig, msg, flags }) => {
      const valid = ed25519Verifier(Buffer.from(key, 'hex'))(Buffer.from(msg), Buffer.from(sig, 'hex'))
      return valid !== (flags ?? []).every((flag) => ACCEPTED.has(flag))
    })
    expect(surprises).toEqual([])
  })

  it('leave 43 that verify', () => {
    expect(edges.filter(({ flags }) => (flags ?? []).every((flag) => ACCEPTED.has(flag)))).toHaveLength(43)
  })
})

describe('Ed25519', () => {
  it('refuses an S beyond the group order and a signature of another length', () => {
    const verify = ed25519Verifier(new Uint8Array(32).fill(1))
    expect(verify(new Uint8Array(0), new Uint8Array(64).fill(0xff))).toBe(false)
    expect(verify(new Uint8Array(0), new Uint8Array(63))).toBe(false)
  })
})
