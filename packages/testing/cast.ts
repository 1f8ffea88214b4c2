// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { House } from './fresh-app.ts'

export type Player = { party: Id; token: string }

/** Registers a party and signs it in. */
export async function enrol(app: House, name: string, code: string | null = null): Promise<Player> {
  const editors = await app.as(app.store.home.editors)
  const { party } = await app.must('register-party', editors, { kind: 'state', code, names: { en: name } })
  return { party: party!, token: await app.as(party!) }
}

/** An arrangement with a seat for each player: members, but for those that `tiers` names otherwise. */
export async function convene<Name extends string>(
  app: House,
  players: Record<Name, Player>,
  options: { tiers?: Partial<Record<Name, string>>; confidential?: boolean } = {},
): Promise<Id> {
  const [founder, ...others] = Object.entries(players) as [Name, Player][]
  const { arrangement } = await app.must('register-arrangement', founder![1].token, {
    names: { en: `Partnership of ${Object.keys(players).join(', ')}` },
    layer: 'bilateral',
    form: 'partnership',
    bindingness: 'non-binding',
    confidential: options.confidential ?? false,
  })
  for (const [name, { party }] of others)
    await app.must('grant-seat', founder![1].token, { arrangement, party, tier: options.tiers?.[name] ?? 'member' })
  return arrangement!
}

/** The least that a commitment says. */
export const promise = (arrangement: Id, promisors: Id[], more: object = {}) => ({
  arrangement,
  promisors,
  beneficiaries: [],
  toWords: null,
  pillar: null,
  theme: null,
  strength: 'will',
  kind: 'promise',
  summary: 'Opens an office.',
  quantities: [],
  money: [],
  deadline: null,
  condition: null,
  ...more,
})
