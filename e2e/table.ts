// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { registrar, type Speaker, speakFor } from './speaker.ts'

export const ROLES = ['public', 'promising', 'counterpart', 'observer'] as const
export type Role = (typeof ROLES)[number]

/** Four who sit at one arrangement, and where the page of one thing of each kind is. */
export type Table = {
  roles: Record<Role, Speaker>
  arrangement: string
  /** Addresses. */
  document: string
  commitment: string
  statement: string
}

export const DECLARATION = join(import.meta.dirname, 'fixtures/example-declaration.md')
export const declarationText = (): string => readFileSync(DECLARATION, 'utf8')

const facts = { layer: 'bilateral', form: 'partnership', bindingness: 'non-binding' }

/** Registers two states, an observer and an arrangement in which they sit; nothing else is told of it. */
export async function seatFour(url: string, name: string): Promise<Pick<Table, 'roles' | 'arrangement'>> {
  const editors = await registrar(url)
  const enrol = async (kind: string, code: string | null, en: string) => {
    const { party } = await editors.say('register/register-party', { kind, code, names: { en } })
    return party!
  }
  const portugal = await enrol('state', 'PT', `Portugal (${name})`)
  const ghana = await enrol('state', 'GH', `Ghana (${name})`)
  const watch = await enrol('civil society', null, `Example Watch (${name})`)
  const arrangement = await convene(editors, name, { [portugal]: 'member', [ghana]: 'member', [watch]: 'observer' })
  const [promising, counterpart, observer] = [
    await speakFor(url, portugal),
    await speakFor(url, ghana),
    await speakFor(url, watch),
  ]
  return { arrangement, roles: { public: await speakFor(url, null), promising, counterpart, observer } }
}

export async function convene(
  founder: Speaker,
  name: string,
  tiers: Record<string, string> = {},
  confidential = false,
): Promise<string> {
  const given = { ...facts, names: { en: name }, confidential }
  const { arrangement } = await founder.say('register/register-arrangement', given)
  for (const [party, tier] of Object.entries(tiers))
    await founder.say('register/grant-seat', { arrangement, party, tier })
  return arrangement!
}

/** Registers a document and gives its address; by default it is one that promises nothing. */
export async function registerDocument(by: Speaker, arrangement: string, more: object = {}): Promise<string> {
  const text = 'Ghana and Portugal met. It rained.'
  const document = { short: 'Example', title: 'An example document', text, mediaType: 'text/markdown' }
  const { source } = await by.say('register/register-source', { arrangement, language: 'en', ...document, ...more })
  return `/arrangements/${arrangement}/documents/${source}`
}

/** Puts a commitment of the speaker's own on the record and gives its address. */
export async function promise(by: Speaker, arrangement: string, summary: string, more: object = {}): Promise<string> {
  const nothing = {
    toWords: null,
    pillar: null,
    theme: null,
    quantities: [],
    money: [],
    deadline: null,
    condition: null,
  }
  const terms = { promisors: [by.party], beneficiaries: [], strength: 'will', kind: 'promise', summary, ...nothing }
  const { commitment } = await by.say('partnership/agree-commitment', { arrangement, ...terms, ...more })
  return `/arrangements/${arrangement}/commitments/${commitment}`
}
