// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { AnyQuery } from '@symbolon/store'

/** Something to ask for under each name that an input has; ids come from the twin. */
const WORDS: Record<string, unknown[]> = {
  q: [undefined, 'a', 'Borea'],
  kind: [undefined, 'state', 'promise'],
  layer: [undefined, 'bilateral'],
  form: [undefined],
  bindingness: [undefined],
  region: [undefined, '150'],
  year: [undefined, 2024],
  seated: [undefined, 'true'],
  pillar: [undefined, 'mobility'],
  due: [undefined, 'overdue'],
  standing: [undefined, 'owned', 'contested'],
  told: [undefined, 'no judgement'],
  sort: [undefined, 'deadline'],
  page: [1, 2],
  size: [undefined],
}

/** Every input that can be made of these; a name that is not known here fails, so that a new question is tried too. */
export function inputsOf(query: AnyQuery, ids: Record<string, Id[]>): Record<string, unknown>[] {
  const { shape } = query.input
  const filtered = Object.keys(shape).length > 3
  let inputs: Record<string, unknown>[] = [{}]
  for (const name of Object.keys(shape)) {
    const some = ids[name] ?? WORDS[name]
    if (!some) throw new Error(`${query.name} asks for ${name}: add what to ask for to WORDS, or its ids to the twin`)
    // Of many filters one at a time; of ids every combination.
    inputs =
      filtered && shape[name]!.safeParse(undefined).success
        ? [...inputs, ...some.flatMap((value) => inputs.slice(0, 3).map((input) => ({ ...input, [name]: value })))]
        : inputs.flatMap((input) => some.map((value) => ({ ...input, [name]: value })))
  }
  return inputs
}

/** The example of a command with the ids that a twin has in place of the example's own, the `which`-th of each. */
export function exampleWith(example: unknown, ids: Record<string, Id[]>, which: number): Record<string, unknown> {
  const idsFor = (key: string) => (key === 'draft' ? ids.statement : key === 'assessor' ? ids.party : ids[key])
  const given = Object.entries(example as object).map(([key, value]) => {
    const found = idsFor(key)
    return [key, found ? found[Math.min(which, found.length - 1)] : value]
  })
  return Object.fromEntries(given)
}
