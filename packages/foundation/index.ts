// SPDX-License-Identifier: Apache-2.0
export {
  type Audience,
  allSeats,
  audienceKey,
  audienceOfKey,
  audienceSchema,
  everybody,
  members,
  onlyParties,
  TIERS,
  type Tier,
  tierSchema,
} from './audience.ts'
export { daysOf, edtfSchema, isEdtf, isOver } from './edtf.ts'
export { ERASED, isTheirsToErase, type Remains, remainsIn, remainsOf, remainsSchema, wrongErasure } from './erasure.ts'
export { type Id, idSchema, makeWorld, realWorld, seededWorld, type World } from './ids.ts'
export {
  accept,
  defineProblem,
  notFound,
  notSignedIn,
  notValid,
  type Problem,
  problemJson,
  problemOfZod,
  problemSchema,
  type Result,
  refuse,
  sentenceOf,
} from './problem.ts'
export {
  type Actor,
  type Command,
  defineCommand,
  defineQuery,
  type Home,
  type Outcome,
  type Projector,
  type Query,
  type Reader,
  type Recorded,
  type Room,
  referTo,
  type Sheet,
} from './room.ts'
export {
  bodyOfToday,
  type Citation,
  citationSchema,
  defineStatement,
  type Kinds,
  type Reference,
  referenceSchema,
  type Saying,
  type Statement,
  type StatementKind,
  statementSchema,
  type Wording,
  wordingSchema,
} from './statement.ts'
