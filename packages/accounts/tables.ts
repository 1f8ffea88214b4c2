// SPDX-License-Identifier: Apache-2.0
import type { Id, Signed } from '@symbolon/foundation'
import { guardUnread, type Migrations, makeSchema, type Owner, type Store } from '@symbolon/store'
import { type ColumnType, type Generated, sql } from 'kysely'
import type { Role, Scope } from './contract.ts'

/** The signatures of an act that waits, and under which id it was prepared. */
export type KeptSigned = { prepared: Id; signatures: Signed[] }

export type AccountTables = {
  'accounts.person': {
    person: Id
    name: string
    sign_in_name: string
    made_at: Generated<Date>
    disabled_at: Date | null
  }
  'accounts.membership': { party: Id; person: Id; role: Role; since: Generated<Date> }
  'accounts.password': { person: Id; hash: string; totp_secret: string; last_step: Generated<number> }
  'accounts.recovery': { person: Id; code_hash: Buffer }
  'accounts.passkey': {
    person: Id
    credential: string
    public_key: Buffer
    counter: number
    transports: string[]
    name: string
    since: Generated<Date>
    used_at: Date | null
  }
  'accounts.identity': { person: Id; issuer: string; subject: string; since: Generated<Date> }
  'accounts.invitation': {
    party: Id
    id: Id
    token_hash: Buffer
    role: Role
    name: string | null
    invited_by: Id | null
    made_at: Generated<Date>
    expires_at: Date
    used_at: Date | null
  }
  'accounts.delegation': { party: Id; four_eyes: boolean }
  'accounts.waiting': {
    party: Id
    id: Id
    command: string
    /** Both empty once it is decided. */
    input: ColumnType<unknown, string, string>
    signed: ColumnType<KeptSigned | null, string | null, null>
    proposed_by: Id | null
    api_token: string | null
    at: Generated<Date>
    state: Generated<'waiting' | 'confirmed' | 'rejected' | 'withdrawn'>
    decided_by: Id | null
    decided_at: Date | null
  }
  'accounts.api_token': {
    party: Id
    id: string
    name: string
    scope: Scope
    made_by: Id | null
    made_at: Generated<Date>
    expires_at: Date
    used_at: Date | null
  }
  'accounts.audit': {
    party: Id
    id: Id
    at: Generated<Date>
    person: Id | null
    api_token: string | null
    act: string
    subject: string
    outcome: string
  }
  'accounts.ceremony': { id_hash: Buffer; kind: string; data: ColumnType<unknown, string, never>; expires_at: Date }
  'accounts.attempt': { key: Buffer; since: Date; count: number }
}

const TABLES = `
create table accounts.person (person uuid primary key, name text not null, sign_in_name text not null unique,
  made_at timestamptz not null default now(), disabled_at timestamptz);
create table accounts.membership (party uuid not null, person uuid not null, role text not null,
  since timestamptz not null default now(), primary key (party, person));
create index membership_person on accounts.membership (person);
create table accounts.password (person uuid primary key, hash text not null, totp_secret text not null,
  last_step bigint not null default 0);
create table accounts.recovery (person uuid not null, code_hash bytea not null, primary key (person, code_hash));
create table accounts.passkey (person uuid not null, credential text not null unique, public_key bytea not null,
  counter bigint not null, transports text[] not null, name text not null, since timestamptz not null default now(),
  used_at timestamptz, primary key (person, credential));
create table accounts.identity (person uuid not null, issuer text not null, subject text not null,
  since timestamptz not null default now(), primary key (person, issuer, subject), unique (issuer, subject));
create table accounts.invitation (party uuid not null, id uuid not null, token_hash bytea not null, role text not null,
  name text, invited_by uuid, made_at timestamptz not null default now(), expires_at timestamptz not null,
  used_at timestamptz, primary key (party, id));
create index invitation_token on accounts.invitation (token_hash);
create table accounts.delegation (party uuid primary key, four_eyes boolean not null);
create table accounts.waiting (party uuid not null, id uuid not null, command text not null, input jsonb not null,
  proposed_by uuid, api_token uuid, at timestamptz not null default now(), state text not null default 'waiting',
  decided_by uuid, decided_at timestamptz, primary key (party, id));
create table accounts.api_token (party uuid not null, id uuid not null, name text not null, scope text not null,
  made_by uuid, made_at timestamptz not null default now(), expires_at timestamptz not null, used_at timestamptz,
  primary key (party, id));
create table accounts.audit (party uuid not null, id uuid not null, at timestamptz not null default now(), person uuid,
  api_token uuid, act text not null, subject text not null, outcome text not null, primary key (party, id));
create table accounts.ceremony (id_hash bytea primary key, kind text not null, data jsonb not null,
  expires_at timestamptz not null);
create table accounts.attempt (key bytea primary key, since timestamptz not null, count int not null);
`

const NAMES = [...TABLES.matchAll(/create table (accounts\.\w+)/g)].map(([, name]) => name!)

/** Nothing of this is ever part of a statement or a log, and no question reads it: only the acts of this package do. */
export const migrations: Migrations = {
  '0040-accounts': async (owner: Owner) => {
    await makeSchema(owner, 'accounts')
    await sql.raw(TABLES).execute(owner)
    for (const name of NAMES) await guardUnread(owner, name)
    // The trail only grows.
    await sql`revoke update, delete on accounts.audit from symbolon_projector`.execute(owner)
  },
  '0080-waiting-acts': async (owner: Owner) => {
    // What was said stands on the record, and what was not is nobody's to keep.
    await sql`update accounts.waiting set input = '{}' where state <> 'waiting'`.execute(owner)
  },
  '0081-signed-acts': async (owner: Owner) => {
    await sql`alter table accounts.waiting add column signed jsonb`.execute(owner)
  },
}

export const accountTables = NAMES

/** The connection, or a transaction of it, with the tables of accounts. */
export const tablesOf = (db: Store['projector']) => db.withTables<AccountTables>()
export type Db = ReturnType<typeof tablesOf>
