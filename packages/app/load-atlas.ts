// SPDX-License-Identifier: Apache-2.0
import * as atlas from '@symbolon/atlas'
import type { Id, Saying } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import { once, sayAsEditors } from './found-register.ts'

type Cited = { sources: { source: string; at: string | null }[] }

const idsOf = (rows: { key: string; id: Id }[]) => new Map(rows.map(({ key, id }) => [key, id]))
const sourceIds = idsOf(atlas.sources)
const arrangementIds = idsOf(atlas.arrangements)
const partyIds = idsOf([...atlas.states, ...atlas.bodies, ...atlas.delegations.parties])

function must(ids: Map<string, Id>, key: string): Id {
  const id = ids.get(key)
  if (!id) throw new Error(`the atlas names ${key} and does not have it`)
  return id
}
export const sourceId = (key: string): Id => must(sourceIds, key)
export const arrangementId = (key: string): Id => must(arrangementIds, key)
export const partyId = (key: string): Id => must(partyIds, key)

const citedIn = ({ sources }: Cited) => sources.map(({ source, at }) => ({ source: sourceId(source), place: at }))

export const ATLAS = 'atlas loaded'

/** Loads the curated register that ships, as statements of the register's editors. Answers whether it was new. */
export const loadAtlas = (store: Store, progress?: (done: number, of: number) => void): Promise<boolean> =>
  once(store, ATLAS, async (writer) => {
    const sayings = atlasSayings()
    await sayAsEditors(store, writer, sayings, (done) => progress?.(done, sayings.length))
  })

function atlasSayings(): Saying[] {
  const say = (kind: string, bodies: unknown[]): Saying[] => bodies.map((body) => ({ kind, body }))
  return [
    ...say('source.registered', atlas.sources.map(sourceBody)),
    ...say('party.registered', [...atlas.states.map(stateBody), ...atlas.bodies.map(bodyBody)]),
    ...say('arrangement.registered', atlas.arrangements.map(arrangementBody)),
    ...say('participation.noted', atlas.participation.map(participationBody)),
    ...say('link.noted', atlas.links.map(linkBody)),
    ...say('figure.noted', atlas.figures.map(figureBody)),
    ...say('disagreement.noted', atlas.disagreements.map(disagreementBody)),
  ]
}

const sourceBody = (row: atlas.Source) => ({
  source: row.id,
  short: row.short,
  title: row.title,
  date: row.year,
  kind: row.kind,
  author: row.author && partyId(row.author),
  url: row.url,
  text: null,
})
const stateBody = (row: atlas.State) => ({
  party: row.id,
  kind: row.kind,
  code: row.code,
  names: row.names,
  regions: [row.region, row.subregion, row.intermediate].flatMap((region) => region?.code ?? []),
  note: null,
  sources: [],
})
const bodyBody = (row: atlas.Body) => ({
  party: row.id,
  kind: row.kind,
  code: row.key,
  names: row.names,
  regions: [],
  note: row.note,
  sources: citedIn(row),
})
const arrangementBody = (row: atlas.Arrangement) => ({
  arrangement: row.id,
  names: { en: row.name },
  aliases: row.aliases,
  layer: row.layer,
  form: row.form,
  bindingness: row.bindingness,
  began: row.began,
  ended: row.ended,
  status: row.status,
  statusAsOf: row.statusAsOf,
  note: row.note,
  demonstration: false,
  unsourced: row.unsourced ?? [],
  sources: citedIn(row),
})
const participationBody = (row: atlas.Participation) => ({
  party: partyId(row.party),
  of: arrangementId(row.arrangement),
  role: row.role,
  from: row.from,
  to: row.to,
  note: row.note,
  sources: citedIn(row),
})
const linkBody = (row: atlas.Link) => ({
  from: arrangementId(row.from),
  relation: row.relation,
  to: arrangementId(row.to),
  note: null,
  sources: citedIn(row),
})

/** The arrangement that a fact is about, where it is about one, and words for the page in any case. */
function subjectOf(row: { subject: string | null; subjectLabel?: string }): { of: Id | null; subject: string } {
  const of = (row.subject && arrangementIds.get(row.subject)) || null
  const name =
    atlas.arrangements.find(({ key }) => key === row.subject)?.name ??
    atlas.bodies.find(({ key }) => key === row.subject)?.names.en ??
    atlas.states.find(({ key }) => key === row.subject)?.names.en
  return { of, subject: row.subjectLabel ?? name ?? row.subject ?? '' }
}
const figureBody = (row: atlas.Figure) => ({
  ...subjectOf(row),
  figure: row.figure,
  value: row.value,
  bound: row.bound,
  unit: row.unit,
  period: row.period,
  asOf: row.asOf,
  note: row.note ?? null,
  sources: citedIn(row),
})
const disagreementBody = (row: atlas.Disagreement) => ({
  ...subjectOf(row),
  about: row.about,
  says: row.says.map(({ text, source, at }) => ({ text, source: sourceId(source), place: at })),
})
