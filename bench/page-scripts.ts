// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib'

/**
 * Compressed bytes of each script that a browser loads for a page before anybody touches it, by address. `token` is
 * that of a session where the page is for a delegation alone.
 */
export async function scriptsOf(page: string, token?: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  const open = scriptsInHtml(await textOf(page, token), page)
  for (const address of open) {
    if (sizes.has(address)) continue
    const source = await textOf(address)
    sizes.set(address, gzipSync(source).length)
    open.push(...importsIn(source, address))
  }
  return sizes
}

/** Scripts by address, those announced by `modulepreload`, and what inline modules import. */
export function scriptsInHtml(html: string, page: string): string[] {
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag)
  const scripts = tags.flatMap((tag) => attribute(tag.startsWith('<script') ? tag : '', 'src') ?? [])
  const announced = tags.filter((tag) => attribute(tag, 'rel') === 'modulepreload')
  const inline = [...html.matchAll(/<script\b[^>]*>([^<]*(?:<(?!\/script>)[^<]*)*)<\/script>/g)]
  return [
    ...[...scripts, ...announced.flatMap((tag) => attribute(tag, 'href') ?? [])].map((one) => new URL(one, page).href),
    ...inline.flatMap(([, source]) => importsIn(source!, page)),
  ]
}

/** Static imports of a bundle; `import("…")` loads later and does not count. */
export const importsIn = (source: string, address: string): string[] =>
  [...source.matchAll(/\b(?:import|from)\s*["']((?:\.{0,2}\/)[^"']+\.js)["']/g)].map(
    ([, path]) => new URL(path!, address).href,
  )

const attribute = (tag: string, name: string): string | null =>
  new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1] ?? null

async function textOf(address: string, token?: string): Promise<string> {
  const answer = await fetch(address, token ? { headers: { authorization: `Bearer ${token}` } } : {})
  if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}`)
  return answer.text()
}
