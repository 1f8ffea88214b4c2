// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import type { ArrangementBody, ArrangementSummary, PartySummary, SourceBody } from '../contract.ts'
import { tablesOf } from '../tables.ts'

const distinct = (ids: (Id | null | undefined)[]): Id[] => [...new Set(ids.filter((id): id is Id => !!id))]

/**
 * Names of the parties, for whoever shows their ids. Unreadable ones are missing. Here and below the order is that of
 * the ids: the order of a table's rows would tell of writings that the reader may not know of.
 */
export async function partiesOf(view: View, ids: (Id | null | undefined)[]): Promise<PartySummary[]> {
  const wanted = distinct(ids)
  if (wanted.length === 0) return []
  const rows = await tablesOf(view)
    .selectFrom('register.party')
    .select(['id', 'body'])
    .where('id', 'in', wanted)
    .orderBy('id')
    .execute()
  return rows.map(({ id, body }) => ({ id, kind: body.kind, code: body.code, names: body.names }))
}

export async function arrangementsOf(view: View, ids: (Id | null | undefined)[]): Promise<ArrangementSummary[]> {
  const wanted = distinct(ids)
  if (wanted.length === 0) return []
  const rows = tablesOf(view).selectFrom('register.arrangement').select(['id', 'body']).where('id', 'in', wanted)
  return (await rows.orderBy('id').execute()).map(summaryOf)
}

/**
 * The same, and besides those of which the reader reads a log, and not what they are: it joined late, in a copy, or was
 * named in an audience. They go by their ids.
 */
export async function arrangementsShown(view: View, ids: (Id | null | undefined)[]): Promise<ArrangementSummary[]> {
  const found = await arrangementsOf(view, ids)
  const known = new Set(found.map(({ id }) => id))
  const missing = distinct(ids).filter((id) => !known.has(id))
  if (missing.length === 0) return found
  const rows = view.selectFrom('store.log').select('arrangement').distinct().where('arrangement', 'in', missing)
  const nameless = (await rows.orderBy('arrangement').execute()).map((row) => byIdAlone(row.arrangement))
  return [...found, ...nameless]
}

/** What can be said of an arrangement whose founding may not be read. */
export const byIdAlone = (id: Id): ArrangementSummary => ({
  ...{ id, names: { en: id }, aliases: [], layer: null, form: null, bindingness: null },
  ...{ began: null, ended: null, status: null, statusAsOf: null, demonstration: false },
})

export async function sourcesOf(view: View, ids: (Id | null | undefined)[]): Promise<({ id: Id } & SourceBody)[]> {
  const wanted = distinct(ids)
  if (wanted.length === 0) return []
  const rows = tablesOf(view).selectFrom('register.source').select(['id', 'body']).where('id', 'in', wanted)
  return (await rows.orderBy('id').execute()).map(({ id, body }) => ({ id, ...body }))
}

export const summaryOf = ({ id, body }: { id: Id; body: ArrangementBody }): ArrangementSummary => ({
  id,
  names: body.names,
  aliases: body.aliases,
  layer: body.layer,
  form: body.form,
  bindingness: body.bindingness,
  began: body.began,
  ended: body.ended,
  status: body.status,
  statusAsOf: body.statusAsOf,
  demonstration: body.demonstration,
})

export const describeParties = async (view: View, ids: Id[]): Promise<Map<Id, string>> =>
  new Map((await partiesOf(view, ids)).map(({ id, names }) => [id, names.en ?? Object.values(names)[0]!]))

export const describeArrangements = async (view: View, ids: Id[]): Promise<Map<Id, string>> =>
  new Map((await arrangementsOf(view, ids)).map(({ id, names }) => [id, names.en ?? Object.values(names)[0]!]))

export const describeSources = async (view: View, ids: Id[]): Promise<Map<Id, string>> =>
  new Map((await sourcesOf(view, ids)).map(({ id, short }) => [id, short]))

/** Parties by their codes (ISO 3166-1 alpha-2, acronyms). Where two share a code the first registered has it. */
export async function partyCodes(view: View): Promise<Map<string, Id>> {
  const rows = await tablesOf(view)
    .selectFrom('register.party')
    .select(['id', 'body'])
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.flatMap(({ id, body }) => (body.code ? [[body.code, id] as const] : [])))
}
