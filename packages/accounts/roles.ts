// SPDX-License-Identifier: Apache-2.0
import type { Role } from './contract.ts'

/** Heads and delegates do whatever speaks, and so are not named below, but for what a head alone does. */
const SPEAKERS: Role[] = ['head', 'delegate']

type Rule = { also: Role[]; binds: boolean; heads?: boolean }
const says = (...also: Role[]): Rule => ({ also, binds: false })
const binds = (...also: Role[]): Rule => ({ also, binds: true })
const heads: Rule = { also: [], binds: true, heads: true }

/**
 * Each command: which narrow roles do it beside heads and delegates, and whether it binds the party, so that four eyes
 * look at it. A command without a line is for heads and delegates, and binds: what is new is held, never let through.
 * `correct-telling` mends reports and assessments alike, so that an assessor, who must not touch a report, has none of it.
 */
export const RULES: Record<string, Rule> = {
  'register-party': says('clerk'),
  'register-arrangement': says('clerk'),
  'register-source': says('rapporteur', 'statistician', 'clerk'),
  'note-participation': says('clerk'),
  'note-link': says('clerk'),
  'note-figure': says('statistician', 'clerk'),
  'note-disagreement': says('statistician', 'clerk'),
  'enter-in-error': binds(),
  'erase-statement': heads,
  'grant-seat': binds(),
  'end-seat': binds(),
  'suspend-seat': binds(),
  'resume-seat': binds(),
  'hand-over-seat': binds(),
  'choose-past': binds(),
  'choose-trace': binds(),
  'declassify-statement': binds(),
  'set-embargo': binds(),
  'name-witness': binds(),
  'require-cosignatures': binds(),
  'name-key': heads,
  'revoke-key': heads,
  'require-signing': heads,
  'open-review': says('rapporteur', 'coder', 'clerk'),
  'mend-draft': says('rapporteur', 'coder', 'clerk'),
  'merge-drafts': says('rapporteur', 'coder', 'clerk'),
  'split-draft': says('rapporteur', 'coder', 'clerk'),
  'undo-draft': says('rapporteur', 'coder', 'clerk'),
  'record-drafts': binds(),
  'agree-commitment': binds(),
  'correct-commitment': binds(),
  'end-commitment': binds(),
  'take-position': binds(),
  'report-delivery': says('rapporteur'),
  'assess-delivery': says('assessor'),
  'correct-telling': says('rapporteur'),
  'accept-assessor': binds(),
}

/** Whether only a head runs a command: what says who speaks for the party, and what nobody can undo. */
export const isForHeads = (command: string): boolean => RULES[command]?.heads ?? false

/** Whether a role runs a command. An observer runs none. */
export const mayRun = (role: Role, command: string): boolean =>
  isForHeads(command) ? role === 'head' : SPEAKERS.includes(role) || (RULES[command]?.also.includes(role) ?? false)

export const doesBind = (command: string): boolean => RULES[command]?.binds ?? true
