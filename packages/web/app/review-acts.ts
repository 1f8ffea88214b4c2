// SPDX-License-Identifier: Apache-2.0
import type { Problem, Result } from '@symbolon/foundation'
import type { Draft, DraftFields } from '@symbolon/partnership/contract'
import { type ActionFunctionArgs, data, redirect } from 'react-router'
import { audienceFrom } from './audience.ts'
import { answerTo, doorsOf, formIn } from './doors.ts'
import { changesIn, FIELDS, type Field, fieldsIn, nextOpen, type Typed, typedIn } from './draft-form.ts'
import { rowsTyped } from './party-names.ts'
import { termsFrom } from './terms-form.ts'

/** What the page of a review is told after an act: what was done, or why not and what was typed. */
export type ReviewAnswer = {
  act: string
  problem: Problem | null
  /** The draft as it is now, where the act was about one. */
  draft: Draft | null
  /** What was sent of it. */
  changes: Partial<DraftFields>
  refused: { id: string; was: DraftFields; typed: Typed; theirs: Field[]; taken: Field[] } | null
}

const STATES = { accept: 'accepted', drop: 'dropped', reopen: 'open' } as const
type Where = { arrangement: string; source: string }

const draftsIn = async (args: ActionFunctionArgs, where: Where): Promise<Draft[]> =>
  (await answerTo<{ drafts: Draft[] }>(args, 'drafts', where)).drafts

