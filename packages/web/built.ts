// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Doors } from './app/doors.ts'

export type { Doors, Locale, OpenedFile, ReadFile, Visit } from './app/doors.ts'
export type PageHandler = (request: Request, doors: Doors) => Promise<Response>

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Where the built stylesheet, scripts and pictures lie. */
export const clientFolder = at('./build/client')
export const isBuilt = (): boolean => existsSync(at('./build/server/index.js'))

/** The built pages. Throws where they were not built yet: `npm run build`, which the start does by itself. */
export async function loadPages(): Promise<PageHandler> {
  const { handlePage } = await import(/* @vite-ignore */ at('./build/server/index.js'))
  return handlePage
}
