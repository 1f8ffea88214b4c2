// SPDX-License-Identifier: Apache-2.0
import pg from 'pg'

/** What tells of a row or of what was sent, in a fault of the database; its message may quote either. */
const TOLD = ['code', 'severity', 'schema', 'table', 'constraint', 'routine'] as const

/**
 * A fault as a log may keep it. The database quotes in its messages what it could not take, and in their details the
 * row that it failed on: of its faults the code, the place and the way there are kept, and no word of theirs.
 */
export function withoutValues(fault: unknown): unknown {
  if (fault instanceof pg.DatabaseError) {
    const place = Object.fromEntries(TOLD.flatMap((name) => (fault[name] ? [[name, fault[name]]] : [])))
    return { database: place, at: framesOf(fault) }
  }
  if (fault instanceof Error && fault.cause !== undefined)
    return { message: fault.message, at: framesOf(fault), cause: withoutValues(fault.cause) }
  if (typeof fault === 'object' && fault !== null && 'fault' in fault)
    return { ...fault, fault: withoutValues(fault.fault) }
  return fault
}

const framesOf = ({ stack = '' }: Error): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
