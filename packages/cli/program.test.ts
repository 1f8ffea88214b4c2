// SPDX-License-Identifier: Apache-2.0
import { rooms } from '@symbolon/app'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { programOf } from './program.ts'

function helpOf(command: Command): string {
  let said = ''
  command.configureOutput({ writeOut: (words) => (said += words) })
  command.outputHelp()
  return said
}

const program = programOf()
const own = [
  'start',
  'read',
  'export',
  'mirror',
  'witness',
  'gossip',
  'import',
  'fsck',
  'rebuild',
  'invite',
  'people',
  'disable',
  'backup',
  'restore',
  'recover',
  'key',
]

describe('--help', () => {
  const all = helpOf(program)
  it('lists every verb of the product and every command and query of every room', () => {
    const names = [...own, ...rooms.flatMap((room) => [...room.queries, ...room.commands]).map(({ name }) => name)]
    expect(program.commands.map((one) => one.name())).toEqual(names)
    for (const name of names) expect(all).toMatch(new RegExp(`^  ${name} `, 'm'))
  })
  it('says what the exit codes mean and where the examples stand', () => {
    expect(all).toMatch(/Exit codes: 0 .*; 1 .*; 2 .*; 3 /)
    expect(all).toMatch(/symbolon VERB --help/)
  })
  it.each(program.commands.map((one) => one.name()))('of %s explains it, with an example of itself', (name) => {
    const command = program.commands.find((one) => one.name() === name)!
    expect(command.description().length, 'a description').toBeGreaterThan(20)
    expect(helpOf(command)).toMatch(new RegExp(`^Example: symbolon ${name}\\b`, 'm'))
  })
})

describe('an example', () => {
  const commands = rooms.flatMap((room) => room.commands)
  it.each(commands.map((one) => one.name))('of %s is what its input takes', (name) => {
    const { input, example } = commands.find((one) => one.name === name)!
    expect(input.safeParse(example).error).toBeUndefined()
  })
})
