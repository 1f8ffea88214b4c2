// SPDX-License-Identifier: Apache-2.0
import { demoDelegations } from '@symbolon/app'
import { type Speaker, speakFor } from './speaker.ts'
import { declarationText, registerDocument, type Table } from './table.ts'

type Commitment = { id: string; promisors: string[]; provenance: { statement: string } }
type Board = { rows: { commitment: Commitment; reports: unknown[]; assessments: unknown[] }[] }
type Seated = { seated: { id: string; names: { en: string } }[] }

/** The table of the demonstration's first arrangement, with a document under review that the promising side added. */
export async function layDemonstration(url: string): Promise<Table> {
  const speaker = (role: string): Promise<Speaker> => {
    const found = demoDelegations().find((one) => one.role === role)
    if (!found) throw new Error(`The demonstration has no ${role} any more`)
    return speakFor(url, found.party)
  }
  const roles = {
    public: await speaker('public'),
    promising: await speaker('promising side'),
    counterpart: await speaker('counterpart'),
    observer: await speaker('independent observer'),
  }
  const { seated } = await roles.public.ask<Seated>('register/seated-arrangements')
  const arrangement = seated.find(({ names }) => names.en.startsWith('Los Angeles Declaration'))!.id
  const document = await registerDocument(roles.promising, arrangement, { text: declarationText() })
  await roles.promising.say('partnership/open-review', { arrangement, source: document.split('/').at(-1) })
  const { rows } = await roles.public.ask<Board>('performance/scoreboard', { arrangement })
  const own = rows.filter((row) => row.commitment.promisors.includes(roles.promising.party!))
  const { commitment } = own.find(({ reports, assessments }) => reports.length + assessments.length > 0) ?? own[0]!
  const here = `/arrangements/${arrangement}`
  const { statement } = commitment.provenance
  return {
    roles,
    arrangement,
    document,
    commitment: `${here}/commitments/${commitment.id}`,
    statement: `${here}/record/${statement}`,
  }
}
