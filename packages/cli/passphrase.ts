// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/**
 * The passphrase of a key file: from a file, from the environment, or asked for on a terminal, where it is not shown. It
 * never comes as an argument: the list of processes is everybody's on a machine.
 */
export async function passphraseFor(path: string, file: string | undefined): Promise<string> {
  const given = file === undefined ? process.env.SYMBOLON_PASSPHRASE : readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  if (given !== undefined) return given
  if (!process.stdin.isTTY)
    throw new Error('A passphrase is needed: --passphrase FILE, or SYMBOLON_PASSPHRASE, or a terminal to ask on.')
  process.stderr.write(`Passphrase for ${path}: `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const asking = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await asking.question('')
  } finally {
    asking.close()
    process.stderr.write('\n')
  }
}
