// SPDX-License-Identifier: Apache-2.0
import type { Problem, Result } from '@symbolon/foundation'
import type { ActionFunctionArgs } from 'react-router'
import { doorsOf } from './doors.ts'
import { figuresFrom } from './figures-form.ts'
import { termsFrom, wordsIn } from './terms-form.ts'

type Args = Pick<ActionFunctionArgs, 'context'>
type Where = { arrangement: string; commitment: string }

/** Does what a form of the commitment's page asks. Which command that is, is all that is decided here. */
export async function runCommitmentAct(args: Args, where: Where, form: FormData): Promise<Result<unknown>> {
  const asked = await commandOf(args, where, form)
  return asked.ok ? doorsOf(args).run(asked.value.command, asked.value.input) : asked
}

type Asked = Result<{ command: string; input: object }>

async function commandOf(args: Args, where: Where, form: FormData): Promise<Asked> {
  const { arrangement } = where
  const of = wordsIn(form, 'of')
  const ask = (command: string, input: object): Asked => ({ ok: true, value: { command, input } })
  switch (form.get('act')) {
    case 'position':
      return ask('take-position', { ...where, position: wordsIn(form, 'position'), words: wordsIn(form, 'words') })
    case 'report':
    case 'assess': {
      const told = tellingFrom(args, form)
      if (!told.ok) return told
      return ask(form.get('act') === 'report' ? 'report-delivery' : 'assess-delivery', { ...where, ...told.value })
    }
    case 'correct-telling': {
      const told = tellingFrom(args, form)
      return told.ok ? ask('correct-telling', { arrangement, telling: of, ...told.value }) : told
    }
    case 'end': {
      const figures = figuresFrom(form, doorsOf(args).visit.locale)
      if (!figures.ok) return figures
      const { evidence } = figures.value
      return ask('end-commitment', {
        ...where,
        how: wordsIn(form, 'how'),
        words: wordsIn(form, 'words') ?? '',
        evidence,
      })
    }
    case 'correct': {
      const terms = await termsFrom(args, form)
      if (!terms.ok) return terms
      return ask('correct-commitment', { ...where, ...terms.value, correction: wordsIn(form, 'correction') ?? '' })
    }
    case 'error':
      return ask('enter-in-error', { arrangement, statement: of, reason: wordsIn(form, 'reason') ?? '' })
    default:
      return { ok: false, problem: unknownAct }
  }
}

function tellingFrom(args: Args, form: FormData): Result<object> {
  const figures = figuresFrom(form, doorsOf(args).visit.locale)
  if (!figures.ok) return figures
  const level = wordsIn(form, 'level')
  return {
    ok: true,
    value: {
      ...figures.value,
      level: level === 'none' ? null : level,
      words: wordsIn(form, 'words') ?? '',
      asOf: wordsIn(form, 'asOf'),
    },
  }
}

export const unknownAct: Problem = {
  code: 'web/unknown-act',
  status: 422,
  sentence:
    /*i18n*/ 'This form asks for something that this page does not do. Load the page again and use its own forms.',
  details: {},
}