/** Every act of a review. With script it answers with the draft as it is now; without, it leads to the next page. */
export async function actOnReview(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const where = { arrangement: args.params.arrangement!, source: args.params.source! }
  const act = String(form.get('do') ?? '')
  const { run, visit } = doorsOf(args)
  const to = (draft: string | null, done: string, n?: number) => {
    const search = new URLSearchParams({ ...(draft && { draft }), done, ...(n !== undefined && { n: String(n) }) })
    const home = `/arrangements/${where.arrangement}/documents/${where.source}/review`
    return redirect(`${home}?${search}${draft ? `#passage-${draft}` : done === 'record' ? '#done' : '#review'}`, 303)
  }
  const refuse = (problem: Problem) =>
    data<ReviewAnswer>({ act, problem, draft: null, changes: {}, refused: null }, { status: problem.status })

  if (form.has('draft')) return actOnDraft(args, form, where, act, to)
  if (act === 'open') {
    const done = await run<{ drafts: number }>('open-review', where)
    return done.ok ? to(null, 'open', done.value.drafts) : refuse(done.problem)
  }
  if (act === 'undo') {
    const done = await run('undo-draft', where)
    const back = form.get('from')
    return done.ok ? to(typeof back === 'string' && back ? back : null, 'undo') : refuse(done.problem)
  }
  if (act === 'merge') {
    const done = await run<{ draft: string }>('merge-drafts', { ...where, drafts: form.getAll('merge') })
    return done.ok ? to(done.value.draft, 'merge') : refuse(done.problem)
  }
  // Nothing goes on the record but by its own name.
  if (act !== 'record') return refuse(unknownAct)
  const audience = audienceFrom(form, visit.party?.id)
  const done = await run<{ commitments: string[] }>('record-drafts', { ...where, ...(audience && { audience }) })
  return done.ok ? to(null, 'record', done.value.commitments.length) : refuse(done.problem)
}

/** Saves what was typed, and then does what was asked of the draft: nothing typed is lost on the way. */
async function actOnDraft(
  args: ActionFunctionArgs,
  form: FormData,
  where: Where,
  act: string,
  to: (draft: string | null, done: string) => Response,
) {
  const { run } = doorsOf(args)
  const id = String(form.get('draft'))
  const mended = await mend(args, form, where, id, act)
  if (!mended.ok) return refusedDraft(args, form, where, id, act, mended.problem)
  if (act === 'merge-next') {
    const drafts = await draftsIn(args, where)
    const after = drafts.slice(drafts.findIndex((one) => one.id === id) + 1)
    const next = after.find((one) => one.state === 'open' || one.state === 'accepted')
    const merged = await run('merge-drafts', { ...where, drafts: next ? [id, next.id] : [id, id] })
    return merged.ok ? to(id, 'merge') : refusedDraft(args, form, where, id, act, merged.problem)
  }
  if (act === 'split') {
    const at = Number(form.get('at') || Number.NaN)
    const split = Number.isSafeInteger(at)
      ? await run<{ draft: string }>('split-draft', { ...where, draft: id, at })
      : ({ ok: false, problem: noPlace } as const)
    return split.ok ? to(id, 'split') : refusedDraft(args, form, where, id, act, split.problem)
  }
  const drafts = await draftsIn(args, where)
  if (form.has('script')) {
    const draft = drafts.find((one) => one.id === id) ?? null
    return data<ReviewAnswer>({ act, problem: null, draft, changes: mended.value, refused: null })
  }
  return to(act === 'accept' || act === 'drop' ? nextOpen(drafts, id) : id, act)
}

async function mend(
  args: ActionFunctionArgs,
  form: FormData,
  where: Where,
  id: string,
  act: string,
): Promise<Result<Partial<DraftFields>>> {
  const was = fieldsIn(String(form.get('was')))
  const terms = await termsFrom(args, form)
  // Who drops a draft does not have to mend it first.
  if (!terms.ok && act !== 'drop') return { ok: false, problem: inField(terms.problem, typedIn(form)) }
  const { theirs, taken } = chosenIn(form)
  const without = act === 'autosave' ? theirs : taken
  const changes = terms.ok && was ? changesIn(terms.value, was, without) : {}
  const state = act in STATES ? STATES[act as keyof typeof STATES] : undefined
  const revision = Number(form.get('revision'))
  const input = { ...where, draft: id, revision, changes, ...(state && { state }) }
  const done = await doorsOf(args).run('mend-draft', input)
  return done.ok ? { ok: true, value: changes } : { ok: false, problem: inField(done.problem, typedIn(form)) }
}

/** Fields that a colleague changed as well, and those of them whose other words the reviewer takes. */
function chosenIn(form: FormData): { theirs: Field[]; taken: Field[] } {
  const theirs = FIELDS.filter((field) => form.has(`keep.${field}`))
  return { theirs, taken: theirs.filter((field) => form.get(`keep.${field}`) === 'theirs') }
}

async function refusedDraft(
  args: ActionFunctionArgs,
  form: FormData,
  where: Where,
  id: string,
  act: string,
  problem: Problem,
) {
  const draft = (await draftsIn(args, where)).find((one) => one.id === id) ?? null
  const was = fieldsIn(String(form.get('was')))
  const refused = draft && was ? { id, was, typed: typedIn(form), ...chosenIn(form) } : null
  return data<ReviewAnswer>({ act, problem, draft, changes: {}, refused }, { status: problem.status })
}

/** The problem with the name of the field of the form that it speaks of. */
function inField(problem: Problem, typed: Typed): Problem {
  const { field, party } = problem.details
  if (typeof field === 'string')
    return { ...problem, details: { ...problem.details, field: field.replace('changes.', '') } }
  if (party === undefined) return problem
  const side = rowsTyped(typed, 'promisors').includes(String(party)) ? 'promisors' : 'beneficiaries'
  return { ...problem, details: { ...problem.details, field: side } }
}

const noPlace: Problem = {
  code: 'web/no-place',
  status: 422,
  sentence: /*i18n*/ 'Say where the second draft begins: choose a sentence from the list, then split.',
  details: { field: 'at' },
}

const unknownAct: Problem = {
  code: 'web/unknown-act',
  status: 422,
  sentence: /*i18n*/ 'The form did not say what to do, so nothing was done. Open the page again and use its buttons.',
  details: {},
}
