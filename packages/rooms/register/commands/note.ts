// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { disagreementBody, figureBody, linkBody, participationBody } from '../contract.ts'
import { type Named, sourcesIn, unknownNamed } from './unknown-named.ts'

/** What anybody may note in the register, in its own name: descriptions, which grant nothing. */
function note<Body>(
  name: string,
  kind: string,
  summary: string,
  input: z.ZodType<Body, Body>,
  named: (body: Body) => Named,
  example: Body,
) {
  return defineCommand({
    name,
    summary,
    input,
    answer: z.strictObject({ statement: idSchema }),
    example,
    arrangement: (_input, home) => home.register,
    read: (view: View, body) => unknownNamed(view, named(body)),
    decide: (body, unknown) => {
      if (unknown) return refuse(unknown)
      return accept({ say: [{ kind, body }], answer: (said) => ({ statement: said[0]!.id }) })
    },
  })
}

const one = '01900000-0000-7000-8000-000000000001'
const two = '01900000-0000-7000-8000-000000000002'
const nothingMore = { note: null, sources: [] }

export const noteParticipation = note(
  'note-participation',
  'participation.noted',
  'Notes the role that a party plays in an arrangement. It describes and never grants access.',
  participationBody,
  ({ party, of, sources }) => ({ parties: [party], arrangements: [of], sources: sourcesIn(sources) }),
  { party: one, of: two, role: 'observer', from: '2022', to: null, ...nothingMore },
)
export const noteLink = note(
  'note-link',
  'link.noted',
  'Notes how one arrangement stands to another.',
  linkBody,
  ({ from, to, sources }) => ({ arrangements: [from, to], sources: sourcesIn(sources) }),
  { from: one, relation: 'part of', to: two, ...nothingMore },
)
export const noteFigure = note(
  'note-figure',
  'figure.noted',
  'Notes a figure that a source asserts.',
  figureBody,
  ({ of, sources }) => ({ arrangements: [of], sources: sourcesIn(sources) }),
  {
    of: one,
    subject: 'Example',
    figure: 'states taking part',
    value: 5,
    bound: 'exact',
    unit: 'states',
    period: null,
    asOf: '2024',
    ...nothingMore,
  },
)
export const noteDisagreement = note(
  'note-disagreement',
  'disagreement.noted',
  'Notes that sources differ; both stand.',
  disagreementBody,
  ({ of, says }) => ({ arrangements: [of], sources: sourcesIn(says) }),
  {
    of: one,
    subject: 'Example',
    about: 'when it began',
    says: [
      { text: '2007', source: one, place: null },
      { text: '2008', source: two, place: null },
    ],
  },
)
