// SPDX-License-Identifier: Apache-2.0
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
  'javascript:alert(1)',
  '',
  null,
])('%j leads to the first page, never to another site', (given) => {
  expect(localPath(given)).toBe('/')
})
