// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, parseCanonical } from './canonical.ts'

const codeOf = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (fault) {
    return (fault as { code: unknown }).code
  }
}

describe('the canonical form', () => {
  it('is that of the examples in RFC 8785 (sections 3.2.2, 3.2.3 and appendix B)', () => {
    const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001]
    const given = { numbers, string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', literals: [null, true, false] }
    expect(canonicalJson(given)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const sorted = Object.keys(JSON.parse(canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])))))
    expect(sorted).toEqual(['1', '\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'])
    expect(canonicalJson(-0)).toBe('0')
    expect(canonicalJson([5e-324, 1.7976931348623157e308, 9007199254740992])).toBe(
      '[5e-324,1.7976931348623157e+308,9007199254740992]',
    )
  })

  it('is idempotent and keeps the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(parseCanonical(text))).toBe(text)
        expect(parseCanonical(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer()), (members) => {
        const backwards = Object.fromEntries(Object.entries(members).reverse())
        expect(canonicalJson(backwards)).toBe(canonicalJson(members))
      }),
    )
  })

  const cycle: Record<string, unknown> = {}
  cycle.self = cycle
  const notJson: [string, unknown][] = [
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['an undefined item', [undefined]],
    ['a hole', new Array(1)],
    ['a hole made up for by a member', Object.assign(new Array(1), { x: 1 })],
    ['a member of an array', Object.assign([1], { x: 1 })],
    ['NaN', Number.NaN],
    ['Infinity', [Infinity]],
    ['a bigint', { a: 1n }],
    ['a function', { a: () => 1 }],
    ['toJSON', { toJSON: () => 1 }],
    ['a symbol', Symbol('s')],
    ['a symbol member', { [Symbol('s')]: 1 }],
    ['a hidden member', Object.defineProperty({}, 'a', { value: 1 })],
    ['a getter', Object.defineProperty({}, 'a', { get: () => 1, enumerable: true })],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', new Uint8Array(1)],
    ['a boxed string', Object('a')],
  ]

  it.each(notJson)('refuses %s', (_, value) => {
    expect(codeOf(() => canonicalJson(value))).toBe('record/not-json')
  })

  it('refuses lone surrogates in values and keys, cycles and deep nesting', () => {
    expect(codeOf(() => canonicalJson('\ud800'))).toBe('record/lone-surrogate')
    expect(codeOf(() => canonicalJson({ '\udc00': 1 }))).toBe('record/lone-surrogate')
    expect(codeOf(() => canonicalJson(cycle))).toBe('record/too-deep')
    expect(codeOf(() => parseCanonical('['.repeat(100_000) + ']'.repeat(100_000)))).toBe('record/too-deep')
    expect(codeOf(() => canonicalJson({ a: { b: { c: [1] } } }))).toBe('{"a":{"b":{"c":[1]}}}')
  })

  it('keeps a member named __proto__ as data', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}')
  })
})

describe('parseCanonical', () => {
  it.each([
    ['white space', '{"a": 1}'],
    ['a newline at the end', '1\n'],
    ['duplicate keys', '{"a":1,"a":1}'],
    ['unsorted keys', '{"b":1,"a":2}'],
    ['1.0', '1.0'],
    ['1E3', '1E3'],
    ['-0', '-0'],
    ['an integer that would lose digits', '9007199254740993'],
    ['a needless escape', '"\\u0061"'],
    ['an escaped slash', '"\\/"'],
  ])('refuses %s', (_, text) => {
    expect(codeOf(() => parseCanonical(text))).toBe('record/not-canonical')
  })

  it.each(['', '{', '\ufeff1', 'NaN', '1e999x', "'a'", 'undefined'])('refuses %j as no JSON at all', (text) => {
    expect(codeOf(() => parseCanonical(text))).toBe('record/not-json')
  })

  it('refuses numbers too large and escaped lone surrogates', () => {
    expect(codeOf(() => parseCanonical('1e999'))).toBe('record/not-json')
    expect(codeOf(() => parseCanonical('"\\ud800"'))).toBe('record/lone-surrogate')
  })
})
