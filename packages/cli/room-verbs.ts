// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path'
import { type App, rooms } from '@symbolon/app'
import { sentenceOf } from '@symbolon/foundation'
import { textToSign } from '@symbolon/record'
import type { KeysPage } from '@symbolon/register'
import { openSession } from '@symbolon/store'
import type { Command } from 'commander'
import { orFault, sayRefused } from './exit.ts'
import { openKeyFile, signAll, vkeyIn } from './key-file.ts'
import { passphraseFor } from './passphrase.ts'
import { withApp } from './place.ts'

type Options = {
  data: string
  json?: boolean
  as?: string
  input?: string
  set?: string[]
  sign?: string
  passphrase?: string
}

/** Every command and query of every room as a verb: what the rooms declare is all there is. */
export function addRoomVerbs(program: Command, data: readonly [string, string, string]): void {
  for (const room of rooms) {
    for (const query of room.queries) {
      const fields = Object.keys(query.input.shape)
      program
        .command(query.name)
        .description(query.summary)
        .option(...data)
        .option('--as <party>', 'reads as this party (its id); else as the public')
        .option('--set <field=value...>', `what is asked: ${fields.join(', ') || 'nothing'}`)
        .option('--json', 'prints JSON (it is what is printed in any case)')
        .addHelpText('after', `\nExample: symbolon ${query.name}${fields[0] ? ` --set ${fields[0]}=…` : ''} --json`)
        .action(orFault((options: Options) => ask(query.name, options)))
    }
    for (const command of room.commands) {
      program
        .command(command.name)
        .description(command.summary)
        .option(...data)
        .requiredOption('--as <party>', 'the party that speaks (its id)')
        .requiredOption('--input <json>', 'what is said, as JSON')
        .option('--sign <keyfile>', 'signs it with a key of the party’s own: a key file that it has named')
        .option('--passphrase <file>', 'a file with the passphrase of the key file; else it is asked for')
        .option('--json', 'prints JSON (it is what is printed in any case)')
        .addHelpText('after', `\nExample: symbolon ${command.name} --as … --input '${JSON.stringify(command.example)}'`)
        .action(orFault((options: Options) => run(command.name, options)))
    }
  }
}

async function ask(name: string, options: Options): Promise<void> {
  await withApp(options.data, async (app) => {
    const input = Object.fromEntries(
      (options.set ?? []).map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string]),
    )
    print(await app.ask(name, await tokenFor(app, options.as), input), options)
  })
}

async function run(name: string, options: Options): Promise<void> {
  let input: unknown
  try {
    input = JSON.parse(options.input!)
  } catch {
    throw new Error('--input is not JSON. Quote it for the shell, as the example in --help shows.')
  }
  await withApp(options.data, async (app) => {
    const token = await tokenFor(app, options.as)
    print(options.sign ? await runSigned(app, name, token, input, options) : await app.run(name, token, input), options)
  })
}

/** Both steps at once: what would be said is printed, signed, and said. */
async function runSigned(app: App, name: string, token: string | null, input: unknown, options: Options) {
  const path = resolve(options.sign!)
  const { keys } = await mustAsk<KeysPage>(app, 'keys', token, { party: options.as })
  const vkey = vkeyIn(path)
  const named = keys.find(({ key, signs }) => signs && key.algorithm === 'ed25519' && key.vkey === vkey)
  if (!named) throw new Error(`The party ${options.as} has not named the key in ${path}: symbolon name-key does.`)
  const prepared = await app.prepare(name, token, input)
  if (!prepared.ok) return prepared
  const statements = prepared.value.statements.map((statement) => ({ statement, text: textToSign(statement) }))
  if (!options.json) for (const { statement } of statements) console.error(JSON.stringify(statement, null, 2))
  const signer = openKeyFile(path, await passphraseFor(path, options.passphrase))
  const signatures = signAll(signer, named.id, statements)
  return app.submit(token, { prepared: prepared.value.prepared, signatures })
}

async function mustAsk<Answer>(app: App, query: string, token: string | null, input: unknown): Promise<Answer> {
  const asked = await app.ask<Answer>(query, token, input)
  if (!asked.ok) throw new Error(sentenceOf(asked.problem))
  return asked.value
}

/** Whoever can open the data folder can speak for anybody in it: accounts bind those who come by the network. */
const tokenFor = async (app: App, party: string | undefined) => (party ? openSession(app.store, party) : null)

function print(result: Awaited<ReturnType<App['ask']>>, options: Options): void {
  if (result.ok) console.log(JSON.stringify(result.value, null, 2))
  else sayRefused(result.problem, options.json ?? false)
}
