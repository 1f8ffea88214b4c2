// SPDX-License-Identifier: Apache-2.0
import { type Problem, problemJson } from '@symbolon/foundation'
import type { Context } from 'hono'

/** A refusal as the answer to a request. */
export const refusal = (context: Context, problem: Problem) => context.json(problemJson(problem), problem.status)
