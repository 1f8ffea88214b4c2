// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import fc from 'fast-check'
import { fitting, type Schema } from './fuzz-bodies.fixture.ts'

/** Where an input takes an id: names of members; `[]` is any part of a list. */
export type IdPlace = string[]
type Schemas = Record<string, Schema>

const resolved = (schema: Schema, schemas: Schemas): Schema =>
  schema.$ref ? schemas[schema.$ref.split('/').at(-1)!]! : schema
const branchesOf = ({ anyOf = [], oneOf = [] }: Schema): Schema[] => [...anyOf, ...oneOf]

/** Every place in what a schema allows that takes an id. */
export function idPlaces(given: Schema, schemas: Schemas, at: IdPlace = []): IdPlace[] {
  const schema = resolved(given, schemas)
  if (schema.description?.includes('UUID')) return [at]
  return [
    ...branchesOf(schema).flatMap((branch) => idPlaces(branch, schemas, at)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => idPlaces(one, schemas, [...at, name])),
    ...(schema.items ? idPlaces(schema.items, schemas, [...at, '[]']) : []),
  ]
}

/** An input with an id at a place; what the place needs around it is made as the schema has it. */
export function withIdAt(given: Schema, schemas: Schemas, [next, ...rest]: IdPlace, base: unknown, id: Id): unknown {
  if (next === undefined) return id
  const schema = resolved(given, schemas)
  const branch = branchesOf(schema).find((one) => leadsTo(one, schemas, [next, ...rest]))
  if (branch) return withIdAt(branch, schemas, [next, ...rest], base, id)
  if (next === '[]') return [...leastOf(schema, schemas), withIdAt(schema.items!, schemas, rest, undefined, id)]
  const around =
    base && typeof base === 'object' && !Array.isArray(base) ? base : oneOf({ ...schema, type: 'object' }, schemas)
  const inner = (around as Record<string, unknown>)[next]
  return { ...(around as object), [next]: withIdAt(schema.properties![next]!, schemas, rest, inner, id) }
}

const leadsTo = (schema: Schema, schemas: Schemas, [next]: IdPlace): boolean => {
  const one = resolved(schema, schemas)
  return next === '[]' ? one.items !== undefined : one.properties?.[next!] !== undefined
}

const oneOf = (schema: Schema, schemas: Schemas): unknown =>
  fc.sample(fitting(schema, '', { schemas, ids: {} }), { seed: 1, numRuns: 1 })[0]

/** As many others as make the list long enough with one more. */
const leastOf = ({ minItems = 0, items }: Schema, schemas: Schemas): unknown[] =>
  Array.from({ length: Math.max(0, minItems - 1) }, () => oneOf(items!, schemas))
