// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { type BrowserServer, chromium } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function chromiumPath(): string {
  const given = process.env.CHROMIUM_PATH
  const path = given ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
  if (path && existsSync(path)) return path
  throw new Error(
    `${given ? `CHROMIUM_PATH names ${given}, and there is no such file.` : 'Chromium is not installed.'} ` +
      'Install it (Debian, Ubuntu: sudo apt-get install chromium) or name yours with CHROMIUM_PATH.',
  )
}

/** One browser for the whole run, with a fresh profile; each file connects to it. */
export const launchChromium = (): Promise<BrowserServer> =>
  chromium.launchServer({ executablePath: chromiumPath(), args: FLAGS, headless: true })
