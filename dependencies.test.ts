// SPDX-License-Identifier: Apache-2.0
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = import.meta.dirname
type Locked = {
  version?: string
  resolved?: string
  integrity?: string
  license?: string
  dev?: boolean
  link?: boolean
  optional?: boolean
  hasInstallScript?: boolean
}
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'))
const locked: Record<string, Locked> = read('package-lock.json').packages
const others = Object.entries(locked).filter(([path, { link }]) => path.includes('node_modules/') && !link)
const nameOf = (path: string) => path.split('node_modules/').at(-1)!

/** Licences under which a part may be given on with a work under Apache-2.0: permissive ones and public domain. */
const FITTING = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'CC0-1.0',
  'Python-2.0',
]
/** Not given on, or data alone; each with why it may be here. */
const REVIEWED: Record<string, string> = {
  'axe-core': 'MPL-2.0: a tool of the tests, used as it is',
  'caniuse-lite': 'CC-BY-4.0: data for the build of the pages; none of it is in what is built',
  'cli-table': 'MIT by its file of licence; its package.json does not say so',
  'type-fest': 'MIT or CC0-1.0, as whoever takes it likes: MIT',
}
/** Tools of the build and the tests, which nobody gets with the product, may be under these too. */
const FOR_TOOLS = ['BlueOak-1.0.0', 'MPL-2.0', 'MIT OR Apache-2.0']

/** What is wrong with what is installed, one sentence each, with what to do. */
function faultsIn(all: [string, Locked][], allowed: Record<string, boolean>): string[] {
  return all.flatMap(([path, { license, dev, integrity, resolved, hasInstallScript, optional }]) => {
    const name = nameOf(path)
    const fits = FITTING.includes(license ?? '') || (dev && FOR_TOOLS.includes(license ?? '')) || name in REVIEWED
    const faults: string[] = []
    if (!fits) faults.push(`${name} is under ${license ?? 'no licence'}: find another, or add it to REVIEWED with why`)
    if (!integrity) faults.push(`${name} has no digest in package-lock.json: install it from the registry`)
    if (resolved && !/^https:\/\//.test(resolved))
      faults.push(`${name} comes from ${resolved}: install it from the registry`)
    // npm runs scripts of what "allowScripts" names and of nothing else; what is for another platform is not installed.
    if (hasInstallScript && !optional && !allowed[name])
      faults.push(`${name} runs a script when it is installed: review it, then add it to "allowScripts"`)
    return faults
  })
}

describe('what others wrote and we give on', () => {
  it('is under a licence that fits, has a digest, comes from the registry, and runs nothing when it is installed', () => {
    expect(others.length).toBeGreaterThan(300)
    expect(faultsIn(others, read('package.json').allowScripts)).toEqual([])
  })
  it('is named with one exact version', () => {
    const open = globSync('{.,packages/*,packages/*/*,atlas,bench,e2e}/package.json', { cwd: root })
      .filter((path) => !path.includes('node_modules'))
      .flatMap((path) => {
        const { dependencies = {}, devDependencies = {} } = read(path)
        return Object.entries({ ...dependencies, ...devDependencies })
          .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version as string))
          .map(([name, version]) => `${path} names ${name} as ${version}: write the version that is installed`)
      })
    expect(open).toEqual([])
  })
  it('is reviewed for a reason that still holds', () => {
    const names = new Set(others.map(([path]) => nameOf(path)))
    expect(Object.keys(REVIEWED).filter((name) => !names.has(name))).toEqual([])
  })
  it('would be found out: another licence, no digest, another place, a script', () => {
    const bad: Locked = { license: 'AGPL-3.0', resolved: 'git+ssh://elsewhere.example/x.git', hasInstallScript: true }
    expect(faultsIn([['node_modules/bad', bad]], {})).toHaveLength(4)
    expect(faultsIn([['node_modules/tool', { license: 'MPL-2.0', integrity: 'x' }]], {})).toHaveLength(1)
  })
})
