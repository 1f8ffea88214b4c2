// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = import.meta.dirname
const PARTS = ['packages', 'atlas', 'bench', 'e2e']
const NOT_OURS = new Set(['node_modules', 'build', '.react-router', 'data'])
const LONGEST = 300
const NO_NAMES = ['utils', 'util', 'helpers', 'helper', 'manager', 'misc', 'common', 'shared']

/** Each planted line, where it stands, and the rule that must catch it. */
const PLANTED: [rule: string, file: string, line: string][] = [
  ['direction-of-foundation', 'packages/foundation/planted.ts', `import '@symbolon/record'`],
  ['direction-of-record', 'packages/record/planted.ts', `import '@symbolon/store'`],
  ['direction-of-store', 'packages/store/planted.ts', `import type { Note } from '@symbolon/register'`],
  ['direction-of-reading', 'packages/reading/planted.ts', `import '@symbolon/documents'`],
  ['direction-of-formats/*', 'packages/formats/documents/planted.ts', `import '@symbolon/reading'`],
  ['direction-of-rooms/register', 'packages/rooms/register/planted.ts', `import '@symbolon/partnership'`],
  [
    'direction-of-rooms/partnership',
    'packages/rooms/partnership/planted.ts',
    `import '@symbolon/performance/contract'`,
  ],
  ['direction-of-rooms/performance', 'packages/rooms/performance/planted.ts', `import '@symbolon/app'`],
  ['direction-of-accounts', 'packages/accounts/planted.ts', `import '@symbolon/app'`],
  ['direction-of-witness', 'packages/witness/planted.ts', `import '@symbolon/store'`],
  ['direction-of-halves', 'packages/halves/planted.ts', `import '@symbolon/server'`],
  ['direction-of-app', 'packages/app/planted.ts', `export const late = () => import('@symbolon/server')`],
  ['direction-of-server', 'packages/server/planted.ts', `import '@symbolon/atlas'`],
  ['direction-of-cli', 'packages/cli/planted.ts', `import '@symbolon/atlas'`],
  ['direction-of-web', 'packages/web/planted.ts', `import '@symbolon/app'`],
  ['direction-of-atlas', 'atlas/planted.ts', `import '@symbolon/app'`],
  ['every-package-has-a-line', 'packages/novel/planted.ts', `import '@symbolon/foundation'`],
  ['one-entrance', 'packages/rooms/register/planted-deep.ts', `import '@symbolon/store/append.ts'`],
  ['by-name-not-by-path', 'packages/rooms/register/planted-path.ts', `import '../../store/index.ts'`],
  ['no-cycles', 'packages/store/planted-circle.ts', `export * from './planted-circle.ts'`],
  ['web-reads-contracts-alone', 'packages/web/planted-room.tsx', `import '@symbolon/register'`],
  ['web-takes-types-of-foundation', 'packages/web/planted-value.ts', `import { idSchema } from '@symbolon/foundation'`],
  ['contract-is-safe-for-a-browser', 'packages/rooms/dialogue/contract.ts', `import './planted-far.ts'`],
  ['tests-are-nobodys-source', 'packages/store/planted-test.ts', `import './planted.test.ts'`],
  ['testing-in-tests-alone', 'packages/store/planted-testing.ts', `import '@symbolon/testing'`],
]
/** Beside them, what must pass. */
const HARMLESS: [file: string, line: string][] = [
  ['packages/rooms/dialogue/planted-far.ts', `import 'node:fs'`],
  ['packages/store/planted.test.ts', `import '@symbolon/testing'`],
  ['packages/web/planted-type.ts', `import type { Id } from '@symbolon/foundation'`],
  ['packages/web/planted-vocabulary.ts', `import { LAYERS } from '@symbolon/register/vocabulary'`],
  ['packages/web/planted-contract.ts', `import { LAYERS } from '@symbolon/register/contract'`],
  ['packages/rooms/performance/planted-earlier.ts', `import { register } from '@symbolon/register'`],
]
const WORKSPACES = ['', 'rooms/', 'formats/'].map((below) => `packages/${below}`)

let copy = ''

