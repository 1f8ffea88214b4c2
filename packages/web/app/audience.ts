// SPDX-License-Identifier: Apache-2.0
import type { Audience } from '@symbolon/foundation'

export const AUDIENCES = ['usual', 'public', 'seats', 'members', 'own'] as const

/** The audience that `AudienceField` asked for; undefined leaves it to the command, which keeps to the usual readers. */
export function audienceFrom(form: FormData, own: string | undefined): Audience | undefined {
  switch (form.get('audience')) {
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
