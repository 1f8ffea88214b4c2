// SPDX-License-Identifier: Apache-2.0
export { LANGUAGES } from './languages/index.ts'
export {
  type ReadingOptions,
  type ReadingOutcome,
  type ReadingProblem,
  readCommitments,
} from './read-commitments.ts'
export {
  type Item,
  type Kind,
  type Money,
  type Pillar,
  type Quantity,
  type ReadableBlock,
  type ReadableDocument,
  type Reading,
  type Strength,
  toReadingJson,
} from './reading.ts'
