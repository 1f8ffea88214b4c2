// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' })

/** A file system of its own on `folder`, in memory, of so many megabytes. */
export function mountSmall(folder: string, megabytes: number): void {
  mkdirSync(folder, { recursive: true })
  run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder)
}

/** An image of an empty ext4 file system, to be mounted. */
export function makeImage(image: string, megabytes: number): void {
  writeFileSync(image, '')
  truncateSync(image, megabytes * 1024 * 1024)
  run('mkfs.ext4', '-q', '-F', image)
}

/** Mounts an image through a loop device: its file holds what was written out, and nothing that waits in memory. */
export function mountImage(image: string, folder: string): void {
  mkdirSync(folder, { recursive: true })
  run('mount', '-o', 'loop', image, folder)
}

export const unmount = (folder: string): string => run('umount', folder)

/** What the loop device under a folder has read and written so far: the same twice, nothing was written between. */
export function writtenSoFar(folder: string): string {
  const device = run('findmnt', '-no', 'SOURCE', folder).trim()
  return readFileSync(`/sys/block/${basename(device)}/stat`, 'utf8')
    .trim()
    .split(/\s+/)
    .slice(4, 7)
    .join(' ')
}

/** Whether this machine lets us mount: a container often does not, and then such tests are skipped. */
export function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-mount-'))
  try {
    makeImage(join(folder, 'image'), 16)
    mountImage(join(folder, 'image'), join(folder, 'on'))
    unmount(join(folder, 'on'))
    return statSync(join(folder, 'image')).size > 0
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
