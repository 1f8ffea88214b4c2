// SPDX-License-Identifier: Apache-2.0
import { type Id, onlyParties, seededWorld, type World } from '@symbolon/foundation'
import { signCheckpoints } from '@symbolon/store'
import {
  chanceOf,
  commitmentTerms,
  convene,
  enrol,
  erasing,
  freshApp,
  type Player,
  promise,
  sayAll,
  type TestApp,
  telling,
} from '@symbolon/testing'

/** What may be known of a twin: the app, who looks, and ids both of what they may read and of what they may not. */
export type Twin = { app: TestApp; alba: Player; borea: Player; ids: Record<string, Id[]>; open: () => void }

const TEXT = 'Belize will issue 500 seasonal visas by 2027. Canada will open two centres.'

/**
 * Two of these differ in `secrets` alone: how much party B says to itself and to C, in drafts and on the record, between
 * the things that A may read. B's words take time and chance from a world of their own, so that any difference that A
 * sees is a leak, and no echo of the clock.
 */
export async function makeTwin(secrets: number): Promise<Twin> {
  const visible = seededWorld(11)
  const hidden = seededWorld(1001)
  let current: World = visible
  const world: World = {
    now: () => current.now(),
    random: (bytes) => current.random(bytes),
    newId: () => current.newId(),
  }
  const app = await freshApp(world)
  const alba = await enrol(app, 'Alba', 'BZ')
  const borea = await enrol(app, 'Borea', 'CA')
  const cirrus = await enrol(app, 'Cirrus', 'CC')
  const table = await convene(app, { alba, borea, cirrus })
  const chance = chanceOf(hidden)
  const kept = {
    short: 'D',
    title: 'Declaration',
    mediaType: 'text/plain',
    language: 'en',
    text: TEXT,
    arrangement: table,
  }
  const { source } = await app.must('register-source', alba.token, kept)
  const commitments: Id[] = []
  for (const by of [alba, borea]) {
    const terms = promise(table, [by.party], { deadline: '2020', beneficiaries: [alba.party] })
    commitments.push((await app.must('agree-commitment', by.token, terms)).commitment!)
  }
  const ids: Record<string, Id[]> = { hiddenCommitment: [], hiddenArrangement: [], hiddenSource: [] }

  /** B confides, `secrets` times over, something of each kind; ids of the first go to the prober in both twins. */
  const confide = async () => {
    current = hidden
    // The same first ids in both twins: in the one without secrets they are ids of nothing.
    const made = { commitment: hidden.newId(), arrangement: hidden.newId(), source: hidden.newId() }
    ids.hiddenCommitment!.push(made.commitment)
    ids.hiddenArrangement!.push(made.arrangement)
    ids.hiddenSource!.push(made.source)
    for (let i = 0; i < secrets; i++) {
      const commitment = i === 0 ? made.commitment : hidden.newId()
      const audience = i % 2 ? onlyParties(borea.party) : onlyParties(borea.party, cirrus.party)
      const say = (kind: string, body: unknown, more: object = {}) => ({ kind, body, audience, ...more })
      const said = await sayAll(app.store, table, borea.party, [
        say(
          'commitment.agreed',
          { ...commitmentTerms(chance, [borea.party, alba.party]), correction: null },
          { id: commitment },
        ),
        say('delivery.reported', telling(chance, commitment)),
        // Of what A may read too: B's own note on it stays B's.
        say('delivery.assessed', telling(chance, commitments[0]!)),
        say('position.taken', { commitment: commitments[1]!, position: 'contested', words: null }),
        say('commitment.ended', { commitment: commitments[1]!, how: 'withdrawn', words: 'Soon.', evidence: [] }),
        say('assessor.accepted', { assessor: cirrus.party, accepted: true, words: null }),
        say('seat.granted', { party: hidden.newId(), tier: 'observer' }),
        say('statement.entered-in-error', { statement: commitment, reason: 'No.' }),
      ])
      await sayAll(app.store, table, borea.party, [erasing(said[1]!), erasing(said[4]!)])
      const at = { arrangement: i === 0 ? made.arrangement : hidden.newId() }
      const founding = {
        ...(app.store.kinds.get('arrangement.registered')!.example as object),
        ...at,
        names: { en: 'Borea alone' },
      }
      await sayAll(app.store, at.arrangement, borea.party, [
        say('arrangement.registered', founding),
        say('seat.granted', { party: borea.party, tier: 'member' }),
        say('source.registered', {
          ...(app.store.kinds.get('source.registered')!.example as object),
          source: made.source,
          text: null,
        }),
      ])
      await app.must('register-source', borea.token, { ...kept, title: 'B alone', audience })
      await app.must('open-review', borea.token, { arrangement: table, source })
      const { drafts } = (await app.see<{ drafts: { id: Id; revision: number }[] }>('drafts', borea.token, {
        arrangement: table,
        source,
      }))!
      const [draft] = drafts
      await app.must('mend-draft', borea.token, {
        arrangement: table,
        source,
        draft: draft!.id,
        revision: draft!.revision,
        changes: { theme: `Theme ${i} ${commitments.length}` },
      })
    }
    await signCheckpoints(app.store, app.hub)
    current = visible
  }

  await confide()
  await app.must('report-delivery', alba.token, {
    arrangement: table,
    commitment: commitments[0],
    words: 'Some.',
    level: 'limited',
  })
  await app.must('open-review', alba.token, { arrangement: table, source })
  await confide()
  const statement = (
    await app.must('assess-delivery', borea.token, {
      arrangement: table,
      commitment: commitments[0],
      words: 'Less.',
      level: 'not started',
    })
  ).statement!
  await app.must('register-party', alba.token, { kind: 'company', names: { en: 'Delta Ferries' } })
  await confide()
  return {
    app,
    alba,
    borea,
    open: () => {
      current = visible
    },
    ids: {
      arrangement: [table, app.store.home.register, ids.hiddenArrangement![0]!],
      commitment: [...commitments, ids.hiddenCommitment![0]!],
      source: [source!, ids.hiddenSource![0]!],
      statement: [commitments[0]!, statement, ids.hiddenCommitment![0]!],
      party: [alba.party, borea.party, cirrus.party, app.store.home.editors],
      telling: [statement, ids.hiddenCommitment![0]!],
    },
  }
}
