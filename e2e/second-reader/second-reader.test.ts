// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  buildLog,
  bundleOf,
  checkpointOf,
  checkpointText,
  cosign,
  type Files,
  leafOf,
  mth,
  PREFIX,
  serve,
  signer,
  signNote,
  someEntries,
} from './build-log.ts'
import { type LogToRead, readLog } from './read-log.ts'

const LOG = signer('log.test/a', 1)
const WITNESS = signer('witness.test/w', 2, 4)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => new Uint8Array(Buffer.from(text))

const read = (files: Files, more: Partial<LogToRead> = {}) =>
  readLog({ prefix: PREFIX, vkey: LOG.vkey, fetch: serve(files), ...more })

/** A log with one file put in the place of another, or taken away. */
function withFile(files: Files, path: string, content: Uint8Array | undefined): Files {
  const changed = new Map(files)
  if (content) changed.set(path, content)
  else changed.delete(path)
  return changed
}

function flipped(content: Uint8Array, at: number, mask = 1): Uint8Array {
  const changed = content.slice()
  changed[at]! ^= mask
  return changed
}

/** Signed by the log itself, so that only what it says can be wrong. */
const withCheckpoint = (files: Files, text: string) => withFile(files, 'checkpoint', bytes(signNote(text, LOG)))

const small = buildLog(someEntries(3), LOG)
const middle = buildLog(someEntries(600), LOG)
const LARGE = 65_536 + 300
const large = buildLog(someEntries(LARGE), LOG)

