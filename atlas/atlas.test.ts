// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import * as atlas from './index.ts'

const { states, regions, bodies, sources, arrangements, participation, links, figures, disagreements } = atlas
const { losAngeles, mobilityPartnerships, delegations } = atlas

const files: Record<string, Array<{ id: string; key: string }>> = {
  states,
  regions,
  bodies,
  sources,
  arrangements,
  participation,
  links,
  figures,
  disagreements,
  commitments: [...losAngeles.commitments, ...mobilityPartnerships.commitments],
  proposals: mobilityPartnerships.proposals,
  tellings: [...losAngeles.tellings, ...mobilityPartnerships.tellings],
  seats: delegations.seats,
  demonstrationParties: delegations.parties,
}
const everything = Object.values(files).flat()
const sourceKeys = new Set(sources.map((s) => s.key))
const registerParties = new Set([...states, ...bodies].map((p) => p.key))
const parties = new Set([...registerParties, ...delegations.parties.map((p) => p.key)])
const arrangementKeys = new Set(arrangements.map((a) => a.key))
const commitments = [...losAngeles.commitments, ...mobilityPartnerships.commitments]
const tellings = [...losAngeles.tellings, ...mobilityPartnerships.tellings]
const strangers = (wanted: Iterable<string | null>, known: Set<string>) =>
  [...wanted].filter((key) => key !== null && !known.has(key))

