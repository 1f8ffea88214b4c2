// SPDX-License-Identifier: Apache-2.0
import { type Problem, type Result, refuse, sentenceOf } from '@symbolon/foundation'

/** Thrown where a refusal must undo the transaction that it is in. Whoever began that one, or a door, tells its problem. */
export class ThrownRefusal extends Error {
  readonly problem: Problem
  constructor(problem: Problem, cause?: unknown) {
    super(sentenceOf(problem), { cause })
    this.problem = problem
  }
}

/** Gives a refusal that was thrown; any other fault stays one. */
export async function orRefusal<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ThrownRefusal) return refuse(error.problem)
    throw error
  }
}
