// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Runs PostgreSQL under a shell that reads our end of a pipe: when this process ends, however it ends, the pipe closes
 * and the shell stops the server. So a killed product leaves no server behind.
 */
const SUPERVISE = 'exec 3<&0; "$@" </dev/null & pg=$!; (read -r _ <&3; kill -INT "$pg" 2>/dev/null) & wait "$pg"'

/** PostgreSQL refuses root: as root its programs run as nobody, who owns the data folder. */
export const runsAsRoot = (): boolean => process.getuid?.() === 0

export function nobody(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/**
 * The command line that runs `program` as a user whom PostgreSQL accepts. Below a folder that nobody may not enter (a
 * fresh mktemp, root's home) it keeps the one right to pass through it, by setpriv of util-linux.
 */
function asOrdinaryUser(
  program: string,
  args: string[],
  paths: string[],
): { file: string; args: string[]; ids: object } {
  if (!runsAsRoot()) return { file: program, args, ids: {} }
  const ids = nobody()
  if (paths.every(mayPass)) return { file: program, args, ids }
  // Without the secure bit access(2), by which initdb looks for its fellow programs, forgets the right again.
  const pass = [
    '--securebits',
    '+no_setuid_fixup',
    '--inh-caps',
    '+dac_read_search',
    '--ambient-caps',
    '+dac_read_search',
  ]
  const who = ['--reuid', String(ids.uid), '--regid', String(ids.gid), '--clear-groups']
  return { file: 'setpriv', args: [...who, ...pass, program, ...args], ids: {} }
}

function mayPass(path: string): boolean {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder))
    if ((statSync(folder).mode & 0o001) === 0) return false
  return true
}

export function runOnce(program: string, args: string[], paths: string[]): void {
  const run = asOrdinaryUser(program, args, paths)
  execFileSync(run.file, run.args, { ...run.ids, cwd: '/', stdio: 'pipe', env: plainEnv() })
}

export function runServer(program: string, args: string[], paths: string[], log: number): ChildProcess {
  const run = asOrdinaryUser('/bin/sh', ['-c', SUPERVISE, 'sh', program, ...args], paths)
  // Detached: a Ctrl-C in the terminal reaches the product alone, which then stops the server in order.
  return spawn(run.file, run.args, { ...run.ids, cwd: '/', stdio: ['pipe', log, log], detached: true, env: plainEnv() })
}

const plainEnv = () => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' })
