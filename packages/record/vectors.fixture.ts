// SPDX-License-Identifier: Apache-2.0
import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The conformance data beside the repository: /shared/data/tlog. Tests that need it skip when it is absent. */
export const TLOG: string = fileURLToPath(new URL('../../../shared/data/tlog', import.meta.url))

export const HAS_TLOG: boolean = existsSync(TLOG)

/** The JSON files below a folder of the conformance data, by path; none when the data are absent. */
export function vectors<T>(folder: string): [string, T][] {
  return globSync('**/*.json', { cwd: `${TLOG}/${folder}` })
    .sort()
    .map((path) => [path, JSON.parse(readFileSync(`${TLOG}/${folder}/${path}`, 'utf8'))])
}

export function bytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
