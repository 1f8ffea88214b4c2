// SPDX-License-Identifier: Apache-2.0
import type { Problem, Result } from '@symbolon/foundation'

/** A pasted text has no name of its own; the pages put one in, in the reader's language. */
export const PASTED = 'pasted'

export type Upload = { bytes: Uint8Array; name: string }

/** The file that was chosen or, where none was, the text that was pasted. */
export async function uploadIn(form: FormData): Promise<Result<Upload>> {
  const file = form.get('file')
  if (file instanceof File && file.name !== '')
    return { ok: true, value: { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name } }
  const text = form.get('text')
  if (typeof text === 'string' && text.trim() !== '')
    return { ok: true, value: { bytes: new TextEncoder().encode(text), name: PASTED } }
  return { ok: false, problem: nothingSent }
}

/** A refusal as the page shows it: what was pasted is called that. */
export const namedIn = (problem: Problem, pasted: string): Problem =>
  problem.details.name === PASTED ? { ...problem, details: { ...problem.details, name: pasted } } : problem

const nothingSent: Problem = {
  code: 'web/nothing-sent',
  status: 422,
  sentence: /*i18n*/ 'No document came with the form. Choose a file, or paste the text of the document.',
  details: { field: 'text' },
}
