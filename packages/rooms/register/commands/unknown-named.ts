// SPDX-License-Identifier: Apache-2.0
import type { Id, Problem } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { noSuchArrangement, noSuchParty, noSuchSource } from '../problems.ts'
import { arrangementsOf, partiesOf, sourcesOf } from '../queries/lookups.ts'

type Ids = (Id | null | undefined)[]
export type Named = { parties?: Ids; sources?: Ids; arrangements?: Ids }

/** The sources of what is cited. */
export const sourcesIn = (cited: { source: Id }[] = []): Id[] => cited.map(({ source }) => source)

/**
 * The refusal of a statement that names what the register does not have, or null where it has all of it. What the
 * actor may not read is refused in the same words as what is not there.
 */
export async function unknownNamed(
  view: View,
  { parties = [], sources = [], arrangements = [] }: Named,
): Promise<Problem | null> {
  const party = missing(parties, await partiesOf(view, parties))
  if (party) return noSuchParty({ party })
  const source = missing(sources, await sourcesOf(view, sources))
  if (source) return noSuchSource({ source })
  const arrangement = missing(arrangements, await arrangementsOf(view, arrangements))
  return arrangement ? noSuchArrangement({ arrangement }) : null
}

function missing(ids: Ids, found: { id: Id }[]): Id | null {
  const known = new Set(found.map(({ id }) => id))
  return ids.find((id) => id && !known.has(id)) ?? null
}