describe('a log is read back whole', () => {
  it.each([0, 1, 2, 255, 256, 257, 600, LARGE])('with %i entries', async (size) => {
    const entries = someEntries(size)
    const { files, leaves } = size === LARGE ? large : buildLog(entries, LOG)
    const asked: string[] = []
    const log = await read(files, { fetch: serve(files, asked) })
    expect(log).toMatchObject({ origin: 'log.test/a', size, cosignatures: [] })
    expect(hex(log.root)).toBe(hex(mth(leaves)))
    expect(log.entries.map(hex)).toEqual(entries.map(hex))
    expect(log.leafHashes.map(hex)).toEqual(leaves.map(hex))
    // Every file once, and no file beyond those of the log.
    expect(asked.toSorted()).toEqual([...files.keys()].toSorted())
  })

  it('from the files that the specification names for its size', () => {
    const paths = (size: number) => [...buildLog(someEntries(size), LOG).files.keys()].toSorted()
    expect(paths(0)).toEqual(['checkpoint'])
    expect(paths(256)).toEqual(['checkpoint', 'tile/0/000', 'tile/1/000.p/1', 'tile/entries/000'])
    expect([...large.files.keys()].filter((path) => /^tile\/[12]/.test(path))).toEqual([
      'tile/1/000',
      'tile/1/001.p/1',
      'tile/2/000.p/1',
    ])
  })

  it('from a prefix with a slash at its end, and under an origin that is not the name of the key', async () => {
    const other = withFile(small.files, 'checkpoint', bytes(checkpointOf(LOG, small.leaves, 'another origin')))
    const log = await read(other, { prefix: `${PREFIX}/`, origin: 'another origin' })
    expect(log.origin).toBe('another origin')
  })

  it('over HTTP, with its bundles compressed', async () => {
    const accepted = new Set<string | undefined>()
    await using server = createServer((request, response) => {
      const path = request.url!.slice('/log/'.length)
      const file = middle.files.get(path)!
      const compressed = path.startsWith('tile/entries/')
      response.writeHead(200, compressed ? { 'content-encoding': 'gzip' } : {}).end(compressed ? gzipSync(file) : file)
      accepted.add(request.headers['accept-encoding'])
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const prefix = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`
    const log = await readLog({ prefix, vkey: LOG.vkey })
    expect(log.entries.map(hex)).toEqual(someEntries(600).map(hex))
    expect([...accepted]).toEqual(['gzip, identity'])
    server.closeAllConnections()
  })

  it('from the full files where the partial ones are gone', async () => {
    const grown = buildLog(someEntries(768), LOG).files
    const files = new Map([...grown, ['checkpoint', middle.files.get('checkpoint')!] as const])
    files.set('tile/1/000.p/2', middle.files.get('tile/1/000.p/2')!)
    const log = await read(files)
    expect(log.entries.map(hex)).toEqual(someEntries(600).map(hex))
    const spoiled = withFile(files, 'tile/0/002', files.get('tile/0/002')!.slice(0, 88 * 32))
    await expect(read(spoiled)).rejects.toThrow('tile/0/002 is 2816 bytes long; 256 hashes have 8192.')
  })

  it('as one that grew out of each of its own beginnings', async () => {
    for (const size of [0, 1, 2, 255, 256, 257, 511, 512, 599, 600]) {
      const before = checkpointOf(LOG, middle.leaves.slice(0, size))
      await expect(read(middle.files, { before })).resolves.toMatchObject({ size: 600 })
    }
  })
})

describe('a log is refused', () => {
  it('for any bit of any of its files', async () => {
    for (const [path, content] of small.files)
      for (let bit = 0; bit < content.length * 8; bit++) {
        const changed = flipped(content, bit >> 3, 1 << (bit & 7))
        const why = `${path}, bit ${bit}`
        await expect(read(withFile(small.files, path, changed)), why).rejects.toThrow(/^(checkpoint|tile\/)/)
      }
  })

  it('for any of its files cut off anywhere, or with a byte too many', async () => {
    for (const [path, content] of small.files) {
      for (let length = 0; length < content.length; length++)
        await expect(read(withFile(small.files, path, content.slice(0, length)))).rejects.toThrow(path)
      const longer = new Uint8Array([...content, 0])
      await expect(read(withFile(small.files, path, longer))).rejects.toThrow(path)
    }
  })

  it('for a byte in, and for the lack of, each file of a log with full, partial and upper tiles', async () => {
    expect(middle.files.size).toBe(8)
    for (const [path, content] of middle.files) {
      for (const at of [0, content.length >> 1, content.length - 1])
        await expect(read(withFile(middle.files, path, flipped(content, at)))).rejects.toThrow(path)
      await expect(read(withFile(middle.files, path, undefined))).rejects.toThrow(`${path} is missing.`)
    }
  })

  it('for a wrong hash in the second and third level', async () => {
    for (const path of ['tile/1/000', 'tile/1/001.p/1', 'tile/2/000.p/1']) {
      const changed = flipped(large.files.get(path)!, 5)
      await expect(read(withFile(large.files, path, changed))).rejects.toThrow(`${path}: hash 0 is not the one over`)
    }
  })

  it('for an entry changed together with its leaf, and with the tiles above', async () => {
    const entries = someEntries(600)
    entries[10] = bytes('forged')
    const forged = buildLog(entries, LOG).files
    const files = new Map(middle.files)
    files.set('tile/entries/000', forged.get('tile/entries/000')!)
    await expect(read(files)).rejects.toThrow('tile/entries/000: entry 10 does not hash to its leaf in tile/0/000.')
    files.set('tile/0/000', forged.get('tile/0/000')!)
    await expect(read(files)).rejects.toThrow('tile/1/000.p/2: hash 0 is not the one over tile/0/000.')
    files.set('tile/1/000.p/2', forged.get('tile/1/000.p/2')!)
    await expect(read(files)).rejects.toThrow('checkpoint states the root')
  })

  it('for a bundle with an entry too few or too many', async () => {
    const [a, b, c] = someEntries(3) as [Uint8Array, Uint8Array, Uint8Array]
    const path = 'tile/entries/000.p/3'
    for (const wrong of [
      [a, b],
      [a, b, c, c],
      [b, a, c],
    ])
      await expect(read(withFile(small.files, path, bundleOf(wrong)))).rejects.toThrow(path)
  })

  it('for what its checkpoint says, though well signed', async () => {
    const root = mth(small.leaves)
    const wrong: [string, string][] = [
      [checkpointText('log.test/b', 3, root), 'one of log.test/a was expected'],
      [
        checkpointText(
          LOG.name,
          3,
          root.map((byte) => byte ^ 1),
        ),
        'checkpoint states the root',
      ],
      [checkpointText(LOG.name, 4, root), 'tile/0/000.p/4 is missing.'],
      [checkpointText(LOG.name, 0, root), 'not that of the empty tree'],
      [checkpointText(LOG.name, 2 ** 53, root), 'more than can be read'],
      [checkpointText(LOG.name, 3, root.slice(1)), 'no SHA-256 hash'],
      [`${LOG.name}\n03\n${Buffer.from(root).toString('base64')}\n`, 'no decimal number'],
      [`${LOG.name}\n+3\n${Buffer.from(root).toString('base64')}\n`, 'no decimal number'],
      [`${LOG.name}\n3\n`, 'fewer than three lines'],
      [`${checkpointText(LOG.name, 3, root)}\nextension\n`, 'empty line in its text'],
    ]
    for (const [text, why] of wrong) await expect(read(withCheckpoint(small.files, text))).rejects.toThrow(why)
    const extended = withCheckpoint(small.files, `${checkpointText(LOG.name, 3, root)}extension\n`)
    await expect(read(extended)).resolves.toMatchObject({ size: 3 })
    const shorter = withFile(small.files, 'tile/0/000.p/2', small.files.get('tile/0/000.p/3')!.slice(0, 64))
    shorter.set('tile/entries/000.p/2', bundleOf(someEntries(2)))
    await expect(read(withCheckpoint(shorter, checkpointText(LOG.name, 2, root)))).rejects.toThrow('its 2 leaves')
  })

  it('for a key that did not sign it', async () => {
    for (const other of [signer(LOG.name, 9), signer('log.test/b', 1)])
      await expect(read(small.files, { vkey: other.vkey, origin: LOG.name })).rejects.toThrow('bears no signature')
    await expect(read(small.files, { vkey: WITNESS.vkey })).rejects.toThrow('is one of a witness')
    // A second line of the same key, over another text.
    const twice = `${small.checkpoint}${signNote('another text\n', LOG).split('\n').at(-2)}\n`
    await expect(read(withFile(small.files, 'checkpoint', bytes(twice)))).rejects.toThrow('does not verify')
  })

  it('for an answer that is neither the file nor its lack', async () => {
    const broken = { prefix: PREFIX, vkey: LOG.vkey }
    const status = async () => new Response('', { status: 503 })
    await expect(readLog({ ...broken, fetch: status })).rejects.toThrow('checkpoint is answered with status 503.')
    const down = () => Promise.reject(new Error('no route'))
    await expect(readLog({ ...broken, fetch: down })).rejects.toThrow('checkpoint cannot be fetched: no route')
  })
})

describe('an older checkpoint', () => {
  it('of a fork is refused, wherever the fork is', async () => {
    for (const at of [0, 255, 256, 599]) {
      const forked = middle.leaves.with(at, leafOf(bytes('another entry')))
      for (const size of [at + 1, 600]) {
        const before = checkpointOf(LOG, forked.slice(0, size))
        await expect(read(middle.files, { before })).rejects.toThrow('does not grow out of the older one')
      }
      // Up to the fork the two are one log.
      const before = checkpointOf(LOG, forked.slice(0, at))
      await expect(read(middle.files, { before })).resolves.toMatchObject({ size: 600 })
    }
  })

  it('with more entries is refused, and so is one not signed by the log, or of another origin', async () => {
    const longer = checkpointOf(LOG, middle.leaves)
    await expect(read(small.files, { before: longer })).rejects.toThrow('fewer than the 600')
    await expect(read(middle.files, { before: longer.replace('600', '599') })).rejects.toThrow('before: The signature')
    const elsewhere = checkpointOf(LOG, middle.leaves, 'log.test/b')
    await expect(read(middle.files, { before: elsewhere })).rejects.toThrow(
      'before: The checkpoint is one of log.test/b',
    )
  })
})

describe('cosignatures', () => {
  const text = checkpointText(LOG.name, 3, mth(small.leaves))
  const withLines = (...lines: string[]) =>
    withFile(small.files, 'checkpoint', bytes(small.checkpoint + lines.join('')))
  const witnesses = [WITNESS.vkey]
  const other = signer('witness.test/other', 3, 4)

  it('of the given witnesses are listed, once each, and those of others ignored', async () => {
    const files = withLines(cosign(text, WITNESS, 20n), cosign(text, other, 30n), cosign(text, WITNESS, 10n))
    const one = { name: 'witness.test/w', keyId: hex(WITNESS.id), time: 20 }
    await expect(read(files)).resolves.toMatchObject({ cosignatures: [] })
    expect((await read(files, { witnesses: [...witnesses, ...witnesses] })).cosignatures).toEqual([one])
    const both = (await read(files, { witnesses: [...witnesses, other.vkey] })).cosignatures
    expect(both).toEqual([one, { name: 'witness.test/other', keyId: hex(other.id), time: 30 }])
  })

  it('that do not verify make the checkpoint one to refuse', async () => {
    const elsewhere = checkpointText('log.test/b', 3, mth(small.leaves))
    const plain = signNote(text, WITNESS).split('\n').at(-2)
    const short = `— ${WITNESS.name} ${Buffer.from([...WITNESS.id, 1, 2, 3]).toString('base64')}`
    // The same signature under another time.
    const line = Buffer.from(cosign(text, WITNESS, 20n).split(' ')[2]!, 'base64')
    const later = `— ${WITNESS.name} ${Buffer.from(flipped(line, 11)).toString('base64')}`
    const distant = cosign(text, WITNESS, 2n ** 53n)
    for (const wrong of [cosign(elsewhere, WITNESS, 20n), `${plain}\n`, `${short}\n`, `${later}\n`, distant])
      await expect(read(withLines(wrong), { witnesses })).rejects.toThrow(
        'checkpoint: The cosignature of witness.test/w',
      )
    await expect(read(small.files, { witnesses: [LOG.vkey] })).rejects.toThrow('is not one of a witness')
  })
})
