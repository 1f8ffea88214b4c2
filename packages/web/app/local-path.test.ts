// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { localPath } from './local-path.ts'

it.each(['/', '/arrangements?year=2022#top', '/a//b', '/sign-in?to=/x'])('%s leads there', (path) => {
  expect(localPath(path)).toBe(path)
})

it.each([
  'https://elsewhere.example',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '\\/elsewhere.example',
  '/\t/elsewhere.example',
  '/\n/elsewhere.example',
  ' //elsewhere.example',
  '/a/..//elsewhere.example',
  '/.//elsewhere.example',
  '/%2e//elsewhere.example',
  '/a/%2E%2e/\\elsewhere.example',
  'javascript:alert(1)',
  '',
  null,
])('%j leads to the first page, never to another site', (given) => {
  expect(localPath(given)).toBe('/')
})

it('whatever is given leads nowhere but here, as a browser reads it', () => {
  const piece = fc.oneof(
    fc.constantFrom('/', '//', '\\', '.', '..', '%2e', '\t', '\n', '@', ':', '?', '#'),
    fc.string(),
  )
  const given = fc.array(piece).map((parts) => `/${parts.join('')}`)
  const origin = 'https://record.example.org'
  fc.assert(
    fc.property(given, (path) => new URL(localPath(path), `${origin}/sign-in`).origin === origin),
    { numRuns: 5000 },
  )
})
