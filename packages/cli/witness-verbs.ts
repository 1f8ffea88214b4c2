// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { App } from '@symbolon/app'
import { addressUnder, cosigned, type Submitted, submitCopies } from '@symbolon/halves'
import { type NoteVerifier, parseVerifierKey } from '@symbolon/record'
import { listen } from '@symbolon/server'
import { lockFolder } from '@symbolon/store'
import { type Answer, doorOf, openWitness, type Witness } from '@symbolon/witness'
import { EXIT } from './exit.ts'
import { withApp } from './place.ts'
import { portOf, untilAsked } from './start.ts'

type ServeOptions = { witness: string; name?: string; trust: string; port: string }

/** Serves a witness (C2SP tlog-witness) for the logs whose keys stand in a file. */
export async function witnessVerb(options: ServeOptions): Promise<void> {
  const keys = new Map(keysIn(options.trust).map((key) => [key.name, key]))
  await withWitness(
    options.witness,
    options.name,
    (origin) => keys.get(origin) ?? null,
    async (witness) => {
      const listening = await listen(
        doorOf(witness, (fault) => console.error(fault)),
        portOf(options.port),
      )
      const asked = untilAsked()
      console.log(`The witness is at ${listening.url}/add-checkpoint and knows ${keys.size} logs.`)
      console.log(`Its key, to name in an arrangement: ${witness.vkey}`)
      console.log('It listens on this machine alone. End it with Ctrl-C.')
      await asked
      await listening.close()
    },
  )
}

/** Opens a witness for as long as the work lasts; nobody else signs with its key meanwhile. */
async function withWitness<T>(
  folder: string,
  name: string | undefined,
  trusted: (origin: string) => NoteVerifier | null,
  work: (witness: Witness) => Promise<T>,
): Promise<T> {
  const home = resolve(folder)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const unlock = lockFolder(home)
  try {
    return await work(openWitness(home, nameIn(home, name), trusted))
  } finally {
    unlock()
  }
}

/**
 * Lets one's own witness co-sign what a mirror has just proven, and sends that to the hub. Answers what became of each
 * log, in words; `fork` where the witness has seen another history before.
 */
export async function cosignAt(
  app: App,
  hub: { url: URL; token: string | null },
  arrangements: string[],
  { folder, name }: { folder: string; name: string | undefined },
): Promise<{ words: string; fork: boolean }[]> {
  const keys = await keysOfCopies(app)
  return withWitness(
    folder,
    name,
    (origin) => keys.get(origin) ?? null,
    async (witness) => {
      const lines = [{ words: `Key of the witness, to name in the arrangement: ${witness.vkey}`, fork: false }]
      for (const one of await submitCopies(app, arrangements, witness.addCheckpoint)) {
        const note = cosigned(one)
        const seen = [409, 422].includes(one.answer.status) ? witness.lastSeen(originIn(one.note)) : null
        // What the witness saw beyond what the hub shows, the hub signed and forgot: it is told.
        const told = seen === null ? '' : ` ${await showTo(hub, one, seen)}`
        const sent = note === null ? `${wordsFor(one)}${told}` : await sendTo(hub, one, note)
        lines.push({ words: `${one.arrangement}, log ${one.log}: ${sent}`, fork: one.answer.status === 422 })
      }
      return lines
    },
  )
}

type HubPlace = { url: URL; token: string | null }
type LogPlace = { arrangement: string; log: string }

/** Shows a hub a note that it signed itself and does not come to any more. Answers what it said to that. */
export async function showTo(hub: HubPlace, place: LogPlace, note: string): Promise<string> {
  const said = await postNote(hub, place, note).catch((error: Error) => ({ message: error.message }))
  return `The hub was shown what it signed before: ${said?.message ?? 'it says nothing to that.'}`
}

async function sendTo(hub: HubPlace, one: Submitted, note: string): Promise<string> {
  const said = await postNote(hub, one, note)
  if (said === null) return `co-signed at size ${one.size}, and the hub took it.`
  return `co-signed at size ${one.size}, and the hub did not take it: ${said.message}`
}

/** Null where the hub took the note; else what it said. */
async function postNote({ url, token }: HubPlace, one: LogPlace, note: string): Promise<{ message: string } | null> {
  const answer = await fetch(addressUnder(url, `halves/${one.arrangement}/logs/${one.log}/cosignatures`), {
    method: 'POST',
    body: note,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(30_000),
  })
  if (answer.ok) return null
  return (await answer.json().catch(() => ({ message: `it answered ${answer.status}` }))) as { message: string }
}

const originIn = (note: string): string => note.split('\n', 1)[0]!

/** The keys under which the logs of these copies are signed. */
async function keysOfCopies(app: App): Promise<Map<string, NoteVerifier>> {
  const rows = await app.store.projector.selectFrom('store.log').select('vkey').where('vkey', 'is not', null).execute()
  return new Map(rows.map(({ vkey }) => keyOf(vkey!)).map((key) => [key.name, key]))
}

/** Hands the checkpoints of a mirror to a partner's witness: what the hub told you is held against what it told them. */
export async function gossipVerb(address: string, options: { data: string; json?: boolean }): Promise<void> {
  const witness = URL.parse(address)
  if (!witness || !/^https?:$/.test(witness.protocol)) throw new Error(`${address} is no address of a witness.`)
  const url = addressUnder(witness, 'add-checkpoint')
  await withApp(
    options.data,
    async (app) => {
      const rows = await app.store.projector.selectFrom('store.log').select('arrangement').distinct().execute()
      const told = await submitCopies(
        app,
        rows.map(({ arrangement }) => arrangement),
        (body) => send(url, body),
      )
      if (options.json) console.log(JSON.stringify(told))
      if (told.length === 0 && !options.json) console.log('This mirror keeps no log yet. Run symbolon mirror first.')
      for (const one of told) {
        if (!options.json) console.log(`${one.arrangement}, log ${one.log}: ${wordsFor(one)}`)
        if (one.answer.status === 422) process.exitCode = EXIT.damaged
      }
    },
    { copies: true },
  )
}

async function send(url: URL, body: string): Promise<Answer> {
  const answer = await fetch(url, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(30_000) })
  return { status: answer.status, body: await answer.text() }
}

function wordsFor({ size, answer }: Submitted): string {
  switch (answer.status) {
    case 200:
      return `the witness has seen the same history, and signed it at size ${size}.`
    case 404:
      return 'the witness does not know this log.'
    case 409:
      return `the witness has seen more of it (${answer.body.trim()}) than this mirror keeps (${size}). Mirror again, then ask again.`
    case 422:
      return `THE WITNESS HAS SEEN ANOTHER HISTORY. Its folder "conflicts" now holds both signed notes: ${answer.body.trim()}`
    default:
      return `the witness refused it (${answer.status}): ${answer.body.trim()}`
  }
}

/** A witness is called the same for ever: its name is part of its key. */
function nameIn(home: string, given: string | undefined): string {
  const path = join(home, 'name')
  const kept = existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
  if (kept !== undefined && given !== undefined && kept !== given)
    throw new Error(`This witness is called ${kept}. Another name needs another folder (--witness).`)
  if (kept !== undefined) return kept
  if (given === undefined) throw new Error('A new witness needs a name: --name witness.example.org/ours')
  writeFileSync(path, `${given}\n`)
  return given
}

const keysIn = (file: string): NoteVerifier[] =>
  readFileSync(resolve(file), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map(keyOf)

function keyOf(vkey: string): NoteVerifier {
  const key = parseVerifierKey(vkey)
  if (!key.ok) throw new Error(`${vkey} is no verifier key of a log: ${key.message}.`)
  return key.verifier
}
