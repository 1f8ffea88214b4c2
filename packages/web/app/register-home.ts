// SPDX-License-Identifier: Apache-2.0
import type { ArrangementSummary, PartySummary, Provenance } from '@symbolon/register/contract'
import type { LoaderFunctionArgs } from 'react-router'
import { answerTo, doorsOf } from './doors.ts'

type Args = Pick<LoaderFunctionArgs, 'context'>

/** The register is an arrangement like any other, founded first: its log is where its statements stand. */
export async function registerArrangement(args: Args): Promise<string | null> {
  const { arrangements } = await answerTo<{ arrangements: ArrangementSummary[] }>(args, 'arrangements', {
    form: 'register',
  })
  const [first] = arrangements.map(({ id }) => id).sort()
  return first ?? null
}

/** The names of those who said and recorded something, where a page was given only their ids. */
export async function speakersOf(args: Args, all: Provenance[]): Promise<PartySummary[]> {
  const ids = [...new Set(all.flatMap(({ saidBy, recordedBy }) => [saidBy, recordedBy]))]
  const found = await Promise.all(ids.map((party) => doorsOf(args).ask<{ party: PartySummary }>('party', { party })))
  return found.flatMap((one) => (one.ok ? [one.value.party] : []))
}
