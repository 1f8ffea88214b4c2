// SPDX-License-Identifier: Apache-2.0
import type { Recorded } from '@symbolon/foundation'
import type { Writer } from '@symbolon/store'
import type { SourceBody } from './contract.ts'
import type { RegisterTables } from './tables.ts'

/** The text that was kept with a document goes with the statement that carries its digest. */
export async function forgetTexts(writer: Writer, erased: Recorded[]): Promise<void> {
  for (const { kind, arrangement, log, body } of erased) {
    if (kind !== 'source.registered') continue
    await writer
      .withTables<RegisterTables>()
      .deleteFrom('register.source_text')
      .where('arrangement', '=', arrangement)
      .where('log', '=', log)
      .where('id', '=', (body as SourceBody).source)
      .execute()
  }
}
