// SPDX-License-Identifier: Apache-2.0
import type { RandomTwin } from './random-twin.ts'
import { exampleWith, inputsOf } from './twin-inputs.ts'

/** Something to send: to which path, how, and with what. */
export type Sent = { method: string; path: string; body?: string }
type Server = { request: (path: string, init: RequestInit) => Response | Promise<Response> }

const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY']
const ORIGIN = 'http://127.0.0.1'
const API = '/api/v1'
/** Routes that are neither a query nor a command of a room, with what to send to them. */
const OTHERS: Record<string, (twin: RandomTwin) => Sent[]> = {
  '/health': () => [{ method: 'GET', path: '/health' }],
  '/assets/*': () => [{ method: 'GET', path: '/assets/none.js' }],
  '/favicon.svg': () => [{ method: 'GET', path: '/favicon.svg' }],
  '/*': () => [{ method: 'GET', path: '/' }],
  '/api/v1/openapi.json': () => [{ method: 'GET', path: '/api/v1/openapi.json' }],
  '/halves/*': () => [{ method: 'GET', path: '/halves/none' }],
  '/halves/:arrangement/*': ({ ids }) => ids.arrangement!.flatMap((id) => halfOf(id, ids.statement!)),
  '/halves/:arrangement/logs/:log/cosignatures': ({ ids }) =>
    ids.arrangement!.flatMap((id) =>
      ids.statement!.slice(0, 3).map((log) => ({ method: 'POST', path: `/halves/${id}/logs/${log}/cosignatures` })),
    ),
  '/api/v1/prepare/:command': ({ ids }) =>
    ids.arrangement!.map((arrangement) => ({
      ...{ method: 'POST', path: `${API}/prepare/choose-past` },
      body: JSON.stringify({ arrangement, past: 'opened' }),
    })),
  '/api/v1/submit': ({ ids }) =>
    ids.statement!.slice(0, 3).map((prepared) => ({
      ...{ method: 'POST', path: `${API}/submit` },
      body: JSON.stringify({ prepared, signatures: [] }),
    })),
  '/api/v1/session': ({ alba }) => [{ method: 'POST', path: '/api/v1/session', body: `{"party":"${alba.party}"}` }],
  '/api/v1/performance/scoreboard.csv': ({ ids }) =>
    ids.arrangement!.map((id) => ({ method: 'GET', path: `${API}/performance/scoreboard.csv?arrangement=${id}` })),
}

/** The files of a half by name; which logs there are the list says, and what they hold the exported halves show. */
const halfOf = (arrangement: string, others: string[]): Sent[] =>
  [
    'symbolon.json',
    'keys.json',
    'documents/x.txt',
    ...others.slice(0, 3).flatMap((id) => [`logs/${id}/checkpoint`, `documents/${id}.txt`]),
  ].map((path) => ({ method: 'GET', path: `/halves/${arrangement}/${path}` }))

/**
 * What to send to each route that the router itself names, by its own method; and once by every other method. A route
 * that is neither a query nor a command, and has no line in OTHERS, fails: so that a new one is tried too.
 */
export function requestsFor(routes: { path: string }[], twin: RandomTwin): Sent[] {
  return [...new Set(routes.map(({ path }) => path))].flatMap((path) => {
    const sent = sentTo(path, twin)
    return [...sent, ...VERBS.map((method) => ({ ...sent[0]!, method }))]
  })
}

function sentTo(path: string, twin: RandomTwin): Sent[] {
  const name = path.split('/').at(-1)!
  const query = path.startsWith(API) && twin.app.queries.get(name)
  if (query)
    // Every input is asked for behind the door (app/random-twin.test.ts); here it is the door that is tried.
    return inputsOf(query, twin.ids)
      .slice(0, 8)
      .map((input) => {
        const given = Object.entries(input).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, String(value)]],
        )
        return { method: 'GET', path: `${path}?${new URLSearchParams(given)}` }
      })
  const command = path.startsWith(API) && twin.app.commands.get(name)
  if (command)
    return [0, 1, 2].map((which) => ({
      ...{ method: 'POST', path },
      body: JSON.stringify(exampleWith(command.example, twin.ids, which)),
    }))
  const other = OTHERS[path]
  if (!other) throw new Error(`the route ${path} is not tried on twins: add "'${path}': (twin) => […]" to OTHERS`)
  return other(twin)
}

/** All that comes back, but the date: as A (its token) or as the public (null). */
export async function answerOf(server: Server, twin: RandomTwin, who: 'alba' | 'public', sent: Sent): Promise<string> {
  twin.open()
  const { method, path, body } = sent
  const headers: Record<string, string> = { host: '127.0.0.1', origin: ORIGIN, 'content-type': 'application/json' }
  if (who === 'alba') headers.authorization = `Bearer ${twin.alba.token}`
  const answer = await server.request(path, {
    method,
    headers,
    ...(/GET|HEAD/.test(method) ? {} : { body: body ?? '{}' }),
  })
  const told = [...answer.headers].filter(([name]) => name !== 'date').sort()
  return JSON.stringify([answer.status, told, await answer.text()])
}
