// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { emptyRoot, leafEntry, leafHash, nodeHash, sha256 } from './hashing.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('hashes', () => {
  it('are those of RFC 6962', () => {
    expect(hex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(hex(leafHash(new Uint8Array(0)))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
    const [l, r] = [sha256(new Uint8Array([1])), sha256(new Uint8Array([2]))]
    expect(hex(nodeHash(l, r))).toBe(hex(sha256(new Uint8Array([1, ...l, ...r]))))
    expect(hex(nodeHash(l, r))).not.toBe(hex(nodeHash(r, l)))
  })

  it('are plain and their own: changing one changes no other', () => {
    const first = emptyRoot()
    expect(first.constructor).toBe(Uint8Array)
    expect(first.buffer.byteLength).toBe(32)
    first[0] = 0
    expect(hex(emptyRoot())).toMatch(/^e3/)
  })

  it('of entries are salted SHA-256 over salt and UTF-8 text', () => {
    const salt = new Uint8Array(32).fill(7)
    const entry = leafEntry(salt, '{"a":"é"}')
    expect(hex(entry)).toBe(hex(sha256(Buffer.concat([salt, Buffer.from('{"a":"é"}')]))))
    expect(hex(leafEntry(salt.with(0, 8), '{"a":"é"}'))).not.toBe(hex(entry))
  })

  it('refuse a salt of another length, broken text and half nodes', () => {
    const salt = new Uint8Array(32)
    expect(() => leafEntry(new Uint8Array(31), '1')).toThrow(expect.objectContaining({ code: 'record/bad-salt' }))
    expect(() => leafEntry(salt, '\ud800')).toThrow(expect.objectContaining({ code: 'record/lone-surrogate' }))
    expect(() => nodeHash(salt, new Uint8Array(31))).toThrow(expect.objectContaining({ code: 'record/bad-hash' }))
  })
})
