// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isBuilt } from '@symbolon/web'

const ROOT = join(import.meta.dirname, '..')
const PATIENCE = 180_000

export type Product = { url: string; pid: number; firstPage: number; stop: () => Promise<void> }

/**
 * Starts the product as its user does, on a given database where one is named, and waits for the first page. `firstPage`
 * is the milliseconds until then.
 */
export async function startProduct(dataFolder: string, databaseUrl?: string): Promise<Product> {
  const begun = performance.now()
  const verb = [join(ROOT, 'packages/cli/main.ts'), 'start', '--data', dataFolder, '--port', '0']
  const { DATABASE_URL: _notOurs, DATABASE_REPLICA_URLS: _neither, ...rest } = process.env
  const env = databaseUrl ? { ...rest, DATABASE_URL: databaseUrl } : rest
  const child = spawn(process.execPath, verb, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let told = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (told += bytes))
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  try {
    for (;;) {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0]
      if (url && (await answers(url))) return { url, pid: child.pid!, firstPage: performance.now() - begun, stop }
      if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}:\n${told}`)
      if (performance.now() - begun > PATIENCE) throw new Error(`no page after ${PATIENCE / 1000} s:\n${told}`)
      await wait(5)
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const page = await fetch(url)
    await page.text()
    return page.status === 200
  } catch {
    return false
  }
}

/** Pages are built once after a clone; no start is measured with the build in it. */
export function buildPages(): void {
  if (isBuilt()) return
  const { status, stderr } = spawnSync('npm', ['run', 'build', '--silent'], { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the pages could not be built:\n${stderr}`)
}

/** A folder that is gone after the work. */
export async function inNewFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
