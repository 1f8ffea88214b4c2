// SPDX-License-Identifier: Apache-2.0
import type { Result } from '@symbolon/foundation'
import type { CommitmentBody } from '@symbolon/partnership/contract'
import type { LoaderFunctionArgs } from 'react-router'
import { doorsOf } from './doors.ts'
import { figuresFrom } from './figures-form.ts'
import { partiesTyped } from './party-names.ts'

/** What was typed into a field, or null where it is empty. */
export const wordsIn = (form: FormData, name: string): string | null => {
  const value = form.get(name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** The terms of a commitment as `TermsFields` asks for them. What is missing the command refuses, in words. */
export async function termsFrom(
  args: Pick<LoaderFunctionArgs, 'context'>,
  form: FormData,
): Promise<Result<Omit<CommitmentBody, 'correction'>>> {
  const promisors = await partiesTyped(args, form, 'promisors')
  if (!promisors.ok) return promisors
  const beneficiaries = await partiesTyped(args, form, 'beneficiaries')
  if (!beneficiaries.ok) return beneficiaries
  const figures = figuresFrom(form, doorsOf(args).visit.locale)
  if (!figures.ok) return figures
  const { quantities, money } = figures.value
  const oneOf = <T>(name: string) => wordsIn(form, name) as T
  return {
    ok: true,
    value: {
      promisors: promisors.value,
      beneficiaries: beneficiaries.value,
      toWords: wordsIn(form, 'toWords'),
      pillar: oneOf<CommitmentBody['pillar']>('pillar'),
      theme: wordsIn(form, 'theme'),
      strength: oneOf<CommitmentBody['strength']>('strength'),
      kind: oneOf<CommitmentBody['kind']>('kind'),
      summary: wordsIn(form, 'summary') ?? '',
      quantities,
      money,
      deadline: wordsIn(form, 'deadline'),
      condition: wordsIn(form, 'condition'),
    },
  }
}
