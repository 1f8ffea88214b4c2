// SPDX-License-Identifier: Apache-2.0
import { audienceOfKey, type Id, type Sheet, type Statement } from '@symbolon/foundation'
import { inParts, type View } from '@symbolon/store'
import { sql } from 'kysely'
import { describeParties, partiesOf } from './queries/lookups.ts'
import { tablesOf } from './tables.ts'

/** Names beside ids, as far as the reader may read them; an id without a name stands by itself. */
export async function namesOf(view: View, ids: (Id | null)[]): Promise<(id: Id | null) => string> {
  const known = ids.filter((id): id is Id => id !== null)
  const names = known.length > 0 ? await describeParties(view, known) : new Map<Id, string>()
  return (id) => (id === null ? '' : (names.get(id) ?? ''))
}

const timeOf = (time: Date | null): string => time?.toISOString() ?? ''

/** Whoever is named by any statement of the arrangement: ids stand in a text as they are. */
const parties: Sheet<View> = {
  columns: ['party', 'name', 'kind', 'code', 'names in other languages'],
  rowsOf: async function* (view, arrangement) {
    const { rows } = await sql<{ id: Id }>`
      select distinct found[1] as id from store.statement s, regexp_matches(
        concat_ws(' ', s.canonical, s.said_by, s.recorded_by),
        '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') as found
      where s.arrangement = ${arrangement} order by 1`.execute(view)
    const ids = rows.map(({ id }) => id)
    for (let from = 0; from < ids.length; from += 1000) {
      const found = await partiesOf(view, ids.slice(from, from + 1000))
      const nameOf = await namesOf(
        view,
        found.map(({ id }) => id),
      )
      yield found.map(({ id, kind, code, names }) => ({
        ...{ party: id, name: nameOf(id), kind, code: code ?? '' },
        'names in other languages': Object.entries(names)
          .map(([language, name]) => `${language}: ${name}`)
          .join('; '),
      }))
    }
  },
}

const SPEAKERS = ['said by', 'said by (id)', 'recorded by', 'recorded by (id)', 'recorded at'] as const

type Speakers = { said_by: Id; recorded_by: Id; recorded_at: Date }
/** Whose word a row is, in the columns that every table has for it. */
export const speakersOf = (row: Speakers, nameOf: (id: Id) => string) => ({
  'said by': nameOf(row.said_by),
  'said by (id)': row.said_by,
  'recorded by': nameOf(row.recorded_by),
  'recorded by (id)': row.recorded_by,
  'recorded at': timeOf(row.recorded_at),
})
export const SPEAKER_COLUMNS: readonly string[] = SPEAKERS

const statements: Sheet<View> = {
  columns: [
    ...['log', 'place', 'statement', 'kind', ...SPEAKERS, 'said on', 'who reads it'],
    ...['what it says', 'wording', 'language', 'document', 'corrects', 'erased', 'ground'],
  ],
  rowsOf: (view, arrangement) =>
    mapParts(statementsOf(view, arrangement), async (rows) => {
      const readers = rows.flatMap(({ audience }) => {
        const to = audienceOfKey(audience)
        return to.to === 'parties' ? to.parties : []
      })
      const nameOf = await namesOf(view, [...rows.flatMap((row) => [row.said_by, row.recorded_by]), ...readers])
      return rows.map((row) => {
        const said = row.canonical === null ? null : (JSON.parse(row.canonical) as Statement)
        return {
          ...{ log: row.log, place: String(row.index), statement: row.id, kind: row.kind },
          ...speakersOf(row, nameOf),
          'said on': said?.saidOn ?? '',
          'who reads it': readersOf(row.audience, nameOf),
          'what it says': said ? gistOf(said.body) : '',
          wording: said?.wording?.text ?? '',
          language: said?.wording?.language ?? '',
          document: said?.citation?.source ?? '',
          corrects: row.corrects ?? '',
          erased: timeOf(row.erased),
          ground: row.erasure?.ground ?? '',
        }
      })
    }),
}

/** Log by log, in the order of each. */
async function* statementsOf(view: View, arrangement: Id) {
  const logs = view.selectFrom('store.log').select(['id', 'size', 'audience']).where('arrangement', '=', arrangement)
  for (const { id, size, audience } of await logs.orderBy('id').execute())
    for (let from = 0; from < size; from += 1000) {
      const rows = await tablesOf(view)
        .selectFrom('store.statement as s')
        .leftJoin('register.erasure as e', (join) =>
          join.onRef('e.arrangement', '=', 's.arrangement').onRef('e.id', '=', 's.id'),
        )
        .select(['s.id', 's.log', 's.index', 's.kind', 's.said_by', 's.recorded_by', 's.recorded_at', 's.corrects'])
        .select(['s.canonical', 'e.recorded_at as erased', 'e.body as erasure'])
        .where('s.arrangement', '=', arrangement)
        .where('s.log', '=', id)
        .where('s.index', '>=', from)
        .where('s.index', '<', from + 1000)
        .orderBy('s.index')
        .execute()
      yield rows.map((row) => ({ ...row, audience }))
    }
}

