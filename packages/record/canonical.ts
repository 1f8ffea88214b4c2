// SPDX-License-Identifier: Apache-2.0
import canonicalize from 'canonicalize'
import { RecordFault } from './fault.ts'

/** Deeper nesting is refused, so that a hostile body cannot exhaust the stack of whoever re-canonicalises it. */
const MAX_DEPTH = 256

/**
 * The one text that a JSON value has: RFC 8785 (members sorted by UTF-16 code units, shortest numbers, no space).
 *
 * Throws a RecordFault on whatever JSON would drop or change without a word: undefined (also as a member or a hole in
 * an array), NaN, Infinity, bigint, symbols, functions, dates and other class instances, hidden or symbol members,
 * lone surrogates, cycles and nesting beyond 256. The one change made is RFC 8785's own: -0 is written `0`.
 */
export function canonicalJson(value: unknown): string {
  assertPlain(value, '$', 0)
  const text = canonicalize(value)
  if (text === undefined) throw new RecordFault('record/not-json', 'value has no JSON form')
  return text
}

/**
 * The value of a canonical text. Refuses (RecordFault `record/not-canonical` or `record/not-json`) a text that is not
 * byte for byte its own canonical form, which also catches duplicate keys, `1.0`, `-0`, integers beyond 2^53 that
 * would lose digits, escapes that need not be, white space and a byte order mark.
 */
export function parseCanonical(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new RecordFault('record/not-json', 'text is not JSON', { cause })
  }
  if (canonicalJson(value) !== text) {
    throw new RecordFault('record/not-canonical', 'text is JSON but not in canonical form (RFC 8785)')
  }
  return value
}

function assertPlain(value: unknown, path: string, depth: number): void {
  if (value === null || typeof value === 'boolean') return
  if (typeof value === 'string') {
    assertWellFormed(value, path)
    return
  }
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (typeof value === 'number') throw new RecordFault('record/not-json', `${path}: ${value} is not a JSON number`)
  if (typeof value !== 'object') throw new RecordFault('record/not-json', `${path}: ${typeof value} is not JSON`)
  if (depth >= MAX_DEPTH) throw new RecordFault('record/too-deep', `${path.slice(0, 80)}: nested beyond ${MAX_DEPTH}`)
  if (Array.isArray(value)) assertPlainArray(value, path, depth)
  else assertPlainObject(value, path, depth)
}

function assertPlainArray(value: unknown[], path: string, depth: number): void {
  // An index loop, not forEach: holes read as undefined and are refused. `length` is the one further own key.
  if (Reflect.ownKeys(value).length !== value.length + 1) {
    throw new RecordFault('record/not-json', `${path}: array with holes or with members of its own`)
  }
  for (let i = 0; i < value.length; i++) assertPlain(value[i], `${path}[${i}]`, depth + 1)
}

function assertPlainObject(value: object, path: string, depth: number): void {
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new RecordFault('record/not-json', `${path}: only plain objects are JSON`)
  }
  for (const key of Reflect.ownKeys(value)) {
    const member = Object.getOwnPropertyDescriptor(value, key)!
    if (typeof key === 'symbol' || !member.enumerable || member.get || member.set) {
      throw new RecordFault('record/not-json', `${path}: hidden, computed or symbol member ${String(key)}`)
    }
    assertWellFormed(key, path)
    assertPlain(member.value, `${path}.${key}`, depth + 1)
  }
}

function assertWellFormed(text: string, path: string): void {
  if (!text.isWellFormed()) throw new RecordFault('record/lone-surrogate', `${path}: text is not well-formed Unicode`)
}
