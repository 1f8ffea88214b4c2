// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isBuilt } from '@symbolon/web'
import type { TestProject } from 'vitest/node'
import { launchChromium } from './chromium.ts'
import { startProduct } from './product.ts'

const root = join(import.meta.dirname, '..')

/** The browser, and two products that no file changes but where it says so: the demonstration, and an empty one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await launchChromium()
  buildPages()
  const [demonstration, empty] = await Promise.all([startProduct(), startProduct('--empty')])
  project.provide('browser', browser.wsEndpoint())
  project.provide('demonstration', demonstration.url)
  project.provide('empty', empty.url)
  return async () => {
    await Promise.all([browser.close(), demonstration.remove(), empty.remove()])
  }
}

/** Built again where a source is younger than what is built, so that never yesterday's pages are tested. */
function buildPages(): void {
  const web = join(root, 'packages/web')
  const built = isBuilt() ? statSync(join(web, 'build/server/index.js')).mtimeMs : 0
  const sources = [...globSync('packages/web/{app,locales,public}/**/*', { cwd: root }), 'packages/web/vite.config.ts']
  const words = globSync('packages/rooms/*/{bodies,pages,contract,vocabulary}.ts', { cwd: root })
  if ([...sources, ...words].every((path) => statSync(join(root, path)).mtimeMs < built)) return
  const { NODE_ENV: _env, ...env } = process.env
  const run = spawnSync('npm', ['run', 'build', '--silent'], { cwd: root, env, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`The pages could not be built:\n${run.stdout}${run.stderr}`)
}

declare module 'vitest' {
  export interface ProvidedContext {
    browser: string
    demonstration: string
    empty: string
  }
}
