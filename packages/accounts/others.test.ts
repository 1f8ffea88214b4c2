// SPDX-License-Identifier: Apache-2.0
import { type Problem, problemJson, type Result } from '@symbolon/foundation'
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { accountActs } from './account.ts'
import type { Act, House } from './act.ts'
import { tokenActs } from './api-tokens.ts'
import { begin } from './ceremony.ts'
import type { AccountPage, PeoplePage } from './contract.ts'
import { enrolActs } from './enrol.ts'
import { fourEyesActs } from './four-eyes.ts'
import { doormanFor, makeInvitation } from './index.ts'
import { memberActs } from './members.ts'
import { people } from './people.ts'
import { signInActs } from './sign-in.ts'
import { codeOf, houseOf, join, type Person } from './visitor.fixture.ts'
import { wayInActs } from './ways-in.ts'

const ACTS: Act[] = [
  ...[signInActs, enrolActs, accountActs, wayInActs, memberActs, tokenActs, fourEyesActs].flat(),
  people,
]
const MISSING = '01900000-0000-7000-8000-00000000dead'
const NOWHERE = 'x'.repeat(43)

/** A field that names something: with what of another's it is tried, and what is not there in its place. */
const NAMES: Record<string, { of: keyof Others; missing: string }> = {
  id: { of: 'ids', missing: MISSING },
  person: { of: 'people', missing: MISSING },
  successor: { of: 'people', missing: MISSING },
  party: { of: 'parties', missing: MISSING },
  ceremony: { of: 'ceremonies', missing: NOWHERE },
  binding: { of: 'ceremonies', missing: NOWHERE },
  link: { of: 'ceremonies', missing: NOWHERE },
}
/** Fields that name nothing, with something to send in them. */
const SAID: Record<string, unknown> = {
  ...{ name: 'Ama', label: 'Desk', password: 'correct horse battery staple', code: '000000', role: 'delegate' },
  ...{ scope: 'read', days: 7, on: true, search: '?code=1', proof: '{"id":"x"}' },
  // What opens by itself is shown to whoever holds it: a wrong one and a used one are tried in sign-in.test.ts.
  ...{ invitation: NOWHERE, token: NOWHERE },
}

type Others = { ids: string[]; people: string[]; parties: string[]; ceremonies: string[] }
let app: TestApp
let house: House
let others: Others
let intruders: Record<string, Person>
let victim: Person

beforeAll(async () => {
  app = await freshApp()
  house = houseOf(app)
  const alba: Player = await enrol(app, 'Alba')
  const borea: Player = await enrol(app, 'Borea')
  const table = await convene(app, { alba })
  victim = await join(house, alba.party, 'head', 'Victim')
  const second = await join(house, alba.party, 'delegate', 'Second')
  await victim.must('make-token', { name: 'Desk', scope: 'read', days: '7' })
  await victim.must('invite', { role: 'clerk' })
  await victim.must('four-eyes', { on: true })
  const waits = promise(table, [alba.party])
  await (await import('./index.ts')).runAllowed(app.store, app.commands.get('agree-commitment'), second.token, waits)
  const page = await victim.must<PeoplePage>('people')
  const account = await victim.must<AccountPage>('account')
  const passkey = '01900000-0000-7000-8000-00000000cafe'
  await app.superuser((db) =>
    db.query(
      `insert into accounts.passkey (person, credential, public_key, counter, transports, name)
        select person, $1, 'x', 0, '{}', 'Key' from accounts.person where sign_in_name = $2`,
      [passkey, victim.signInName],
    ),
  )
  const { ceremony } = await victim.must<{ ceremony: string }>('start-password', { password: SAID.password as string })
  others = {
    ids: [
      ...[page.tokens, page.invitations, page.waiting].map((some) => some[0]!.id),
      ...account.sessions.map(({ id }) => id),
      passkey,
    ],
    people: page.members.map(({ person }) => person),
    parties: [alba.party],
    ceremonies: [ceremony, await begin(app.store, 'openid', {})],
  }
  const head = await join(house, borea.party, 'head', 'Intruder')
  // A second head, so that no refusal is about the last one.
  await join(house, borea.party, 'head', 'Other')
  const observer = await join(house, borea.party, 'observer', 'Watcher')
  const former = await join(house, alba.party, 'delegate', 'Former')
  intruders = { 'a head of another delegation': head, 'an observer of another': observer, 'who left': former }
  await former.must('accept-invitation', { invitation: await makeInvitation(app.store, borea.party, 'delegate') })
  const { members } = await victim.must<PeoplePage>('people')
  const gone = members.find(({ name }) => name === 'Former')!.person
  await victim.must('end-membership', { person: gone })
})
afterAll(() => app.close())

const fieldsOf = ({ input }: Act) => {
  const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  return Object.keys(properties)
}

/** Each way to name something of another's in an act, with what is not there in its place. */
function triesOf(act: Act): { field: string; theirs: string[]; missing: string; rest: object }[] {
  const fields = fieldsOf(act)
  for (const field of fields)
    if (!(field in NAMES) && !(field in SAID))
      throw new Error(`${act.name} takes ${field}: add it to NAMES with whose it is, or to SAID if it names nothing`)
  return fields
    .filter((field) => field in NAMES)
    .map((field) => {
      const { of, missing } = NAMES[field]!
      const rest = fields.filter((one) => one !== field)
      const said = rest.map((one) => [one, one in NAMES ? NAMES[one]!.missing : SAID[one]])
      return { field, theirs: others[of], missing, rest: Object.fromEntries(said) }
    })
}

const told = (result: Result<unknown>) => (result.ok ? 'done' : JSON.stringify(problemJson(result.problem as Problem)))

describe('what belongs to another delegation or person, named in any act of accounts,', () => {
  it('is answered as what is not there', async () => {
    let tried = 0
    for (const [who, { token }] of [...Object.entries(intruders), ['nobody', { token: null }] as const])
      for (const act of ACTS)
        for (const { field, theirs, missing, rest } of triesOf(act)) {
          const asked = async (id: string) =>
            told(
              await (await doormanFor(house, token, `192.0.3.${tried++ % 250}`)).act(act.name, {
                ...rest,
                [field]: id,
              }),
            )
          const nothing = await asked(missing)
          expect(nothing, `${who}, ${act.name}`).not.toBe('done')
          for (const id of theirs) expect(await asked(id), `${who}, ${act.name} ${field}`).toBe(nothing)
        }
    expect(tried).toBeGreaterThan(150)
  })
  it('and is left as it was', async () => {
    const page = await victim.must<PeoplePage>('people')
    expect(page.tokens.map(({ id }) => id)).toContain(others.ids[0])
    expect(page.invitations.map(({ id }) => id)).toContain(others.ids[1])
    expect(page.waiting.map(({ id }) => id)).toContain(others.ids[2])
    expect(page.members.map(({ name }) => name).sort()).toEqual(['Second', 'Victim'])
    expect((await victim.must<AccountPage>('account')).passkeys).toHaveLength(1)
    await victim.must('finish-password', {
      ceremony: others.ceremonies[0]!,
      code: codeOf(await secretOf(others.ceremonies[0]!)),
    })
  })
  it('in a field that nobody has told how to try, fails with the line to add', () => {
    const act = {
      name: 'new',
      input: z.strictObject({ sibling: z.string() }),
      run: () => expect.fail(),
    } as unknown as Act
    expect(() => triesOf(act)).toThrow(/takes sibling: add it to NAMES/)
  })
})

const secretOf = async (ceremony: string) =>
  (await victim.must<{ secret: string }>('see-enrolment', { ceremony })).secret
