// SPDX-License-Identifier: Apache-2.0
import type { Speaker } from './speaker.ts'

type Schema = {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  pattern?: string
  format?: string
  description?: string
  maxLength?: number
}
type Operation = { requestBody?: { content: { 'application/json': { schema: Schema; example: object } } } }
type Document = { paths: Record<string, { post?: Operation }>; components: { schemas: Record<string, Schema> } }

/** Where a command takes free text: names of members, `0` the first of a list. */
type Place = { path: string[]; most: number }

function placesOf(given: Schema, schemas: Document['components']['schemas'], path: string[] = []): Place[] {
  const schema = given.$ref ? schemas[given.$ref.split('/').at(-1)!]! : given
  const isText = [schema.type].flat().includes('string')
  const bound = schema.enum || schema.pattern || schema.format || /UUID|EDTF/.test(schema.description ?? '')
  if (isText) return bound ? [] : [{ path, most: schema.maxLength ?? 4000 }]
  return [
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => placesOf(one, schemas, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => placesOf(one, schemas, [...path, name])),
    ...(schema.items ? placesOf(schema.items, schemas, [...path, '0']) : []),
  ]
}

function put(value: unknown, [next, ...rest]: string[], text: string): unknown {
  if (next === undefined) return text
  if (next === '0') return [put(Array.isArray(value) ? value[0] : undefined, rest, text)]
  const around = value && typeof value === 'object' && !Array.isArray(value) ? value : {}
  return { ...around, [next]: put((around as Record<string, unknown>)[next], rest, text) }
}

/**
 * Says the text in every place of every command that takes free text, as the commands' own schemas have it, with the
 * ids of what is there. Answers in which places it was taken; the rest were refused in words.
 */
export async function sayEverywhere(
  url: string,
  speakers: Speaker[],
  ids: Record<string, string>,
  text: (most: number) => string,
): Promise<{ taken: string[]; refused: string[] }> {
  const { paths, components }: Document = await (await fetch(`${url}/api/v1/openapi.json`)).json()
  const said = { taken: [] as string[], refused: [] as string[] }
  for (const [path, { post }] of Object.entries(paths)) {
    const body = post?.requestBody?.content['application/json']
    if (!body?.example) continue
    const known = Object.fromEntries(Object.entries(body.example).map(([key, value]) => [key, ids[key] ?? value]))
    const base = 'promisors' in known ? { ...known, promisors: [ids.party], beneficiaries: [] } : known
    for (const place of placesOf(body.schema, components.schemas)) {
      const input = put(base, place.path, text(place.most)) as object
      const ways = speakers.map((speaker) =>
        speaker.say(path.slice(1), input).then(
          () => true,
          () => false,
        ),
      )
      const name = `${path} ${place.path.join('.')}`
      ;((await Promise.all(ways)).some(Boolean) ? said.taken : said.refused).push(name)
    }
  }
  return said
}
