// SPDX-License-Identifier: Apache-2.0
import type { Me } from '@symbolon/accounts/contract'
import type { Problem, Result, Statement } from '@symbolon/foundation'
import type { Names, PartySummary } from '@symbolon/register/contract'
import { createContext, data, type RouterContextProvider } from 'react-router'

/** Whom the pages speak to: filled by the server for each request. No rule lives in a page. */
export type Doors = {
  ask: <Answer>(query: string, input: unknown) => Promise<Result<Answer>>
  run: <Answer>(command: string, input: unknown) => Promise<Result<Answer>>
  /** What the reader's party prepared to be signed, under an id; null where there is none of its own. */
  prepared: (id: string) => Promise<PreparedAct | null>
  /** Says what was prepared, with its signatures. */
  submit: (given: { prepared: string; signatures: unknown }) => Promise<Result<null>>
  /** Reads a file into drafts without keeping anything. */
  read: (bytes: Uint8Array, name: string) => Promise<Result<ReadFile>>
  /** Opens an uploaded file as text, or says what is wrong with it. */
  open: (bytes: Uint8Array, name: string) => Result<OpenedFile>
  /** Takes a seat, or reads as the public; the session goes with the answer. */
  choose: (party: string | null) => Promise<Result<null>>
  /** Does an act of accounts by its name; the session goes with the answer. Not found where there are no accounts. */
  account: <Answer>(act: string, input: object) => Promise<Result<Answer>>
  visit: Visit
}
export type PreparedAct = {
  command: string
  prepared: string
  /** Whether it has been said. */
  said: boolean
  statements: { statement: Pick<Statement, 'id' | 'arrangement' | 'kind' | 'audience' | 'body'>; challenge: string }[]
}
export type OpenedFile = {
  text: string
  mediaType: 'text/markdown' | 'text/plain'
  title: string | null
  language: string | null
  date: string | null
  url: string | null
}
export type ReadFile = {
  document: string
  language: string
  items: {
    start: number
    end: number
    quote: string
    actors: string[]
    beneficiaries: string[]
    pillar: string | null
    strength: string | null
    kind: string
    quantities: { value: number; bound: string; unit: string | null; period: string | null }[]
    money: { amount: number; currency: string; bound: string }[]
    deadline: string | null
    condition: string | null
  }[]
}
/** Who reads, in which language, and whether what the instance holds is a demonstration. */
export type Visit = {
  locale: Locale
  party: PartySummary | null
  demonstration: boolean
  /** Who is signed in, and the provider that one can sign in by; null where there are no accounts, and one chooses. */
  accounts: { me: Me | null; openId: string | null } | null
  delegations: { role: string | null; party: { id: string; names: Names } | null }[]
  nonce: string
  path: string
}
export const LOCALES = ['en', 'fr', 'es'] as const
export type Locale = (typeof LOCALES)[number]

export const doorsContext = createContext<Doors>()

type Args = { context: Readonly<RouterContextProvider> }
export const doorsOf = ({ context }: Args): Doors => context.get(doorsContext)

/** What a query answers, or the page that says why not. */
export async function answerTo<Answer>(args: Args, query: string, input: unknown): Promise<Answer> {
  const result = await doorsOf(args).ask<Answer>(query, input)
  if (!result.ok) throw data(result.problem, { status: result.problem.status })
  return result.value
}

/** What an action returns to its page: the refusal to show beside the form, with what was typed. */
export type Refused = { problem: Problem; form: Record<string, string> }
export function refusedWith(problem: Problem, form: FormData): ReturnType<typeof data<Refused>> {
  const kept: Record<string, string> = {}
  for (const [name, value] of form) if (typeof value === 'string') kept[name] = value
  return data({ problem, form: kept }, { status: problem.status })
}
