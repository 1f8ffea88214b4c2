// SPDX-License-Identifier: Apache-2.0
import type { I18n } from '@lingui/core'
import { wordFor } from './glossary.ts'

/** What a statement does, in words. A kind that is not listed is shown as it stands. */
export function kindWords(i18n: I18n, kind: string): string {
  switch (kind) {
    case 'party.registered':
      return i18n._('Registers a party')
    case 'arrangement.registered':
      return i18n._('Registers an arrangement')
    case 'source.registered':
      return i18n._('Registers a document')
    case 'participation.noted':
      return i18n._('Notes who takes part')
    case 'link.noted':
      return i18n._('Notes a link between arrangements')
    case 'figure.noted':
      return i18n._('Notes a figure that a source asserts')
    case 'disagreement.noted':
      return i18n._('Notes that sources disagree')
    case 'seat.granted':
      return i18n._('Grants a seat')
    case 'seat.ended':
      return i18n._('Ends a seat')
    case 'seat.suspended':
      return i18n._('Suspends a seat')
    case 'seat.resumed':
      return i18n._('Lets a suspended seat resume')
    case 'past.chosen':
      return i18n._('Opens or closes the past for later seats')
    case 'trace.chosen':
      return i18n._('Chooses whether confidential statements leave traces')
    case 'trace.left':
      return i18n._('A trace: something was said in confidence')
    case 'statement.declassified':
      return i18n._('Lifts the confidence of a statement')
    case 'embargo.set':
      return i18n._('Sets an embargo on a statement')
    case 'log.continued':
      return i18n._('Goes on from a log whose end the host lost')
    case 'statement.erased':
      return i18n._('Erases a statement')
    case 'statement.entered-in-error':
      return i18n._('Marks a statement as entered in error')
    case 'witness.named':
      return i18n._('Names a witness')
    case 'cosignatures.required':
      return i18n._('Says how many parties must co-sign')
    case 'key.named':
      return i18n._('Names a key of its own')
    case 'key.revoked':
      return i18n._('Revokes a key of its own')
    case 'signing.required':
      return i18n._('Says whether all it says must be signed')
    case 'commitment.agreed':
      return i18n._('Puts a commitment on the record')
    case 'position.taken':
      return i18n._('Confirms or contests a commitment')
    case 'commitment.ended':
      return i18n._('Says how a commitment ended')
    case 'delivery.reported':
      return i18n._('Reports what was delivered')
    case 'delivery.assessed':
      return i18n._('Judges what was delivered')
    case 'assessor.accepted':
      return i18n._('Accepts an assessor, or takes it back')
    default:
      return kind
  }
}

/** Who may read a log, in words, from the one written form of its audience. */
export function audienceWords(i18n: I18n, audience: string, nameOf: (id: string) => string): string {
  const [to, list = ''] = audience.split(':')
  const entries = list.split(',').filter(Boolean)
  const named = (words: string[]) => new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(words)
  if (to === 'public') return i18n._('Everybody')
  if (to === 'seats')
    return i18n._('Those who held a seat here when it was said: {tiers}', {
      tiers: named(entries.map((tier) => wordFor(i18n, tier))),
    })
  if (to === 'parties') return i18n._('Only {parties}', { parties: named(entries.map(nameOf)) })
  return audience
}

/** The label of a member of a statement's body. One that is not listed is shown as it stands. */
export function memberWords(i18n: I18n, member: string): string {
  switch (member) {
    case 'party':
      return i18n._('Party')
    case 'tier':
      return i18n._('Tier')
    case 'kind':
      return i18n._('Kind')
    case 'vkey':
    case 'publicKey':
      return i18n._('Public key')
    case 'key':
    case 'keys':
      return i18n._('Keys')
    case 'label':
      return i18n._('What the key is called')
    case 'required':
      return i18n._('Must be signed')
    case 'since':
      return i18n._('Since')
    case 'count':
      return i18n._('Parties')
    case 'names':
      return i18n._('Names')
    case 'promisors':
      return i18n._('Who promises')
    case 'beneficiaries':
      return i18n._('To whom (parties)')
    case 'toWords':
      return i18n._('To whom (others, in words)')
    case 'pillar':
      return i18n._('Pillar')
    case 'theme':
      return i18n._('Theme')
    case 'strength':
      return i18n._('How firmly it is said')
    case 'summary':
      return i18n._('What is promised')
    case 'quantities':
      return i18n._('Figures')
    case 'money':
      return i18n._('Money')
    case 'deadline':
      return i18n._('By when')
    case 'condition':
      return i18n._('On what condition')
    case 'correction':
      return i18n._('What was wrong before')
    case 'commitment':
      return i18n._('Commitment')
    case 'position':
      return i18n._('Position')
    case 'words':
      return i18n._('In words')
    case 'how':
      return i18n._('How it ended')
    case 'evidence':
      return i18n._('Evidence')
    case 'level':
      return i18n._('How far it was delivered')
    case 'asOf':
      return i18n._('As of which date')
    case 'assessor':
      return i18n._('Assessor')
    case 'accepted':
      return i18n._('Accepted')
    case 'seat':
      return i18n._('Seat')
    case 'reason':
      return i18n._('Reason')
    case 'statement':
      return i18n._('Statement')
    case 'source':
      return i18n._('Document')
    case 'title':
      return i18n._('Title')
    case 'author':
      return i18n._('Author')
    case 'arrangement':
    case 'of':
      return i18n._('Arrangement')
    case 'from':
      return i18n._('First day')
    case 'until':
      return i18n._('Last day')
    case 'readsFrom':
      return i18n._('Reads what was said since')
    case 'handedOver':
      return i18n._('In place of the seat')
    case 'past':
      return i18n._('The past')
    case 'trace':
      return i18n._('Traces')
    case 'ground':
      return i18n._('Ground')
    case 'index':
      return i18n._('Place in its log')
    case 'saidBy':
      return i18n._('Said by')
    case 'recordedBy':
      return i18n._('Recorded by')
    case 'recordedAt':
      return i18n._('When')
    case 'corrects':
      return i18n._('It corrected')
    case 'restates':
      return i18n._('It re-stated')
    case 'role':
      return i18n._('Role')
    case 'note':
      return i18n._('Note')
    case 'sources':
      return i18n._('Sources')
    default:
      return member
  }
}
