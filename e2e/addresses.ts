// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Table } from './table.ts'

const app = join(import.meta.dirname, '../packages/web/app')

/** An address for each page of the router, made from what stands on a table. A page without one fails the walk. */
export const ADDRESSES: Record<string, (table: Table) => string> = {
  '/': () => '/',
  '/about': () => '/about',
  '/delegation': () => '/delegation?to=/arrangements',
  '/delegation/people': () => '/delegation/people',
  '/delegation/keys': () => '/delegation/keys',
  '/delegation/sign': () => '/delegation/sign',
  '/sign-in': () => '/sign-in?to=/arrangements',
  '/invitation': () => '/invitation?token=none',
  '/account': () => '/account',
  '/read': () => '/read',
  '/parties': () => '/parties',
  '/parties/new': () => '/parties/new',
  '/parties/:party': ({ roles }) => `/parties/${roles.promising.party}`,
  '/arrangements': () => '/arrangements',
  '/arrangements/new': () => '/arrangements/new',
  '/arrangements/:arrangement': ({ arrangement }) => `/arrangements/${arrangement}`,
  '/arrangements/:arrangement/scoreboard': ({ arrangement }) => `/arrangements/${arrangement}/scoreboard`,
  '/arrangements/:arrangement/seats': ({ arrangement }) => `/arrangements/${arrangement}/seats`,
  '/arrangements/:arrangement/record': ({ arrangement }) => `/arrangements/${arrangement}/record`,
  '/arrangements/:arrangement/record/:statement': ({ statement }) => statement,
  '/arrangements/:arrangement/documents/new': ({ arrangement }) => `/arrangements/${arrangement}/documents/new`,
  '/arrangements/:arrangement/documents/:source': ({ document }) => document,
  '/arrangements/:arrangement/documents/:source/review': ({ document }) => `${document}/review`,
  '/arrangements/:arrangement/commitments/new': ({ arrangement }) => `/arrangements/${arrangement}/commitments/new`,
  '/arrangements/:arrangement/commitments/:commitment': ({ commitment }) => commitment,
  '/*': () => '/no/such/page',
}

export type Route = { path: string; file: string; scripted: boolean }
type Entry = { path?: string; index?: boolean; file: string; children?: Entry[] }

/** The pages of the product, as its router knows them. */
export async function routesOfRouter(): Promise<Route[]> {
  const { default: entries } = (await import(join(app, 'routes.ts'))) as { default: Entry[] }
  const flat = (all: Entry[], base: string): Route[] =>
    all.flatMap(({ path, file, children = [] }) => {
      const here = path ? `${base}/${path}` : base
      return [{ path: here || '/', file, scripted: isScripted(file) }, ...flat(children, here)]
    })
  return flat(entries, '')
}

/** Whether the page says that it needs a script. All others must come without. */
function isScripted(file: string): boolean {
  return /export const handle\b[^\n]*\b(script|check): true/.test(readFileSync(join(app, file), 'utf8'))
}

export function addressOf(route: Route, table: Table): string {
  const make = ADDRESSES[route.path]
  if (make) return make(table)
  throw new Error(`This page has no example. Add to ADDRESSES in e2e/addresses.ts:\n  '${route.path}': () => '…',`)
}