/** A copy of the house whose workspace links point into the copy; third-party modules stay where they are. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'symbolon-boundaries-'))
  for (const part of [...PARTS, 'dependency-cruiser.config.mjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: (path) => !NOT_OURS.has(basename(path)) })
  for (const [file, line] of [...PLANTED.map(([, file, line]) => [file, line] as const), ...HARMLESS])
    write(join(copy, file), `${line}\n`)
  linkModules()
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function linkModules(): void {
  const modules = join(copy, 'node_modules')
  mkdirSync(join(modules, '@symbolon'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@symbolon') symlinkSync(join(root, 'node_modules', name), join(modules, name))
  for (const folder of [...WORKSPACES.flatMap((below) => foldersIn(below)), 'atlas']) {
    const manifest = join(copy, folder, 'package.json')
    if (!existsSync(manifest)) continue
    const { name } = JSON.parse(readFileSync(manifest, 'utf8'))
    symlinkSync(join(copy, folder), join(modules, name))
  }
}

const foldersIn = (below: string) =>
  readdirSync(join(copy, below), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${below}${entry.name}`)

type Summary = {
  violations: { from: string; rule: { name: string } }[]
  ruleSetUsed: { forbidden: { name: string }[] }
}

function cruise(folder: string): Summary {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [program, '--config', 'dependency-cruiser.config.mjs', '--output-type', 'json', ...PARTS]
  let out: string
  try {
    out = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, stdio: 'pipe' })
  } catch (error) {
    out = (error as { stdout: string }).stdout
  }
  return JSON.parse(out).summary
}

describe('boundaries', () => {
  let summary: Summary
  beforeAll(() => {
    summary = cruise(copy)
  })

  test('every planted violation is caught by its rule, and nothing harmless is', () => {
    const found = summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)
    for (const [rule, file] of PLANTED) expect(found, `${rule} must catch ${file}`).toContain(`${rule}: ${file}`)
    for (const [file] of HARMLESS) expect(found.filter((one) => one.endsWith(`: ${file}`))).toEqual([])
  })

  test('every rule is planted against, or is about a package that is not built yet', () => {
    const rules = summary.ruleSetUsed.forbidden.map(({ name }) => name)
    const waiting = rules.filter((name) => !PLANTED.some(([rule]) => rule === name))
    const later = ['dialogue', 'capacity', 'statistics', 'analysis', 'field'].map((name) => `rooms/${name}`)
    const expected = ['estimation', 'testing', ...later].map((name) => `direction-of-${name}`)
    expect(waiting.sort()).toEqual(expected.sort())
  })
})

/** Every folder and file of a part, relative to the root. */
function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (NOT_OURS.has(entry.name)) continue
    const path = join(folder, entry.name)
    yield path
    if (entry.isDirectory()) yield* walk(path)
  }
}
const everything = () => PARTS.flatMap((part) => [...walk(part)])

const forbiddenNames = (paths: string[]) =>
  paths.filter((path) =>
    NO_NAMES.includes(
      basename(path)
        .replace(/\.\w+$/, '')
        .toLowerCase(),
    ),
  )
const notKebab = (paths: string[]) =>
  paths.filter((path) => /\.(?:ts|mjs)$/.test(path) && !/^[a-z0-9$._]+(?:-[a-z0-9$._]+)*$/.test(basename(path)))
const linesOf = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
const tooLong = (files: [path: string, text: string][]) =>
  files.flatMap(([path, text]) => (linesOf(text) > LONGEST ? [`${path}: ${linesOf(text)} lines`] : []))

describe('names and sizes', () => {
  test('nothing is called by a name that says nothing: name it after what it does', () => {
    expect(forbiddenNames(['packages/helpers', 'packages/store/utils.ts', 'packages/store/append.ts'])).toHaveLength(2)
    expect(forbiddenNames(everything())).toEqual([])
  })

  test('a package is called after its folder', () => {
    const manifests = everything().filter((path) => basename(path) === 'package.json')
    const misnamed = manifests.filter((path) => {
      const { name } = JSON.parse(readFileSync(join(root, path), 'utf8'))
      return name !== `@symbolon/${basename(dirname(path))}`
    })
    expect(misnamed).toEqual([])
  })

  test('source files are named in kebab case', () => {
    expect(notKebab(['packages/store/openStore.ts', 'packages/store/open-store.ts'])).toHaveLength(1)
    expect(notKebab(everything())).toEqual([])
  })

  test('no source file is longer than 300 lines: split it by what its parts are about', () => {
    expect(
      tooLong([
        ['long.ts', '\n'.repeat(301)],
        ['short.ts', '\n'.repeat(300)],
      ]),
    ).toEqual(['long.ts: 301 lines'])
    const sources = everything().filter((path) => /\.(?:tsx?|mjs)$/.test(path))
    const files = sources.map((path): [string, string] => [relative('.', path), readFileSync(join(root, path), 'utf8')])
    expect(tooLong(files)).toEqual([])
  })
})
