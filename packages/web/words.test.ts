// SPDX-License-Identifier: Apache-2.0
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const catalogue = (locale: string) => readFileSync(join(import.meta.dirname, 'locales', `${locale}.po`), 'utf8')

/** The messages of a catalogue: a string that goes over several lines is put together. */
function messagesIn(po: string): Map<string, string> {
  const quoted = String.raw`((?:"(?:[^"\\]|\\.)*"\s*)+)`
  const found = po.matchAll(new RegExp(`^msgid ${quoted}^msgstr ${quoted}`, 'gm'))
  const told = (lines: string) =>
    lines
      .match(/"(?:[^"\\]|\\.)*"/g)!
      .map((line) => JSON.parse(line))
      .join('')
  return new Map([...found].map(([, id, text]) => [told(id!), told(text!)] as const).filter(([id]) => id !== ''))
}

/** The arguments of an ICU message, `name` or `name, plural`, those within the branches of a plural as well. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>()
  let at = 0
  const text = () => {
    while (at < message.length && message[at] !== '}') {
      if (message[at] === '{') argument()
      else at++
    }
  }
  const argument = () => {
    const [whole, name, kind] = /^\{\s*(\w+)\s*(?:,\s*(\w+)\s*,)?/.exec(message.slice(at)) ?? ['{', '?']
    found.add(kind ? `${name}, ${kind}` : name!)
    at += whole.length
    for (; kind && at < message.length && message[at] !== '}'; at++) {
      if (message[at] !== '{') continue
      at++
      text()
    }
    at++
  }
  while (at < message.length) {
    text()
    at++
  }
  return [...found].sort()
}

const english = messagesIn(catalogue('en'))

/** What the pages say, and the sentences with which rooms and server refuse. */
function messagesInSources(): string[] {
  const packages = join(import.meta.dirname, '..')
  const folders = '{web/app,foundation,store,rooms,reading,formats,server,app,accounts}'
  const files = globSync(`${folders}/**/*.{ts,tsx}`, { cwd: packages }).filter(
    (path) => !/\.test\.|node_modules/.test(path),
  )
  const message = /(?:i18n\._\(|\/\*i18n\*\/)\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g
  return files.flatMap((path) =>
    [...readFileSync(join(packages, path), 'utf8').matchAll(message)].map((found) =>
      (found[1] ?? found[2]!).replace(/\\(.)/g, '$1'),
    ),
  )
}

it('the English catalogue has every message of the sources: after a change, npm run words --workspace @symbolon/web', () => {
  const used = messagesInSources()
  expect(used.length).toBeGreaterThan(300)
  expect(used.filter((one) => !english.has(one))).toEqual([])
})

it('arguments are found within plurals as well', () => {
  expect(argumentsOf('{n, plural, one {One draft of {party}} other {# drafts}}, {open} open')).toEqual([
    'n, plural',
    'open',
    'party',
  ])
})

describe.each(['fr', 'es'])('%s', (locale) => {
  const translated = messagesIn(catalogue(locale))
  it('has every message of the English catalogue and no other', () => {
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort())
  })
  it('leaves no message untranslated', () => {
    expect([...translated].flatMap(([id, text]) => (text.trim() === '' ? [id] : []))).toEqual([])
  })
  it('has the arguments of the English message in each, and the branch "other" in each plural', () => {
    const wrong = [...translated].filter(([id, text]) => {
      if (text === '') return false
      const plural = /,\s*plural\s*,/.test(text) && !/\bother\s*\{/.test(text)
      return plural || String(argumentsOf(id)) !== String(argumentsOf(text))
    })
    expect(wrong).toEqual([])
  })
})
