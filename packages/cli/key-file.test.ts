// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '@symbolon/app'
import { textToSign, verifyPartySignature } from '@symbolon/record'
import { figures, sayAll } from '@symbolon/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { makeKeyFile, openKeyFile, signAll, vkeyIn } from './key-file.ts'
import { launch, run } from './run-main.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'symbolon-key-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const PASSPHRASE = 'four words in a row'
/** Little work: what is tested is the file, not the patience of whoever guesses. */
const CHEAP = 2 ** 10

describe('a key file', () => {
  const path = join(folder, 'our.key')
  const vkey = makeKeyFile(path, 'desk', PASSPHRASE, CHEAP)
  it('is its owner’s alone, shows the public key, and hides the other', () => {
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(vkeyIn(path)).toBe(vkey)
    expect(vkey).toMatch(/^desk\+[0-9a-f]{8}\+/)
  })
  it('signs once it is opened, also where the passphrase was typed in another form of Unicode', () => {
    const other = join(folder, 'accents.key')
    const named = makeKeyFile(other, 'desk', 'caf\u00e9 caf\u00e9 caf\u00e9', CHEAP)
    const signer = openKeyFile(other, 'cafe\u0301 cafe\u0301 cafe\u0301')
    const statement = { id: '01900000-0000-7000-8000-000000000001' }
    const [signed] = signAll(signer, statement.id, [{ statement, text: 'x\n' }])
    expect(verifyPartySignature({ algorithm: 'ed25519', vkey: named }, 'x\n', signed!.signature)).toEqual({ ok: true })
  })
  it('stays shut to another passphrase, and to whatever was changed in it', () => {
    expect(() => openKeyFile(path, 'four words in a raw')).toThrow(/does not open/)
    const file = JSON.parse(readFileSync(path, 'utf8'))
    const changed = join(folder, 'changed.key')
    const changes = [
      { vkey: vkey.replace('desk', 'dusk') },
      ...['salt', 'iv', 'tag', 'seed'].map((part) => {
        const bytes = Buffer.from(file.sealed[part], 'base64')
        bytes[0]! ^= 1
        return { sealed: { ...file.sealed, [part]: bytes.toString('base64') } }
      }),
    ]
    for (const change of changes) {
      writeFileSync(changed, JSON.stringify({ ...file, ...change }))
      expect(() => openKeyFile(changed, PASSPHRASE), Object.keys(change).join()).toThrow(/does not open/)
    }
    writeFileSync(changed, JSON.stringify({ ...file, sealed: { ...file.sealed, n: 2 ** 30 } }))
    expect(() => openKeyFile(changed, PASSPHRASE)).toThrow(/more work/)
    writeFileSync(changed, '{}')
    expect(() => openKeyFile(changed, PASSPHRASE)).toThrow(/is no key file/)
  })
  it('is never written over another, under a name that is none, or with a short passphrase', () => {
    expect(() => makeKeyFile(path, 'desk', PASSPHRASE, CHEAP)).toThrow(/EEXIST/)
    expect(() => makeKeyFile(join(folder, 'a'), 'two words', PASSPHRASE, CHEAP)).toThrow(/cannot name a key/)
    expect(() => makeKeyFile(join(folder, 'a'), 'desk', 'short', CHEAP)).toThrow(/fewer than 12/)
  })
})

