// SPDX-License-Identifier: Apache-2.0
import { bodyOfToday, KEY_KINDS, type Statement } from '@symbolon/foundation'
import { describe, expect, it } from 'vitest'
import { rooms } from './rooms.ts'

const kinds = rooms.flatMap((room) => room.statements)
const commands = rooms.flatMap((room) => room.commands)
const queries = rooms.flatMap((room) => room.queries)

describe('every statement kind', () => {
  it.each(kinds.map((kind) => [kind.kind, kind] as const))(
    '%s has an example that fits, and every upcaster',
    (_name, kind) => {
      expect(kind.body.parse(kind.example)).toEqual(kind.example)
      for (let version = 1; version < kind.version; version++) expect(kind.upcasters[version]).toBeTypeOf('function')
      expect(bodyOfToday(kind, { version: kind.version, body: kind.example } as Statement)).toEqual(kind.example)
      expect(kind.summary).toMatch(/\.$/)
    },
  )
  it('is projected by somebody, and defined once', () => {
    expect(new Set(kinds.map((kind) => kind.kind)).size).toBe(kinds.length)
    const projected = new Set(rooms.flatMap((room) => Object.keys(room.projectors)))
    // A trace says no more than that it stands on the record; keys are read from the log, in its order.
    expect([...projected, 'trace.left', ...KEY_KINDS].sort()).toEqual(kinds.map((kind) => kind.kind).sort())
  })
})

describe('every command', () => {
  it.each(commands.map((command) => [command.name, command] as const))(
    '%s has an example that fits its input',
    (_name, command) => {
      expect(command.input.safeParse(command.example)).toMatchObject({ success: true })
      expect(command.summary).toMatch(/\.$/)
    },
  )
})

it('gives each command and query a name of its own', () => {
  const names = [...commands, ...queries].map((one) => one.name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
})

it('gives each migration a name of its own, in the order of the rooms', () => {
  const names = rooms.flatMap((room) => Object.keys(room.migrations))
  expect(new Set(names).size).toBe(names.length)
  const first = rooms.map((room) => Object.keys(room.migrations).sort()[0])
  expect(first).toEqual(first.toSorted())
})
