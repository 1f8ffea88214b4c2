// SPDX-License-Identifier: Apache-2.0
import type { Damage, Writer } from '@symbolon/store'
import { digestOfText } from './commands/register-source.ts'
import type { RegisterTables } from './tables.ts'

/** For fsck: every text kept beside the record still has the digest that its statement carries. */
export async function checkTexts(db: Writer): Promise<Damage[]> {
  const rows = await db
    .withTables<RegisterTables>()
    .selectFrom('register.source as s')
    .leftJoin('register.source_text as t', (join) =>
      join.onRef('t.arrangement', '=', 's.arrangement').onRef('t.id', '=', 's.id'),
    )
    .innerJoin('store.log as l', (join) =>
      join.onRef('l.arrangement', '=', 's.arrangement').onRef('l.id', '=', 's.log'),
    )
    .select(['s.arrangement', 's.log', 's.latest', 's.body', 't.text', 't.log as kept_in', 'l.vkey'])
    .orderBy('s.id')
    .execute()
  return rows
    .flatMap((row) => {
      const what = wrongWith(row)
      return what ? [{ ...row, what }] : []
    })
    .map(({ arrangement, log, latest, what }) => ({
      arrangement,
      log,
      index: null,
      statement: latest,
      what,
    }))
}

type Kept = {
  log: string
  body: { text: { sha256: string } | null }
  text: string | null
  kept_in: string | null
  vkey: string | null
}

function wrongWith({ log, body, text, kept_in, vkey }: Kept): string | null {
  if (!body.text) return text === null ? null : 'a text is kept that its statement does not tell of'
  // The texts of a copy arrive after its statements.
  if (text === null) return vkey === null ? 'the text of its document is missing' : null
  if (digestOfText(text) !== body.text.sha256) return 'the text of its document was changed'
  // The log says who reads the text.
  return kept_in === log ? null : 'the text of its document stands under another log'
}
