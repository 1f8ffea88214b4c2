// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyRoot, leafHash } from './hashing.ts'
import { entriesPath, formatBundle, parseBundle, parseTilePath, tilePath, verifyLog } from './tiles.ts'

describe('tiles', () => {
  it('are kept where tlog-tiles says', () => {
    expect(tilePath(0, 1234067)).toBe('tile/0/x001/x234/067')
    expect(tilePath(1, 17, 112)).toBe('tile/1/017.p/112')
    expect(entriesPath(0)).toBe('tile/entries/000')
    expect(entriesPath(1000, 1)).toBe('tile/entries/x001/000.p/1')
    for (const [level, index, width] of [
      [64, 0, 1],
      [-1, 0, 1],
      [0, -1, 1],
      [0, 0.5, 1],
      [0, 0, 0],
      [0, 0, 257],
    ] as const) {
      expect(() => tilePath(level, index, width)).toThrow(expect.objectContaining({ name: 'RecordFault' }))
    }
  })

  it('paths read as they were written, and no other writing of them', () => {
    const level = fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 }))
    const at = { level, index: fc.maxSafeNat(), width: fc.integer({ min: 1, max: 256 }) }
    fc.assert(
      fc.property(fc.record(at), ({ level, index, width }) => {
        const path = level === 'entries' ? entriesPath(index, width) : tilePath(level, index, width)
        expect(parseTilePath(path)).toEqual({ level, index, width })
      }),
    )
    for (const path of [
      'tile/0/1',
      'tile/0/x000/001',
      'tile/0/001.p/256',
      'tile/0/001.p/0',
      'tile/64/000',
      'tile/00/000',
    ])
      expect(parseTilePath(path), path).toBeNull()
    for (const path of ['', 'tile/0/../000', 'tile/entries/000/', `tile/0/${'x999/'.repeat(9)}999`, 'tile/-1/000'])
      expect(parseTilePath(path), path).toBeNull()
  })

  it('bundles read as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 256 }), (entries) => {
        expect(parseBundle(formatBundle(entries))).toEqual({ ok: true, entries })
      }),
      { numRuns: 50 },
    )
  })

  it('bundles that are cut off or too long are refused', () => {
    const bundle = formatBundle([new Uint8Array(3), new Uint8Array(300)])
    for (const length of [1, 2, 4, 6, 7, 306]) {
      expect(parseBundle(bundle.subarray(0, length))).toMatchObject({ ok: false, code: 'record/bad-tile' })
    }
    expect(parseBundle(new Uint8Array(2 * 257))).toMatchObject({ ok: false, code: 'record/bad-tile' })
    expect(parseBundle(new Uint8Array(2 * 256))).toMatchObject({ ok: true })
    const fault = expect.objectContaining({ code: 'record/bad-tile' })
    expect(() => formatBundle([new Uint8Array(65_536)])).toThrow(fault)
    expect(() => formatBundle(new Array(257).fill(new Uint8Array(1)))).toThrow(fault)
  })
})

describe('a log held against its checkpoint', () => {
  const entry = new Uint8Array([1])

  it('holds, or says how it differs', async () => {
    const root = leafHash(entry)
    expect(await verifyLog([], { size: 0, root: emptyRoot() })).toEqual({ ok: true })
    expect(await verifyLog([entry], { size: 1, root })).toEqual({ ok: true })
    expect(await verifyLog([entry, entry], { size: 1, root })).toMatchObject({ code: 'record/size-mismatch' })
    expect(await verifyLog([], { size: 1, root })).toMatchObject({ code: 'record/size-mismatch' })
    expect(await verifyLog([new Uint8Array([2])], { size: 1, root })).toMatchObject({ code: 'record/root-mismatch' })
  })

  it('may arrive one entry at a time', async () => {
    const arriving = (async function* () {
      yield entry
    })()
    expect(await verifyLog(arriving, { size: 1, root: leafHash(entry) })).toEqual({ ok: true })
  })
})
