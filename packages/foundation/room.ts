// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod'
import type { Id, World } from './ids.ts'
import type { Result } from './problem.ts'
import type { Kinds, Reference, Saying, Statement, StatementKind } from './statement.ts'

/** Who asks: a party through its delegation, or the public (null). */
export type Reader = { party: Id | null }
export type Actor = { party: Id }
/** This installation's own register: an arrangement like any other, and the party that edits it. */
export type Home = { register: Id; editors: Id }

/**
 * What a command comes to: statements to append in one transaction, working rows to keep with them (drafts, bulk
 * text), and what the caller gets back.
 */
export type Outcome<Writer, Answer> = {
  say: Saying[]
  keep?: (writer: Writer) => Promise<void>
  answer: (said: Statement[]) => Answer
}

/**
 * A command is data and a decision. `read` fetches, as the actor and nobody else, what the decision needs; `decide` is
 * pure. Route, OpenAPI entry, command-line verb and plain form derive from it.
 */
export type Command<View = never, Writer = never> = {
  name: string
  summary: string
  input: z.ZodType
  answer: z.ZodType
  example: unknown
  /** What it says always comes signed by a key of the actor's own, whether or not the actor asked for that. */
  signed?: boolean
  arrangement: (input: never, home: Home) => Id
  /** `kinds`: what may be said, of all rooms. */
  read: (view: View, input: never, actor: Actor, kinds: Kinds) => Promise<unknown>
  decide: (input: never, facts: never, actor: Actor, world: World) => Result<Outcome<Writer, unknown>>
}

export function defineCommand<Input extends z.ZodType, Answer extends z.ZodType, Facts, View, Writer>(command: {
  name: string
  summary: string
  input: Input
  answer: Answer
  example: z.input<Input>
  signed?: boolean
  arrangement: (input: z.output<Input>, home: Home) => Id
  read: (view: View, input: z.output<Input>, actor: Actor, kinds: Kinds) => Promise<Facts>
  decide: (
    input: z.output<Input>,
    facts: Facts,
    actor: Actor,
    world: World,
  ) => Result<Outcome<Writer, z.output<Answer>>>
}): Command<View, Writer> {
  return command as unknown as Command<View, Writer>
}

/** A query is data and an answer under the reader's own session. `null` means: not there, or not for this reader. */
export type Query<View = never> = {
  name: string
  summary: string
  input: z.ZodObject
  answer: z.ZodType
  ask: (view: View, input: never, reader: Reader, kinds: Kinds) => Promise<unknown>
}

export function defineQuery<Input extends z.ZodObject, Answer extends z.ZodType, View>(query: {
  name: string
  summary: string
  input: Input
  answer: Answer
  ask: (view: View, input: z.output<Input>, reader: Reader, kinds: Kinds) => Promise<z.output<Answer> | null>
}): Query<View> & { types?: { input: z.input<Input>; answer: z.output<Answer> } } {
  return query as unknown as Query<View>
}

/** Brings statements of one kind, in the order of their log, into the room's tables. Touches rows of that log alone. */
export type Projector<Writer> = (writer: Writer, statements: Recorded[]) => Promise<void>
/** A statement at its place: the log that it stands in, and its index there. */
export type Recorded<Body = unknown> = Statement<Body> & { log: Id; index: number }

/** Rows of one kind of fact for a spreadsheet, part by part, in an order that follows from what they say. */
export type Sheet<View> = {
  columns: readonly string[]
  rowsOf: (view: View, arrangement: Id) => AsyncIterable<Record<string, string>[]>
}

export type Room<View = never, Writer = never, Owner = never> = {
  name: string
  statements: StatementKind[]
  commands: Command<View, Writer>[]
  queries: Query<View>[]
  projectors: Record<string, Projector<Writer>>
  /** By name; run in the order of the names. */
  migrations: Record<string, (owner: Owner) => Promise<void>>
  /** Tables that the projectors fill: emptied and filled again by a rebuild. */
  projections: string[]
  /** Tables of working rows and bulk data: guarded as the rest, never emptied. */
  workingTables: string[]
  /**
   * Destroys what the room keeps of statements beside its projections (bulk data, working rows), in the transaction that
   * erases them; their texts are still there to be read. The projections follow from the erasure itself.
   */
  forget?: (writer: Writer, erased: Recorded[]) => Promise<void>
  /** What the room says, in the same transaction, beside whatever any command of any room has just said. */
  alongside?: (writer: Writer, said: Recorded[]) => Promise<Saying[]>
  /** What a half shows of the room in tables, by the names of their files. */
  sheets: Record<string, Sheet<View>>
  /** Turns references to this room's things into words, by type. */
  describers: Record<string, (view: View, ids: Id[]) => Promise<Map<Id, string>>>
}

export const referTo = (type: string, id: Id): Reference => ({ type, id })
