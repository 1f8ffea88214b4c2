// SPDX-License-Identifier: Apache-2.0
import { inject } from 'vitest'
import { convene, promise, registerDocument, seatFour, type Table } from './table.ts'
import { walk } from './walk.ts'

const url = inject('empty')

/** Nothing is told but the seats; in another arrangement stand a document and a commitment of which nobody has spoken. */
async function layEmpty(): Promise<Table> {
  const { roles, arrangement } = await seatFour(url, 'Empty example')
  const [promising, counterpart] = [roles.promising, roles.counterpart]
  const bare = await convene(promising, 'Bare example', { [counterpart.party!]: 'member' })
  const document = await registerDocument(promising, bare)
  const commitment = await promise(promising, bare, 'Opens an office.')
  return { roles, arrangement, document, commitment, statement: commitment.replace('commitments', 'record') }
}
walk('in an empty workspace', url, layEmpty)
