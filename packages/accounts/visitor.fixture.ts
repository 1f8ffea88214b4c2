// SPDX-License-Identifier: Apache-2.0
import { type Id, sentenceOf } from '@symbolon/foundation'
import type { TestApp } from '@symbolon/testing'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import type { Enrolled, Enrolment, Role } from './contract.ts'
import { doormanFor, type House, makeInvitation } from './index.ts'

export const houseOf = (app: TestApp, more: Partial<House> = {}): House => ({
  store: app.store,
  commands: app.commands,
  namesOf: async (parties) => parties.map((id) => ({ id, names: { en: `Party ${id}` } })),
  origin: 'https://record.example.org',
  openId: null,
  ...more,
})

/** A browser: it keeps the token that it is given, and forgets it when it is told to. */
export type Browser = {
  token: string | null
  address: string
  must: <Answer = null>(act: string, input?: object) => Promise<Answer>
  refusal: (act: string, input?: object) => Promise<string>
}

let addresses = 0

export function browserAt(house: House): Browser {
  const act = async (name: string, input: object) => {
    const result = await (await doormanFor(house, browser.token, browser.address)).act(name, input)
    if (result.ok && result.value.token !== undefined) browser.token = result.value.token
    return result
  }
  const browser: Browser = {
    token: null,
    address: `192.0.2.${++addresses}`,
    must: async <Answer>(name: string, input = {}) => {
      const result = await act(name, input)
      if (!result.ok) throw new Error(`${name} was refused, ${result.problem.code}: ${sentenceOf(result.problem)}`)
      return result.value.answer as Answer
    },
    refusal: async (name, input = {}) => {
      const result = await act(name, input)
      if (result.ok) throw new Error(`${name} was not refused`)
      return result.problem.code
    },
  }
  return browser
}

/** The code that an authenticator shows; `steps` later than now. A code serves once: a second sign-in takes the next. */
export const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

export type Person = Browser & { signInName: string; password: string; secret: string; recovery: string[] }

/** Somebody invited to a delegation, who took a password and its second factor and is signed in. */
export async function join(house: House, party: Id, role: Role, name = 'Ama Mensah'): Promise<Person> {
  return accept(house, await makeInvitation(house.store, party, role, { name }), name)
}

export async function accept(house: House, invitation: string, name: string): Promise<Person> {
  const browser = browserAt(house)
  const password = 'correct horse battery staple'
  const enrolment = await browser.must<Enrolment>('start-password', { invitation, name, password })
  const { ceremony, secret } = enrolment
  const enrolled = await browser.must<Enrolled>('finish-password', { ceremony, code: codeOf(secret) })
  // As if it had been long ago, so that the code of now is left for the next sign-in.
  await sql`update accounts.password set last_step = 0`.execute(house.store.projector)
  return Object.assign(browser, { ...enrolled, password, secret })
}

export const meIn = async (house: House, browser: Browser) =>
  (await doormanFor(house, browser.token, browser.address)).me
