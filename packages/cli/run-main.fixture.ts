// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const main = join(import.meta.dirname, 'main.ts')

export type Ran = { code: number | null; out: string; err: string }
export type Running = {
  said: Promise<Ran>
  until: (words: RegExp) => Promise<string>
  end: (signal?: NodeJS.Signals) => Promise<Ran>
}

/** Runs the command line as a user's shell does: a process of its own, without this run's settings. */
export function launch(args: string[], env: Record<string, string> = {}): Running {
  const { DATABASE_URL: _url, DATABASE_REPLICA_URLS: _replicas, SYMBOLON_DATA: _data, ...rest } = process.env
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...rest, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const heard: Ran = { code: null, out: '', err: '' }
  child.stdout.on('data', (chunk) => (heard.out += chunk))
  child.stderr.on('data', (chunk) => (heard.err += chunk))
  const said = new Promise<Ran>((done) => child.once('close', (code) => done({ ...heard, code })))
  return {
    said,
    until: (words) =>
      new Promise((done, fail) => {
        const look = () => {
          const found = words.exec(heard.out)
          if (found) done(found[1] ?? found[0])
        }
        child.stdout.on('data', look)
        child.once('close', () => fail(new Error(`It ended without saying ${words}:\n${heard.out}${heard.err}`)))
      }),
    end: (signal = 'SIGTERM') => {
      child.kill(signal)
      return said
    },
  }
}

export const run = (...args: string[]): Promise<Ran> => launch(args).said
