// SPDX-License-Identifier: Apache-2.0
import type { Audience } from '@symbolon/foundation'

export const AUDIENCES = ['usual', 'public', 'seats', 'members', 'own'] as const

/** The audience that `AudienceField` asked for; undefined leaves it to the command, which keeps to the usual readers. */
export const audienceFrom = (form: FormData, own: string | undefined): Audience | undefined =>
  audienceOf(form.get('audience'), own)

/** The audience that one word of a form stands for. */
export function audienceOf(word: unknown, own?: string): Audience | undefined {
  switch (word) {
    case 'public':
      return { to: 'public' }
    case 'seats':
      return { to: 'seats', tiers: ['member', 'observer', 'secretariat'] }
    case 'members':
      return { to: 'seats', tiers: ['member'] }
    case 'own':
      return own ? { to: 'parties', parties: [own] } : undefined
    default:
      return undefined
  }
}

/** The audience as its one written form, which `audienceWords` reads. */
export function audienceKeyOf(audience: Audience): string {
  if (audience.to === 'public') return 'public'
  return `${audience.to}:${(audience.to === 'seats' ? audience.tiers : audience.parties).join(',')}`
}
