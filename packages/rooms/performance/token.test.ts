// SPDX-License-Identifier: Apache-2.0
import { seededWorld } from '@symbolon/foundation'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEVELS, type Level, type Telling } from './contract.ts'
import { isIndependent, stepsApart, tokenOf } from './token.ts'

const world = seededWorld(9)
const [a, b, c, d] = Array.from({ length: 4 }, world.newId) as [string, string, string, string]
const level = fc.constantFrom<Level | null>(null, ...LEVELS)

const tell = (by: string, said: Level | null, more: Partial<Telling> = {}, error: string | null = null): Telling => ({
  id: world.newId(),
  commitment: a,
  citation: null,
  level: said,
  words: 'x',
  quantities: [],
  money: [],
  asOf: null,
  evidence: [],
  attributed: false,
  independent: false,
  provenance: { statement: a, latest: a, saidBy: by, recordedBy: by, saidOn: null, recordedAt: '', error },
  ...more,
})
const open = { standing: [{ party: a, standing: 'owned' as const }], ending: null }

describe('steps apart', () => {
  it('are counted on the scale alone, the same from both sides', () => {
    fc.assert(
      fc.property(level, level, (one, other) => {
        const apart = stepsApart(one, other)
        expect(apart).toBe(stepsApart(other, one))
        const off = [null, 'no evidence available']
        expect(apart === null).toBe(off.includes(one) || off.includes(other))
        if (apart !== null) expect(apart === 0).toBe(one === other)
      }),
    )
    expect(stepsApart('not started', 'complete')).toBe(3)
  })
})

describe('a token', () => {
  it('says of each half its last word, and nothing is averaged', () => {
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 4 }), fc.array(level, { maxLength: 4 }), (own, others) => {
        const token = tokenOf(
          open,
          own.map((one) => tell(a, one)),
          others.map((one) => tell(b, one)),
        )
        expect(token.promising).toEqual({ spoken: true, level: own.at(-1), by: a })
        expect(token.other.spoken).toBe(others.length > 0)
        expect(token.other.level).toBe(others.at(-1) ?? null)
        expect(token.apart).toBe(stepsApart(own.at(-1)!, others.at(-1) ?? null))
      }),
    )
  })
  it('tells silence from a word without a level, and from no evidence', () => {
    expect(tokenOf(open, [], []).promising).toEqual({ spoken: false, level: null, by: null })
    expect(tokenOf(open, [tell(a, null)], []).promising).toEqual({ spoken: true, level: null, by: a })
    expect(tokenOf(open, [tell(a, 'no evidence available')], []).promising.level).toBe('no evidence available')
  })
  it('passes over what was entered in error, and keeps the independent apart from the other half', () => {
    const wrong = tell(a, 'complete', {}, 'The wrong one.')
    const judge = tell(c, 'complete', { independent: true })
    const token = tokenOf(open, [tell(a, 'limited'), wrong], [tell(b, 'not started'), judge])
    expect(token).toMatchObject({ promising: { level: 'limited' }, other: { by: b }, independent: { by: c }, apart: 1 })
  })
  it('is marked by its ending first, else by whoever contests it', () => {
    const contested = { standing: [{ party: a, standing: 'contested' as const }], ending: null }
    expect(tokenOf(contested, [], []).mark).toBe('contested')
    const lapsed = { ...contested, ending: { how: 'lapsed' as const, by: b, at: '' } }
    expect(tokenOf(lapsed, [], []).mark).toBe('lapsed')
    expect(tokenOf(open, [], []).mark).toBeNull()
  })
})

describe('independent', () => {
  const yes = (by: string, accepted = true) => ({ said_by: by, assessor: d, accepted })
  const commitment = { promisors: [a], beneficiaries: [b] }
  it('is who both sides accept: every promisor, and every seated party that gains', () => {
    expect(isIndependent(d, commitment, [a, b, c, d], [yes(a), yes(b)])).toBe(true)
    for (const some of [[], [yes(a)], [yes(b)], [yes(a), yes(c)]])
      expect(isIndependent(d, commitment, [a, b, c, d], some)).toBe(false)
  })
  it('follows the last word of each', () => {
    expect(isIndependent(d, commitment, [a, b, d], [yes(a), yes(b), yes(b, false)])).toBe(false)
    expect(isIndependent(d, commitment, [a, b, d], [yes(a), yes(b, false), yes(b)])).toBe(true)
  })
  it('needs one other seated party where none that gains is seated', () => {
    expect(isIndependent(d, commitment, [a, c, d], [yes(a), yes(c)])).toBe(true)
    expect(isIndependent(d, commitment, [a, c, d], [yes(a), yes(d)])).toBe(false)
    expect(isIndependent(d, commitment, [a, d], [yes(a)])).toBe(false)
  })
  it('is never a promisor, nor who was accepted for somebody else', () => {
    expect(isIndependent(a, commitment, [a, b], [{ said_by: a, assessor: a, accepted: true }, yes(b)])).toBe(false)
    expect(isIndependent(c, commitment, [a, b, c, d], [yes(a), yes(b)])).toBe(false)
  })
  it('holds only while every side of the property stands', () => {
    const parties = [a, b, c]
    const word = fc.record({
      said_by: fc.constantFrom(...parties, d),
      assessor: fc.constantFrom(c, d),
      accepted: fc.boolean(),
    })
    const some = fc.uniqueArray(fc.constantFrom(...parties), { minLength: 1 })
    fc.assert(
      fc.property(fc.array(word), some, some, some, (words, promisors, beneficiaries, seated) => {
        if (!isIndependent(d, { promisors, beneficiaries }, [...seated, d], words)) return
        const last = (by: string) => words.findLast((one) => one.said_by === by && one.assessor === d)?.accepted
        for (const by of promisors) expect(last(by)).toBe(true)
        expect(seated.some((by) => !promisors.includes(by) && last(by))).toBe(true)
      }),
    )
  })
})
