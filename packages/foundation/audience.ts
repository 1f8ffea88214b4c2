// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { type Id, idSchema } from './ids.ts'

export const TIERS = ['member', 'observer', 'secretariat'] as const
export type Tier = (typeof TIERS)[number]
export const tierSchema = z.enum(TIERS)

/**
 * Who may read a statement: everybody, the holders of seats of the named tiers, or the named parties. One's own
 * delegation is the list of one party.
 */
export const audienceSchema = z
  .discriminatedUnion('to', [
    z.strictObject({ to: z.literal('public') }),
    z.strictObject({ to: z.literal('seats'), tiers: z.array(tierSchema).min(1) }),
    z.strictObject({ to: z.literal('parties'), parties: z.array(idSchema).min(1) }),
  ])
  .meta({ id: 'Audience' })
export type Audience = z.infer<typeof audienceSchema>

export const everybody: Audience = { to: 'public' }
export const allSeats: Audience = { to: 'seats', tiers: [...TIERS] }
export const members: Audience = { to: 'seats', tiers: ['member'] }
export const onlyParties = (...parties: Id[]): Audience => ({ to: 'parties', parties })

/** The one written form of an audience: lists sorted and without doubles. Two audiences are the same iff this is. */
export function audienceKey(audience: Audience): string {
  if (audience.to === 'public') return 'public'
  const list: readonly string[] = audience.to === 'seats' ? audience.tiers : audience.parties
  return `${audience.to}:${[...new Set(list)].sort().join(',')}`
}

/** The audience that `audienceKey` wrote. */
export function audienceOfKey(key: string): Audience {
  const [to, list = ''] = key.split(':')
  if (to === 'public') return everybody
  const entries = list.split(',')
  return audienceSchema.parse(to === 'seats' ? { to, tiers: entries } : { to, parties: entries })
}