function readersOf(key: string, nameOf: (id: Id) => string): string {
  const to = audienceOfKey(key)
  if (to.to === 'public') return 'everybody'
  if (to.to === 'seats') return `seats: ${to.tiers.join(', ')}`
  return `only ${to.parties.map((id) => nameOf(id) || id).join(', ')}`
}

const WORDS = ['summary', 'words', 'title', 'subject', 'reason', 'how', 'position', 'tier', 'ground']

/** The words of a body that say most; of one that has none of them, all of it. */
function gistOf(body: unknown): string {
  const told = body as Record<string, unknown>
  const names = told.names as Record<string, string> | undefined
  const all = [names?.en ?? Object.values(names ?? {})[0], ...WORDS.map((word) => told[word])]
  const found = all.filter((one): one is string => typeof one === 'string' && one !== '')
  return found.length > 0 ? found.join(' · ') : JSON.stringify(body)
}

export async function* mapParts<Row>(
  parts: AsyncIterable<Row[]>,
  to: (rows: Row[]) => Promise<Record<string, string>[]>,
): AsyncGenerator<Record<string, string>[]> {
  for await (const part of parts) yield await to(part)
}

const documents: Sheet<View> = {
  columns: [
    ...['document', 'short', 'title', 'date', 'kind', 'author', 'author (id)', 'address', 'file', 'SHA-256'],
    ...['characters', 'media type', 'language', ...SPEAKERS, 'entered in error', 'statement'],
  ],
  rowsOf: (view, arrangement) =>
    mapParts(
      inParts(view, { table: 'register.source', arrangement }, (ids) =>
        tablesOf(view)
          .selectFrom('register.source as s')
          .leftJoin('register.source_text as t', (join) =>
            join.onRef('t.arrangement', '=', 's.arrangement').onRef('t.id', '=', 's.id'),
          )
          .select(['s.id', 's.body', 's.said_by', 's.recorded_by', 's.recorded_at', 's.error', 's.latest'])
          .select('t.id as kept')
          .where('s.arrangement', '=', arrangement)
          .where('s.id', 'in', ids)
          .orderBy('s.id')
          .execute(),
      ),
      async (rows) => {
        const nameOf = await namesOf(
          view,
          rows.flatMap((row) => [row.said_by, row.recorded_by, row.body.author]),
        )
        return rows.map((row) => ({
          ...{ document: row.id, short: row.body.short, title: row.body.title, date: row.body.date ?? '' },
          ...{ kind: row.body.kind, author: nameOf(row.body.author), 'author (id)': row.body.author ?? '' },
          ...{ address: row.body.url ?? '', file: row.kept ? `documents/${row.id}.txt` : '' },
          ...{ 'SHA-256': row.body.text?.sha256 ?? '', characters: String(row.body.text?.length ?? '') },
          ...{ 'media type': row.body.text?.mediaType ?? '', language: row.body.text?.language ?? '' },
          ...speakersOf(row, nameOf),
          ...{ 'entered in error': row.error ?? '', statement: row.latest },
        }))
      },
    ),
}

const seats: Sheet<View> = {
  columns: [
    ...['seat', 'party', 'party (id)', 'tier', 'granted by', 'granted by (id)', 'granted at', 'counts from'],
    ...['counts until', 'ended at', 'suspended since', 'reads what was said since'],
  ],
  rowsOf: (view, arrangement) =>
    mapParts(
      inParts(view, { table: 'store.seat', arrangement }, (ids) =>
        view
          .selectFrom('store.seat')
          .selectAll()
          .where('arrangement', '=', arrangement)
          .where('id', 'in', ids)
          .orderBy('id')
          .execute(),
      ),
      async (rows) => {
        const nameOf = await namesOf(
          view,
          rows.flatMap((row) => [row.party, row.granted_by]),
        )
        return rows.map((row) => ({
          ...{ seat: row.id, party: nameOf(row.party), 'party (id)': row.party, tier: row.tier },
          ...{ 'granted by': nameOf(row.granted_by), 'granted by (id)': row.granted_by },
          ...{ 'granted at': timeOf(row.since), 'counts from': timeOf(row.begins), 'counts until': timeOf(row.ends) },
          ...{ 'ended at': timeOf(row.until), 'suspended since': timeOf(row.suspended) },
          'reads what was said since': timeOf(row.reads_from),
        }))
      },
    ),
}

export const sheets: Record<string, Sheet<View>> = { parties, seats, documents, statements }
