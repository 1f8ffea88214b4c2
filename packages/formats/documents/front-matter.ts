// SPDX-License-Identifier: Apache-2.0
import { parseDocument } from 'yaml'

export type FrontMatter = { head: Record<string, string>; bodyStart: number }

const OPENING = /^---[ \t]*\r?\n/
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/m
/** A head longer than this is no head: a parser of YAML is not to be fed a whole book between two rules. */
const LONGEST = 20_000

/**
 * The simple fields of a YAML head, as strings, and where the body starts (UTF-16 units).
 * A head that does not parse gives the fields that did: a damaged head is no reason to refuse a document.
 */
export function readFrontMatter(text: string): FrontMatter {
  const opening = OPENING.exec(text)
  if (!opening) return { head: {}, bodyStart: 0 }
  const from = opening[0].length
  const closing = CLOSING.exec(text.slice(from, from + LONGEST))
  if (!closing) return { head: {}, bodyStart: 0 }
  return { head: fieldsOf(text.slice(from, from + closing.index)), bodyStart: from + closing.index + closing[0].length }
}

function fieldsOf(source: string): Record<string, string> {
  const head: Record<string, string> = {}
  try {
    // maxAliasCount 0: no head needs aliases, and they are how a small YAML grows without end.
    const fields: unknown = parseDocument(source, { logLevel: 'silent', schema: 'failsafe' }).toJS({ maxAliasCount: 0 })
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return head
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value === 'string') head[name] = value.replaceAll('\u00a0', ' ')
      else if (Array.isArray(value)) head[name] = value.filter((part) => typeof part === 'string').join(', ')
    }
  } catch {
    return head
  }
  return head
}
