// SPDX-License-Identifier: Apache-2.0
import { disablePerson, listPeople, makeInvitation, noSuchParty, ROLES, type Role } from '@symbolon/accounts'
import { namesOfParties } from '@symbolon/app'
import { defineProblem, idSchema } from '@symbolon/foundation'
import { originOf } from './accounts.ts'
import { sayRefused } from './exit.ts'
import { withApp } from './place.ts'

type Invite = { data: string; json?: boolean; role: string; name?: string; address: string }

/** The host's invitation: how the first head of a delegation comes in. Its link is shown once. */
export async function inviteVerb(party: string, options: Invite): Promise<void> {
  const role = ROLES.find((one) => one === options.role)
  if (!role) return sayRefused(noSuchRole({ role: options.role, roles: ROLES.join(', ') }), options.json ?? false)
  const origin = originOf(options.address)
  await withApp(
    options.data,
    async ({ store }) => {
      const [named] = idSchema.safeParse(party).success ? await namesOfParties(store, [party]) : []
      if (!named) return sayRefused(noSuchParty({ party }), options.json ?? false)
      const token = await makeInvitation(store, party, role satisfies Role, { name: options.name ?? null })
      const link = `${origin}/invitation?token=${token}`
      if (options.json) return console.log(JSON.stringify({ party, role, link }))
      console.log(
        `An invitation to ${named.names.en ?? Object.values(named.names)[0]} as ${role}. It serves once, for seven days:`,
      )
      console.log(link)
      console.log('It is not shown again. Give it to them on a way that you trust.')
    },
    { beside: true },
  )
}

/** Shuts a person out at once, wherever they are signed in; `--undo` lets them in again. */
export async function disableVerb(
  name: string,
  options: { data: string; json?: boolean; undo?: boolean },
): Promise<void> {
  await withApp(
    options.data,
    async ({ store }) => {
      const found = await disablePerson(store, name, !options.undo)
      if (!found) return sayRefused(noSuchPerson({ name }), options.json ?? false)
      if (options.json) return console.log(JSON.stringify({ name, disabled: !options.undo }))
      console.log(options.undo ? `${name} can sign in again.` : `${name} is signed out everywhere and cannot sign in.`)
    },
    { beside: true },
  )
}

/** Lists who signs in here: the name to sign in with, the delegations with their roles, and when they were last here. */
export async function peopleVerb(options: { data: string; json?: boolean }): Promise<void> {
  await withApp(
    options.data,
    async ({ store }) => {
      const people = await listPeople(store)
      if (options.json) return console.log(JSON.stringify(people, null, 2))
      const named = await namesOfParties(store, [
        ...new Set(people.flatMap((one) => one.memberships.map(({ party }) => party))),
      ])
      const nameOf = (id: string) => Object.values(named.find((one) => one.id === id)?.names ?? {})[0] ?? id
      if (people.length === 0)
        console.log('Nobody signs in here yet. Invite somebody: symbolon invite PARTY --role head')
      for (const { name, signInName, disabled, seen, memberships } of people) {
        const where = memberships.map(({ party, role }) => `${role} of ${nameOf(party)}`).join('; ') || 'no delegation'
        const when = disabled ? `shut out since ${disabled}` : seen ? `last here ${seen}` : 'no open session'
        console.log(`${signInName}  ${name}, ${where}, ${when}`)
      }
    },
    { beside: true },
  )
}

const noSuchRole = defineProblem(
  'cli/no-such-role',
  422,
  'There is no role {role}. Choose one of: {roles}. Nobody was invited.',
)
const noSuchPerson = defineProblem(
  'cli/no-such-person',
  404,
  'Nobody signs in with the name {name}. A person finds theirs on the page of their account; nothing was changed.',
)
