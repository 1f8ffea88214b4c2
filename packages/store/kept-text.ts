// SPDX-License-Identifier: Apache-2.0
import { notValid, type Problem } from '@symbolon/foundation'

/**
 * The refusal of an input, already of the right shape, that holds a text which no database or canonical form can keep:
 * NUL, or half of a surrogate pair. Null where all can be kept.
 */
export function cannotBeKept(input: unknown, path: string[] = []): Problem | null {
  if (typeof input === 'string') {
    if (!input.includes('\0') && input.isWellFormed()) return null
    const reason = 'it holds a character that is no text (NUL, or half of a pair)'
    return notValid({ field: path.join('.') || 'input', reason })
  }
  if (typeof input !== 'object' || input === null) return null
  for (const [key, value] of Object.entries(input)) {
    const problem = cannotBeKept(key, path) ?? cannotBeKept(value, [...path, key])
    if (problem) return problem
  }
  return null
}
