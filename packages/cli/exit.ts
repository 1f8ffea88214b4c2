// SPDX-License-Identifier: Apache-2.0
import { type Problem, problemJson, sentenceOf } from '@symbolon/foundation'
import { diskFull, isDiskFull } from '@symbolon/store'

/** What the command line ends with; `symbolon --help` prints them. */
export const EXIT = { done: 0, fault: 1, refused: 2, damaged: 3 } as const

/** Says a refusal: a sentence on the error output, or, for a program, the problem as JSON on the output. */
export function sayRefused(problem: Problem, json: boolean): void {
  if (json) console.log(JSON.stringify(problemJson(problem)))
  else console.error(sentenceOf(problem))
  process.exitCode = EXIT.refused
}

/** Runs a verb; what it throws is a fault whose sentence is shown, with its cause where `SYMBOLON_DEBUG` is set. */
export const orFault =
  <Args extends unknown[]>(verb: (...args: Args) => Promise<void>) =>
  async (...args: Args): Promise<void> => {
    try {
      await verb(...args)
    } catch (error) {
      if (isDiskFull(error)) {
        console.error(sentenceOf(diskFull()))
        process.exit(EXIT.refused)
      }
      console.error(process.env.SYMBOLON_DEBUG ? error : error instanceof Error ? error.message : String(error))
      process.exit(EXIT.fault)
    }
  }
