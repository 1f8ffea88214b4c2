// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..')
const main = join(root, 'packages/cli/main.ts')

export type Product = {
  url: string
  folder: string
  /** Asks it to end, as Ctrl-C does, and gives its exit code. */
  end: () => Promise<number | null>
  /** Ends it and removes its folder. */
  remove: () => Promise<void>
}

// Neither a given database nor a folder of the developer's own: what is tested starts from nothing.
const environment = () => {
  const { DATABASE_URL: _url, SYMBOLON_DATA: _data, VITEST: _vitest, NODE_ENV: _env, ...rest } = process.env
  return rest
}

/** Starts the product as a user does, on a folder of its own, and waits for the address that it prints. */
export async function startProduct(...args: string[]): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-e2e-'))
  const child = spawn(process.execPath, [main, 'start', '--data', folder, '--port', '0', ...args], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const end = () => {
    child.kill('SIGTERM')
    return ended
  }
  return {
    url: await addressOf(child),
    folder,
    end,
    remove: async () => {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
      const url = /Symbolon is at (\S+)/.exec(said)?.[1]
      if (url) done(url)
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.once('exit', (code) => fail(new Error(`The product ended with ${code} before it said its address:\n${said}`)))
  })
}

export type Ran = { code: number; out: string; err: string }

/** Runs a verb of the command line to its end. */
export async function symbolon(...args: string[]): Promise<Ran> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, ...args], {
      cwd: root,
      env: environment(),
    })
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}
