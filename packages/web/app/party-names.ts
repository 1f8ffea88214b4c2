// SPDX-License-Identifier: Apache-2.0
import type { Problem, Result } from '@symbolon/foundation'
import type { PartySummary } from '@symbolon/register/contract'
import type { LoaderFunctionArgs } from 'react-router'
import { answerTo, doorsOf } from './doors.ts'
import { nameIn } from './format.ts'

/** A party as a form offers it: `words` names it and no other. */
export type PartyChoice = { id: string; words: string }

type Args = Pick<LoaderFunctionArgs, 'context'>

const allParties = async (args: Args): Promise<PartySummary[]> =>
  (await answerTo<{ parties: PartySummary[] }>(args, 'parties', {})).parties

/** For a loader: every party that the reader may see, by its name in the reader's language. */
export const partyChoices = async (args: Args): Promise<PartyChoice[]> =>
  choicesOf(await allParties(args), doorsOf(args).visit.locale)

/** Where two parties share a name, each has its code or the start of its number behind it. */
export function choicesOf(parties: PartySummary[], locale: string): PartyChoice[] {
  const named = parties.map((one) => ({ ...one, name: nameIn(one.names, locale) }))
  const byName = Map.groupBy(named, ({ name }) => plain(name))
  return named
    .map(({ id, code, name }) => ({
      id,
      words: byName.get(plain(name))!.length > 1 ? `${name} (${code ?? id.slice(-6)})` : name,
    }))
    .sort((a, b) => a.words.localeCompare(b.words, locale))
}

/** For an action: the parties typed into the rows of a field, each named by its words, a name in any language, or its code. */
export async function partiesTyped(args: Args, form: FormData, field: string): Promise<Result<string[]>> {
  const typed = rowsTyped(Object.fromEntries(form) as Record<string, string>, field)
  if (typed.length === 0) return { ok: true, value: [] }
  const find = partyFinder(await allParties(args), doorsOf(args).visit.locale)
  const ids: string[] = []
  for (const words of typed) {
    const id = find(words)
    if (id === null) return { ok: false, problem: unknownParty(words) }
    if (!ids.includes(id)) ids.push(id)
  }
  return { ok: true, value: ids }
}

/** The one party typed into a field; null where nothing was typed. */
export async function partyTyped(args: Args, form: FormData, field: string): Promise<Result<string | null>> {
  const found = await partiesTyped(args, form, field)
  return found.ok ? { ok: true, value: found.value[0] ?? null } : found
}

/** Finds a party by what somebody typed. A name that two share finds neither: the form offers them apart. */
export function partyFinder(parties: PartySummary[], locale: string): (typed: string) => string | null {
  const found = new Map<string, string | null>()
  const add = (words: string, id: string) => {
    const before = found.get(plain(words))
    found.set(plain(words), before === undefined || before === id ? id : null)
  }
  for (const one of parties) {
    for (const name of Object.values(one.names)) add(name, one.id)
    if (one.code) add(one.code, one.id)
  }
  // What the form itself offers is never in doubt.
  for (const { id, words } of choicesOf(parties, locale)) found.set(plain(words), id)
  for (const { id } of parties) found.set(id, id)
  return (typed) => found.get(plain(typed)) ?? null
}

/** What stands in the rows `field.0`, `field.1`, ... (or in `field` alone) of a form, without the empty ones. */
export function rowsTyped(form: Record<string, string>, field: string): string[] {
  const rowOf = (name: string) => (name === field ? 0 : Number(name.slice(field.length + 1)))
  return Object.keys(form)
    .filter((name) => name === field || (name.startsWith(`${field}.`) && Number.isInteger(rowOf(name))))
    .sort((a, b) => rowOf(a) - rowOf(b))
    .map((name) => form[name]!.trim())
    .filter((words) => words !== '')
}

const plain = (text: string) =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim().toLowerCase()

/** As the register says it. */
const unknownParty = (party: string): Problem => ({
  code: 'register/no-such-party',
  status: 422,
  sentence: /*i18n*/ 'The register has no party {party}. Register it first, or choose one from the list.',
  details: { party },
})
