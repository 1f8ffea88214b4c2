// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type Audience,
  allSeats,
  audienceKey,
  audienceOfKey,
  bodyOfToday,
  daysOf,
  defineProblem,
  defineStatement,
  everybody,
  idSchema,
  isEdtf,
  isOver,
  makeWorld,
  onlyParties,
  problemJson,
  problemOfZod,
  type Statement,
  seededWorld,
} from './index.ts'

describe('ids', () => {
  it('are UUIDs of version 7 and increase strictly', () => {
    const world = seededWorld(7)
    const ids = Array.from({ length: 1000 }, world.newId)
    for (const id of ids) expect(idSchema.safeParse(id).success).toBe(true)
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(1000)
  })
  it('are the same from the same clock and seed', () => {
    expect(seededWorld(5).newId()).toBe(seededWorld(5).newId())
    expect(seededWorld(5).newId()).not.toBe(seededWorld(6).newId())
  })
  it('stay distinct when the clock steps back a day', () => {
    let time = Date.UTC(2026, 0, 2)
    const world = makeWorld(() => new Date(time), seededWorld(3).random)
    const before = world.newId()
    time -= 86_400_000
    expect(world.newId()).not.toBe(before)
  })
})

describe('audience', () => {
  const ids = fc.array(
    fc.integer({ min: 1, max: 60 }).map((seed) => seededWorld(seed).newId()),
    { minLength: 1, maxLength: 4 },
  )
  it('is written in one form whatever the order and doubles', () => {
    fc.assert(
      fc.property(ids, (parties) => {
        const key = audienceKey(onlyParties(...parties))
        expect(audienceKey(onlyParties(...[...parties, ...parties].reverse()))).toBe(key)
        expect(audienceKey(audienceOfKey(key))).toBe(key)
      }),
    )
  })
  it('tells public, seats and parties apart', () => {
    const all: Audience[] = [
      everybody,
      allSeats,
      { to: 'seats', tiers: ['member'] },
      onlyParties(seededWorld(1).newId()),
    ]
    expect(new Set(all.map(audienceKey)).size).toBe(4)
  })
})

describe('dates', () => {
  it.each([
    ['2022-08', '2022-08-01', '2022-08-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023/2024', '2023-01-01', '2024-12-31'],
    ['202X', '2020-01-01', '2029-12-31'],
  ])('%s spans its days', (text, first, last) => expect(daysOf(text)).toEqual({ first, last }))
  it('are over only after their last day', () => {
    expect(isOver('2022-08', new Date('2022-08-31T23:00:00Z'))).toBe(false)
    expect(isOver('2022-08', new Date('2022-09-01T00:00:00Z'))).toBe(true)
    expect(isOver('2022/..', new Date('2099-01-01T00:00:00Z'))).toBe(false)
  })
  it('refuse what is no date', () => {
    for (const text of ['', 'soon', '2022-13', '31.8.2022']) expect(isEdtf(text)).toBe(false)
  })
})

describe('problems', () => {
  it('carry code, details and one sentence with its places filled', () => {
    const late = defineProblem('room/late', 409, 'It was due on {day}; ask {party}.')
    expect(problemJson(late({ day: '1 May', party: 'the secretariat' }))).toEqual({
      code: 'room/late',
      status: 409,
      message: 'It was due on 1 May; ask the secretariat.',
      details: { day: '1 May', party: 'the secretariat' },
    })
  })
})

describe('what does not fit a schema', () => {
  const schema = z.object({ name: z.string().min(2), kind: z.enum(['a', 'b']), when: z.string().optional() })
  const reason = (input: unknown) => problemOfZod(schema.safeParse(input).error!).details
  it('is told by its field and a reason in words', () => {
    expect(reason({ kind: 'a' })).toEqual({ field: 'name', reason: 'it is missing' })
    expect(reason({ name: 7, kind: 'a' })).toEqual({ field: 'name', reason: 'it is of another kind' })
    expect(reason({ name: 'x', kind: 'a' })).toEqual({ field: 'name', reason: 'it is empty or too short' })
    expect(reason({ name: 'xy', kind: 'c' })).toEqual({ field: 'kind', reason: 'it is none of the choices' })
  })
})

describe('statement kinds', () => {
  const kind = defineStatement({
    kind: 'thing.said',
    version: 3,
    summary: 'for this test',
    body: z.object({ words: z.string(), loud: z.boolean(), times: z.number() }),
    example: { words: 'x', loud: false, times: 1 },
    lasts: null,
    upcasters: {
      1: (body) => ({ ...(body as object), loud: false }),
      2: (body) => ({ ...(body as object), times: 1 }),
    },
  })
  const said = (version: number, body: unknown) => ({ kind: 'thing.said', version, body }) as Statement
  it('lift an old body to today step by step', () => {
    expect(bodyOfToday(kind, said(1, { words: 'a' }))).toEqual({ words: 'a', loud: false, times: 1 })
    expect(bodyOfToday(kind, said(3, { words: 'a', loud: true, times: 2 }))).toEqual({
      words: 'a',
      loud: true,
      times: 2,
    })
  })
  it('refuse a name that is no kind, and an example that does not fit', () => {
    expect(() => defineStatement({ ...kind, kind: 'Said' })).toThrow('not a kind')
    expect(() => defineStatement({ ...kind, example: { words: 1 } as never })).toThrow()
  })
})
