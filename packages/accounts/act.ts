// SPDX-License-Identifier: Apache-2.0

import { accept, type Id, problemOfZod, type Result, refuse } from '@symbolon/foundation'
import { type AnyCommand, cannotBeKept, type Store } from '@symbolon/store'
import type { z } from 'zod'
import type { OpenId } from './openid.ts'
import { headsOnly, notSignedInHere, signInAgain } from './problems.ts'
import { isFresh, type Session } from './sessions.ts'

/** What accounts need to know of the house and of how it is reached. */
export type House = {
  store: Store
  commands: Map<string, AnyCommand>
  /** The names of parties, as the public register has them. */
  namesOf: (parties: Id[]) => Promise<{ id: Id; names: Record<string, string> }[]>
  /** Where browsers reach the product: `https://record.example.org`. Passkeys are bound to its host. */
  origin: string
  openId: OpenId | null
}

/** Whoever asks, in one request. `address` is where they come from, for counting attempts alone. */
export type Visitor = House & { token: string | null; session: Session | null; address: string }
/** A visitor who signed in, with a role in the delegation that the session speaks for. */
export type Member = Visitor & { session: Session & { person: Id; name: string; role: NonNullable<Session['role']> } }

/** What an act comes to. `token` is given where the browser's session changes: another one, or (null) none. */
export type Outcome<Answer> = { answer: Answer; token?: string | null }

/** An act of accounts: data and a function. Only the named fields are taken from a form; a surplus one is refused. */
export type Act<Input = never> = {
  name: string
  input: z.ZodType
  run: (visitor: Visitor, input: Input) => Promise<Result<Outcome<unknown>>>
}

export const defineAct = <Input extends z.ZodType>(act: {
  name: string
  input: Input
  run: (visitor: Visitor, input: z.output<Input>) => Promise<Result<Outcome<unknown>>>
}): Act => act as unknown as Act

type MemberRun<Input> = (member: Member, input: Input) => Promise<Result<Outcome<unknown>>>

/** An act of somebody who is signed in. `fresh`: only soon after signing in, since it changes who can get in. */
export const defineMemberAct = <Input extends z.ZodType>(act: {
  name: string
  input: Input
  heads?: boolean
  fresh?: boolean
  run: MemberRun<z.output<Input>>
}): Act =>
  defineAct({
    name: act.name,
    input: act.input,
    run: async (visitor, input) => {
      if (!isMember(visitor)) return refuse(notSignedInHere())
      if (act.heads && visitor.session.role !== 'head') return refuse(headsOnly())
      if (act.fresh && !isFresh(visitor.session)) return refuse(signInAgain())
      return act.run(visitor, input)
    },
  })

export const isMember = (visitor: Visitor): visitor is Member =>
  visitor.session !== null && visitor.session.person !== null && visitor.session.role !== null

/** Runs an act: the input is checked at the door. */
export async function runAct(act: Act, visitor: Visitor, input: unknown): Promise<Result<Outcome<unknown>>> {
  const parsed = act.input.safeParse(input)
  if (!parsed.success) return refuse(problemOfZod(parsed.error))
  const unfit = cannotBeKept(parsed.data)
  return unfit ? refuse(unfit) : act.run(visitor, parsed.data as never)
}

export const done = (answer: unknown = null, token?: string | null): Result<Outcome<unknown>> =>
  accept(token === undefined ? { answer } : { answer, token })

/** Undoes the transaction that it is thrown in and carries the refusal out of it. */
export class Undone extends Error {
  readonly problem: Parameters<typeof refuse>[0]
  constructor(problem: Parameters<typeof refuse>[0]) {
    super(problem.code)
    this.problem = problem
  }
}

/** All of it or nothing: a refusal undoes what was written before it. */
export async function inTransaction<T>(
  store: Store,
  work: (db: Store['projector']) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await store.projector.transaction().execute(async (db) => {
      const result = await work(db)
      if (!result.ok) throw new Undone(result.problem)
      return result
    })
  } catch (error) {
    if (error instanceof Undone) return refuse(error.problem)
    throw error
  }
}