describe('identity', () => {
  test('every id is a UUIDv7 and given once', () => {
    const ids = everything.map((row) => row.id)
    const v7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(ids.filter((id) => !v7.test(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test.each(Object.entries(files))('keys of %s are unique', (_, rows) => {
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
  })

  test('parties of all kinds share one set of keys', () => {
    expect(parties.size).toBe(states.length + bodies.length + delegations.parties.length)
  })
})

describe('states and territories', () => {
  test('193 members, 2 observers, all 249 codes of ISO 3166-1', () => {
    expect(states.filter((s) => s.un === 'member')).toHaveLength(193)
    expect(
      states
        .filter((s) => s.un === 'observer')
        .map((s) => s.code)
        .sort(),
    ).toEqual(['PS', 'VA'])
    expect(states.filter((s) => s.kind === 'state')).toHaveLength(195)
    expect(states).toHaveLength(249)
    expect(states.every((s) => (s.kind === 'state') === (s.un !== null))).toBe(true)
  })

  test('names in six languages, also of regions', () => {
    const languages = ['en', 'fr', 'es', 'pt', 'ru', 'ar'] as const
    const nameless = [...states, ...regions].filter((row) => languages.some((l) => !row.names[l]?.trim()))
    expect(nameless.map((row) => row.key)).toEqual([])
  })

  test('regions resolve and agree with their English name', () => {
    const byCode = new Map(regions.map((r) => [r.code, r]))
    for (const s of states)
      for (const r of [s.region, s.subregion, s.intermediate])
        if (r) expect(byCode.get(r.code)?.names.en, s.key).toBe(r.name)
    expect(
      strangers(
        regions.map((r) => r.parent),
        new Set(byCode.keys()),
      ),
    ).toEqual([])
    expect(states.filter((s) => !s.region).map((s) => s.key)).toEqual(['AQ', 'TW'])
  })
})

describe('references', () => {
  const cited = [...bodies, ...arrangements, ...participation, ...links, ...figures]

  test('every fact names a source or says that it has none', () => {
    const silent = cited.filter((row) => (row.sources.length === 0) !== (row.sourced === false))
    expect(silent.map((row) => row.key)).toEqual([])
    expect(disagreements.filter((d) => d.says.length < 2)).toEqual([])
  })

  test('sources resolve; a place is given where the source is at hand', () => {
    const citations = [...cited.flatMap((row) => row.sources), ...disagreements.flatMap((d) => d.says)]
    expect(
      strangers(
        citations.map((c) => c.source),
        sourceKeys,
      ),
    ).toEqual([])
    const told = [...commitments, ...tellings, ...mobilityPartnerships.proposals].map((row) => row.source)
    expect(strangers(told, sourceKeys)).toEqual([])
    const atHand = new Set(sources.filter((s) => s.atHand).map((s) => s.key))
    const bare = cited.filter(
      (row) =>
        !bodies.some((b) => b.key === row.key && b.kind === 'research body') &&
        row.sources.some((c) => atHand.has(c.source) !== (c.at !== null)),
    )
    expect(bare.map((row) => row.key)).toEqual([])
    expect(
      strangers(
        sources.map((s) => s.author),
        registerParties,
      ),
    ).toEqual([])
  })

  test('parties and arrangements resolve', () => {
    const wanted = [
      ...participation.map((p) => p.party),
      ...commitments.flatMap((c) => [...c.promisors, ...c.beneficiaries, c.saidBy]),
      ...tellings.map((t) => t.saidBy),
      ...mobilityPartnerships.proposals.flatMap((p) => [...p.by, ...p.to]),
    ]
    expect(strangers(wanted, registerParties)).toEqual([])
    expect(
      strangers(
        [...delegations.seats, ...delegations.chooser].map((s) => s.party),
        parties,
      ),
    ).toEqual([])
    const places = [
      ...participation.map((p) => p.arrangement),
      ...links.flatMap((l) => [l.from, l.to]),
      losAngeles.arrangement,
      ...mobilityPartnerships.commitments.map((c) => c.arrangement),
      ...mobilityPartnerships.proposals.map((p) => p.arrangement),
      ...[...delegations.seats, ...delegations.chooser].map((s) => s.arrangement),
    ]
    expect(strangers(places, arrangementKeys)).toEqual([])
    const subjects = [...figures, ...disagreements]
    expect(
      strangers(
        subjects.map((s) => s.subject),
        new Set([...arrangementKeys, ...registerParties]),
      ),
    ).toEqual([])
    expect(subjects.filter((s) => (s.subject === null) !== Boolean(s.subjectLabel))).toEqual([])
  })

  test('a status carries its date', () => {
    expect(arrangements.filter((a) => (a.status === null) !== (a.statusAsOf === null))).toEqual([])
  })
})

describe('demonstration', () => {
  test('tellings point at commitments of their own file; a report is by a promisor, an assessment is not', () => {
    for (const file of [losAngeles, mobilityPartnerships])
      for (const telling of file.tellings) {
        const commitment = file.commitments.find((c) => c.key === telling.commitment)
        expect(commitment, telling.key).toBeDefined()
        expect(commitment!.promisors.includes(telling.saidBy), telling.key).toBe(telling.kind === 'report')
      }
  })

  test('no level of delivery is given where no document gives one', () => {
    expect(tellings.filter((t) => t.status !== null)).toEqual([])
  })

  test('whoever promises holds a seat', () => {
    const seats = new Set(delegations.seats.map((s) => `${s.arrangement}/${s.party}`))
    const needed = [
      ...losAngeles.commitments.flatMap((c) => c.promisors.map((p) => `${losAngeles.arrangement}/${p}`)),
      ...mobilityPartnerships.commitments.flatMap((c) => c.promisors.map((p) => `${c.arrangement}/${p}`)),
      ...delegations.chooser.flatMap((c) => (c.party ? [`${c.arrangement}/${c.party}`] : [])),
    ]
    expect(strangers(needed, seats)).toEqual([])
  })

  test('a made-up party says so in its name', () => {
    for (const party of delegations.parties) expect(party.names.en).toContain('does not exist')
  })
})

const shared = fileURLToPath(new URL('../../shared/corpus/', import.meta.url))

interface Gold {
  items: Array<{
    actors: string[]
    beneficiaries: string[]
    pillar: string
    kind: string
    strength: string | null
    quantities: number[]
    money: Array<{ amount: number; currency: string }>
    deadline: string | null
    condition: string | null
  }>
}

describe.skipIf(!existsSync(shared))('against the documents', () => {
  test('the 23 deliverables agree with the annotation by hand', () => {
    const gold = JSON.parse(readFileSync(`${shared}gold/2022-06-10-deliverables.json`, 'utf8')) as Gold
    expect(losAngeles.commitments).toHaveLength(gold.items.length)
    gold.items.forEach((item, i) => {
      const ours = losAngeles.commitments[i]!
      expect(ours.promisors, ours.key).toEqual(item.actors)
      expect(ours.beneficiaries, ours.key).toEqual(item.beneficiaries)
      expect(
        ours.quantities.map((q) => q.value),
        ours.key,
      ).toEqual(item.quantities)
      expect(
        ours.money.map(({ amount, currency }) => ({ amount, currency })),
        ours.key,
      ).toEqual(item.money)
      expect([ours.pillar, ours.kind, ours.deadline], ours.key).toEqual([item.pillar, item.kind, item.deadline])
      if (item.strength) expect(ours.strength, ours.key).toBe(item.strength)
      expect(ours.condition !== null, ours.key).toBe(item.condition !== null)
    })
  })

  test('nothing is copied: no eight words in a row are shared with any document', async () => {
    const { glob } = await import('node:fs/promises')
    const width = 8
    const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
    const runs = (text: string) => {
      const w = words(text)
      return w.slice(width - 1).map((_, i) => w.slice(i, i + width).join(' '))
    }
    const theirs = new Set<string>()
    for await (const file of glob(`${shared}{papers,declarations,treaties}/*`))
      for (const run of runs(readFileSync(file, 'utf8'))) theirs.add(run)
    expect(theirs.size).toBeGreaterThan(100_000)

    // Names and titles are facts; everything else that is prose is checked, whatever field it stands in.
    const exempt = new Set(['name', 'names', 'short', 'title', 'aliases', 'id', 'key', 'url'])
    const copied: string[] = []
    const walk = (value: unknown, field: string): void => {
      if (exempt.has(field)) return
      if (typeof value === 'string') copied.push(...runs(value).filter((run) => theirs.has(run)))
      else if (Array.isArray(value)) for (const item of value) walk(item, field)
      else if (value && typeof value === 'object') for (const [k, v] of Object.entries(value)) walk(v, k)
    }
    walk({ ...atlas }, '')
    expect(copied).toEqual([])
  })
})
