// SPDX-License-Identifier: Apache-2.0
import type { I18n } from '@lingui/core'
import type { Role } from '@symbolon/accounts/contract'

/** What a member may do, by the name of the role. */
export function roleWords(i18n: I18n, role: Role): { name: string; does: string } {
  const words: Record<Role, [string, string]> = {
    head: [i18n._('head'), i18n._('says everything, and looks after people and API tokens')],
    delegate: [i18n._('delegate'), i18n._('says everything, and erases nothing')],
    rapporteur: [i18n._('rapporteur'), i18n._('registers documents, works on drafts, reports what was delivered')],
    assessor: [i18n._('assessor'), i18n._('judges what was delivered')],
    statistician: [i18n._('statistician'), i18n._('notes figures and registers their sources')],
    coder: [i18n._('coder'), i18n._('works on drafts, and puts none on the record')],
    clerk: [i18n._('clerk'), i18n._('keeps the register and works on drafts')],
    observer: [i18n._('observer (of the delegation)'), i18n._('reads what the delegation reads, and says nothing')],
  }
  const [name, does] = words[role]
  return { name, does }
}

/** How somebody signed in. */
export function howWords(i18n: I18n, how: string): string {
  const words: Record<string, string> = {
    passkey: i18n._('with a passkey'),
    password: i18n._('with a password and a code'),
    openid: i18n._('through your organisation'),
  }
  return words[how] ?? how
}

/** What waits for a second person; a command without words of its own goes by its name. */
export function waitingWords(i18n: I18n, command: string): string {
  const words: Record<string, string> = {
    'agree-commitment': i18n._('Put a commitment on the record'),
    'correct-commitment': i18n._('Correct a commitment'),
    'end-commitment': i18n._('End a commitment'),
    'take-position': i18n._('Confirm or contest a commitment'),
    'record-drafts': i18n._('Put accepted drafts on the record'),
    'grant-seat': i18n._('Grant a seat'),
    'end-seat': i18n._('End a seat'),
    'accept-assessor': i18n._('Accept an assessor, or take it back'),
    'enter-in-error': i18n._('Mark a statement as entered in error'),
    'erase-statement': i18n._('Erase a statement for good'),
    'end-four-eyes': i18n._('Turn four eyes off'),
    'name-key': i18n._('Name a key of your own'),
    'revoke-key': i18n._('Revoke a key of your own'),
    'require-signing': i18n._('Ask for signatures, or lift that'),
  }
  return words[command] ?? command
}
