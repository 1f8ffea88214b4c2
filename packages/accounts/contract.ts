// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'

/** What a member may do for a delegation; `roles.ts` says which acts each comes to. */
export const ROLES = [
  'head',
  'delegate',
  'rapporteur',
  'assessor',
  'statistician',
  'coder',
  'clerk',
  'observer',
] as const
export type Role = (typeof ROLES)[number]

/** What a program may do with an API token: ask, or ask and speak. */
export const SCOPES = ['read', 'speak'] as const
export type Scope = (typeof SCOPES)[number]

/** The most days that an API token lasts. */
export const TOKEN_DAYS = [7, 30, 90, 365] as const
export const MOST_NAME = 120
export const LEAST_PASSWORD = 12

type PartyName = { id: Id; names: Record<string, string> }

/** Who is signed in, as the masthead shows it. */
export type Me = {
  person: Id
  name: string
  role: Role
  party: Id
  memberships: { party: PartyName; role: Role }[]
}

export type InvitationPage = { party: PartyName; role: Role; expires: string }
/** What stands between a password and its second factor: shown once. */
export type Enrolment = { ceremony: string; secret: string; uri: string; picture: string }
/** The name to sign in with, and codes for the day on which the second factor is lost. Shown once. */
export type Enrolled = { signInName: string; recovery: string[] }

export type AccountPage = {
  name: string
  signInName: string
  password: boolean
  recoveryLeft: number
  sessions: { id: string; how: string; opened: string; seen: string; current: boolean; party: PartyName }[]
  passkeys: { id: string; name: string; since: string; used: string | null }[]
  identities: { id: string; issuer: string; since: string }[]
  memberships: { party: PartyName; role: Role; current: boolean }[]
}

export type Waiting = {
  id: Id
  command: string
  input: unknown
  proposedBy: string
  byMe: boolean
  at: string
  /** Whether the reader may confirm or reject it. */
  mayDecide: boolean
}

export type PeoplePage = {
  party: PartyName
  role: Role
  fourEyes: boolean
  members: { person: Id; name: string; role: Role; since: string; me: boolean }[]
  invitations: { id: Id; name: string | null; role: Role; by: string | null; expires: string }[]
  waiting: Waiting[]
  /** For heads alone; others get none. */
  tokens: {
    id: Id
    name: string
    scope: Scope
    by: string | null
    made: string
    expires: string
    used: string | null
  }[]
  trail: { at: string; who: string | null; act: string; subject: string; outcome: string }[]
}
