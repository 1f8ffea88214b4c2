// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import fc from 'fast-check'

/** As much of a JSON schema as the OpenAPI document speaks. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  pattern?: string
  format?: string
  description?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
}
/** What is known: schemas by their references, and ids that are there, by the names of the fields that take them. */
export type Known = { schemas: Record<string, Schema>; ids: Record<string, Id[]> }

/** Words that are text to us and something else to a database, a shell, a spreadsheet, a page or a path. */
const TRICKS = [
  `'; drop table store.statement; --`,
  '=HYPERLINK("http://elsewhere.example")',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '{{7*7}}%s%n$(id)`id`',
  'Ghana \u202egnp.exe',
  'e\u0301 é \ufb01 \u{1f469}\u200d\u{1f33e}',
  '__proto__',
  '\\u0000 \\ " \' ` \t \r\n',
]
const DATES = ['2024', '2024-05', '2024-05-31', '2024/2026', '2024?', '2024-05~', '../2027', '2026-21', 'XXXX', '-0050']

/** Anything that the schema allows; an id is mostly one that is there. */
export function fitting(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  if (schema.$ref) return fitting(known.schemas[schema.$ref.split('/').at(-1)!]!, name, known)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map((one) => fitting(one, name, known)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => ({ arbitrary: fitting({ ...schema, type }, name, known), weight: 2 })))
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known)
    case 'array': {
      const least = schema.minItems ?? 0
      const maxLength = Math.min(schema.maxItems ?? 3, least + 2)
      return fc.array(fitting(schema.items ?? {}, name.replace(/s$/, ''), known), { minLength: least, maxLength })
    }
    case 'string':
      return stringOf(schema, name, known)
    case 'integer':
      return wholeOf(schema)
    case 'number':
      return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

const wholeOf = ({ minimum = -9, maximum = 99 }: Schema) =>
  fc.integer({ min: Math.max(minimum, -9), max: Math.max(minimum, Math.min(maximum, 99)) })

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, known: Known) {
  const fields = Object.entries(properties).map(([name, one]) => [name, fitting(one, name, known)] as const)
  if (fields.length === 0 && typeof additionalProperties === 'object')
    return fc.dictionary(fc.constantFrom('en', 'fr', 'es'), fitting(additionalProperties, '', known), { minKeys: 1 })
  return fc.record(Object.fromEntries(fields), { requiredKeys: required as never[] })
}

function stringOf({ pattern, format, description, minLength = 0, maxLength = 60 }: Schema, name: string, known: Known) {
  if (description?.includes('UUID')) {
    const ids = known.ids[name] ?? Object.values(known.ids).flat()
    const others = fc.uuid({ version: 7 })
    return ids.length > 0 ? fc.oneof({ arbitrary: fc.constantFrom(...ids), weight: 9 }, others) : others
  }
  if (format === 'uri') return fc.oneof(fc.webUrl(), fc.constant('https://example.org/?a=b#c'))
  if (format === 'date') return fc.constantFrom('2024-02-29', '2099-12-31', '0001-01-01')
  if (description?.includes('EDTF')) return fc.constantFrom(...DATES)
  if (pattern) return fc.stringMatching(new RegExp(pattern), { size: 'small' })
  const fits = (text: string) => text.trim().length >= minLength && text.length <= maxLength
  const words = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 30) }).filter(fits)
  const tricks = TRICKS.filter(fits)
  return tricks.length === 0 ? words : fc.oneof(words, fc.constantFrom(...tricks))
}

/** Members that no input has: what a sender would like to set, and what JavaScript would like to find. */
const SURPLUS = ['saidBy', 'recordedBy', 'recordedAt', 'id', 'log', 'index', 'salt', 'role', 'scope', 'isAdmin']
const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'toJSON']

const nested = (depth: number) => {
  let value: unknown = 1
  for (let n = 0; n < depth; n++) value = n % 2 ? [value] : { a: value }
  return value
}
const HOSTILE = [
  ...[null, true, false, 0, -1, 1.5, 1e308, -1e-308, 2 ** 53 + 2, '', ' ', '\ud800', 'a\0b', '\ufeff', 'NaN', '-0'],
  ...['x'.repeat(70_000), '\u{1f469}'.repeat(9000), '[object Object]', '01900000-0000-7000-8000-00000000dead', '%00'],
  ...['2024-13-45', '9'.repeat(400), 'javascript:alert(1)', 'file:///etc/passwd', [], {}, [[]], [null], { $ne: null }],
  ...[nested(200), nested(2000), Array(20_000).fill(0), { length: -1 }, { toString: null }, TRICKS],
]

/** Where something stands in a value: from the root to every member of every part. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, one]) => placesIn(one, [...path, key]))]
}

export type Mend = { kind: 'put' | 'drop' | 'add' | 'inherit'; at: number; what: unknown; name: string }
export const mends: fc.Arbitrary<Mend> = fc.record({
  kind: fc.constantFrom('put', 'put', 'drop', 'add', 'inherit'),
  at: fc.nat(200),
  what: fc.oneof(fc.constantFrom<unknown>(...HOSTILE), fc.jsonValue({ maxDepth: 2 })),
  name: fc.oneof(fc.constantFrom(...SURPLUS), fc.string({ maxLength: 5 })),
})

/** The value with one thing about it that the schema does not allow, most times. */
export function mended(value: unknown, { kind, at, what, name }: Mend): unknown {
  const copy = structuredClone(value)
  const places = placesIn(copy)
  const path = places[at % places.length]!
  if (path.length === 0) return kind === 'put' ? what : surplus(copy, kind, name, what)
  const last = path.at(-1)!
  const holder = path.slice(0, -1).reduce((one, key) => (one as Record<string, unknown>)[key], copy) as object
  if (kind === 'put') Object.assign(holder, { [last]: what })
  else if (kind === 'drop' && !Array.isArray(holder)) delete (holder as Record<string, unknown>)[last]
  else surplus(holder, kind, name, what)
  return copy
}

/** A member that is really the object's own, also where it is called `__proto__`. */
export function surplus(holder: unknown, kind: Mend['kind'], name: string, value: unknown): unknown {
  if (typeof holder !== 'object' || holder === null) return value
  const key = kind === 'inherit' ? INHERITED[name.length % INHERITED.length]! : name
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
  return holder
}

/** What may come as the text of a body in place of good JSON. */
export const SPOILT: ((text: string) => string | Uint8Array)[] = [
  () => '',
  () => 'null',
  () => '"text"',
  () => '[]',
  (text) => text.slice(0, -1),
  (text) => `\ufeff${text}`,
  (text) => `${text}${text}`,
  (text) => `{"arrangement":"x",${text.slice(1)}`,
  (text) => `{"__proto__":{"isAdmin":true},${text.slice(1)}`,
  (text) => text.replace(/:\s*-?\d+/, ':1e999'),
  (text) => text.replace(/:"[^"]*"/, ':"\\ud800"'),
  (text) => text.replace(/:"[^"]*"/, ':"\\u0000"'),
  () => '['.repeat(100_000),
  () => `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  (text) => Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.of(0xff, 0xfe, 0xc3)]),
  (text) => Buffer.from(text, 'utf16le'),
  () => Buffer.alloc(2000),
]