describe('the verbs', () => {
  const [file, passphrase] = [join(folder, 'verb.key'), join(folder, 'passphrase')]
  it('make a key, show it, and sign what was prepared on a machine of one’s own', async () => {
    writeFileSync(passphrase, `${PASSPHRASE}\n`)
    const made = await run('key', 'make', file, '--name', 'desk', '--passphrase', passphrase)
    expect(made, made.err).toMatchObject({ code: 0, out: expect.stringMatching(/^desk\+/m) })
    const { out } = await run('key', 'show', file, '--json')
    const { key } = JSON.parse(out)
    const id = '01900000-0000-7000-8000-000000000001'
    const statement = {
      ...{ id, arrangement: id, kind: 'thing.said', version: 1, saidBy: id, recordedBy: id, about: [] },
      ...{ audience: { to: 'public' }, citation: null, saidOn: null, wording: null, corrects: null, body: { a: 1 } },
    }
    const prepared = join(folder, 'prepared.json')
    // A hub that asks for a signature of another text than it shows gets none: the text is made of what is shown.
    writeFileSync(prepared, JSON.stringify({ prepared: id, statements: [{ statement, text: 'something else' }] }))
    const signed = await run('key', 'sign', file, prepared, '--key', id, '--passphrase', passphrase)
    expect(signed.err).toContain('"a": 1')
    const { signatures } = JSON.parse(signed.out)
    expect(verifyPartySignature(key, textToSign(statement as never), signatures[0].signature)).toEqual({ ok: true })
  })
  it('say in words what they need', async () => {
    const none = await launch(['key', 'sign', file, file, '--key', 'x']).said
    expect(none).toMatchObject({ code: 1, err: expect.stringMatching(/not what a hub prepares/) })
    const nobody = await launch(['key', 'make', join(folder, 'b.key')]).said
    expect(nobody).toMatchObject({ code: 1, err: expect.stringMatching(/passphrase is needed/) })
  })
  it('sign what a party says in a data folder, which stands whole', async () => {
    const data = join(folder, 'data')
    const house = (...args: string[]) => run(...args, '--data', data)
    const { parties } = JSON.parse((await house('parties', '--json')).out)
    const speak = (verb: string, input: object, ...more: string[]) =>
      house(verb, '--as', parties[0].id, '--input', JSON.stringify(input), '--json', ...more)
    const { key } = JSON.parse((await run('key', 'show', file, '--json')).out)
    const signing = ['--sign', file, '--passphrase', passphrase]
    const early = await speak('require-signing', { required: true }, ...signing)
    expect(early).toMatchObject({ code: 1, err: expect.stringMatching(/has not named the key/) })
    expect(await speak('name-key', { label: 'Desk', key })).toMatchObject({ code: 0 })
    expect(await speak('require-signing', { required: true }, ...signing)).toMatchObject({ code: 0 })
    const state = { kind: 'state', names: { en: 'Ghana' } }
    expect(await speak('register-party', state)).toMatchObject({
      code: 2,
      out: expect.stringMatching(/must-be-signed/),
    })
    const done = await speak('register-party', state, ...signing)
    expect(done, done.err).toMatchObject({ code: 0, out: expect.stringMatching(/"signature"/) })
    expect(await house('fsck')).toMatchObject({ code: 0 })
  })
  it('find out a host that speaks for a party: in its folder, in a half, and where the half is imported', async () => {
    const data = join(folder, 'data')
    const app = await openApp({ dataFolder: data }, { sequencer: false })
    const { register, editors } = app.store.home
    const [forged] = await sayAll(app.store, register, editors, figures(1))
    await app.close()
    expect(await run('fsck', '--data', data)).toMatchObject({ code: 3, out: expect.stringContaining(forged!.id) })
    const half = join(folder, 'half')
    expect(await run('export', register, half, '--data', data)).toMatchObject({ code: 0 })
    expect(await run('fsck', half)).toMatchObject({ code: 3, out: expect.stringMatching(/not signed/) })
    const copy = join(folder, 'copy')
    const told = await run('import', half, '--data', copy)
    expect(told).toMatchObject({ code: 3, err: expect.stringMatching(/not signed.*holds the proof/) })
    const path = /: (\S+) holds the proof/.exec(told.err)![1]!
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      statement: { id: forged!.id },
      proof: { checkpoint: expect.stringContaining(forged!.log), proof: expect.anything() },
      keys: { statements: [{}, {}] },
    })
  })
})
