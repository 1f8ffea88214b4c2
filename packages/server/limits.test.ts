// SPDX-License-Identifier: Apache-2.0
import channel from 'node:diagnostics_channel'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { convene, enrol, freshApp, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Listening, listen, serverOf } from './server.ts'

const GIGABYTE = 2 ** 30
let app: TestApp
let listening: Listening
let routes: { method: string; path: string }[]
let token: string
let party: string
let arrangement: string
const faults: unknown[] = []

beforeAll(async () => {
  app = await freshApp()
  const alba = await enrol(app, 'Alba')
  ;({ token, party } = alba)
  arrangement = await convene(app, { alba })
  const page = async (asked: Request) => {
    if (asked.method === 'POST') await asked.formData()
    // More than the buffers between the two ends hold.
    return new Response(new Uint8Array(64 * 1024 * 1024), { headers: { 'content-type': 'application/octet-stream' } })
  }
  const server = serverOf(app, page, (fault) => faults.push(fault))
  routes = server.routes
  listening = await listen(server, 0)
})
afterAll(async () => {
  await listening.close()
  await app.close()
})

const port = () => Number(new URL(listening.url).port)
const head = (method: string, path: string, more: string[] = []) =>
  [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port()}`, `Origin: ${listening.url}`, ...more, '', ''].join('\r\n')
/** Opens a connection, says what is given and hears no more than it is asked to. */
async function open(said: string, hears = true): Promise<Socket> {
  const socket = connect(port(), '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  if (hears) socket.resume()
  if (said) socket.write(said)
  return socket
}
const health = async () => {
  const from = performance.now()
  const answer = await fetch(`${listening.url}/health`)
  await answer.arrayBuffer()
  return performance.now() - from
}

describe('an upload of a gigabyte', () => {
  type Sent = { status: number; bytes: number }
  const LENGTHS: Record<string, string>[] = [{ 'content-length': String(GIGABYTE) }, { 'transfer-encoding': 'chunked' }]
  // As browsers do: who says that it ends its connection may find it ended before it has read the answer.
  const agent = new Agent({ keepAlive: true })
  /** Sends until it is answered or has sent all of it. */
  function upload(method: string, path: string, more: Record<string, string>): Promise<Sent> {
    return new Promise((done, fail) => {
      const part = Buffer.alloc(256 * 1024, 'x')
      let bytes = 0
      let status = 0
      const headers = { origin: listening.url, authorization: `Bearer ${token}`, ...more }
      const asked = request(`${listening.url}${path}`, { method, headers, agent }, (answer) => {
        status = answer.statusCode!
        answer.resume()
        asked.destroy()
        done({ status, bytes })
      })
      asked.on('error', (error) => status === 0 && fail(new Error(`${path} after ${bytes} bytes`, { cause: error })))
      const write = () => {
        while (status === 0 && bytes < GIGABYTE) {
          bytes += part.length
          if (!asked.write(part)) return asked.once('drain', write)
        }
        if (status === 0) asked.end()
      }
      write()
    })
  }
  it('is refused on every route that takes a body before it is kept in memory', async () => {
    const id = '01900000-0000-7000-8000-00000000dead'
    const paths = routes.filter(({ method }) => method === 'POST').map(({ path }) => path.replace(/:\w+/g, id))
    setFlagsFromString('--expose_gc')
    const collect = runInNewContext('gc') as () => void
    await upload('POST', '/read', { 'content-length': String(GIGABYTE) })
    collect()
    const before = process.memoryUsage().rss
    let most = 0
    for (const path of new Set([...paths, '/read', '/sign-in', '/no/such/page', '/api/v1/none', '/assets/x']))
      for (const type of ['application/json', 'multipart/form-data; boundary=x'])
        for (const length of LENGTHS) {
          const sent = { 'content-type': type, ...length }
          const { status, bytes } = await upload('POST', path, sent)
          expect(status, `${path} ${JSON.stringify(length)}`).toBe(413)
          expect(bytes, path).toBeLessThan(GIGABYTE / 4)
          collect()
          most = Math.max(most, process.memoryUsage().rss - before)
        }
    console.log(`memory grew by at most ${(most / 2 ** 20).toFixed(1)} MB`)
    expect(most).toBeLessThan(50 * 2 ** 20)
  })
  it('whose sender goes on after the refusal is cut', async () => {
    const socket = await open(head('POST', '/read', [`Content-Length: ${GIGABYTE}`, 'Content-Type: text/plain']))
    const ended = new Promise((closed) => socket.once('close', closed))
    const part = Buffer.alloc(64 * 1024)
    let sent = 0
    while (!socket.destroyed) {
      sent += part.length
      await Promise.race([ended, new Promise((next) => socket.write(part, next))])
    }
    console.log(`cut after ${(sent / 2 ** 20).toFixed(0)} MB, none of which was kept`)
  })
})

it('a thousand connections that ask nothing, half of it, or take no answer, are cut within ten seconds; others are served', async () => {
  const kinds: (() => Promise<Socket>)[] = [
    () => open(''),
    () => open('GET / HTTP/1.1\r\nHost: 127'),
    () => open(`${head('POST', '/read', ['Content-Length: 5000', 'Content-Type: text/plain'])}a few`),
    () =>
      open(
        head('POST', '/api/v1/session', ['Transfer-Encoding: chunked', 'Content-Type: application/json']) +
          '5\r\n{"par',
      ),
  ]
  // Whoever takes no answer does not hear that it was cut: it is looked at from our end.
  const served: Socket[] = []
  const note = (message: unknown) => served.push((message as { socket: Socket }).socket)
  channel.subscribe('net.server.socket', note)
  const sockets: Socket[] = []
  for (let n = 0; n < 1000; n++) sockets.push(await kinds[n % kinds.length]!())
  // Each of these is sent 64 MB, and takes none of it after what the buffers hold.
  for (let n = 0; n < 3; n++) sockets.push(await open(head('GET', '/large'), false))
  // One that keeps a header coming is cut as well: the time is for all headers together.
  const drip = await open('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n')
  const dripping = setInterval(() => drip.write('X-A: b\r\n'), 500)
  sockets.push(drip)
  while (served.length < sockets.length) await health()
  channel.unsubscribe('net.server.socket', note)
  const opened = performance.now()
  const others: number[] = []
  let idle = 0
  while (served.some(({ destroyed }) => !destroyed)) {
    others.push(await health())
    if (served.slice(0, 1000).some(({ destroyed }) => !destroyed)) idle = (performance.now() - opened) / 1000
  }
  clearInterval(dripping)
  const took = (performance.now() - opened) / 1000
  for (const socket of sockets) socket.destroy()
  others.sort((a, b) => b - a)
  console.log(
    `a thousand cut within ${idle.toFixed(1)} s, who takes no answer within ${took.toFixed(1)} s; ${others.length} others served, the slowest in ${others[0]!.toFixed(0)} ms`,
  )
  expect(others.length).toBeGreaterThan(100)
  // The time of the promise: twice that of a quiet machine, for one that is busy.
  expect(idle).toBeLessThan(20)
})

describe('a question that holds the database', () => {
  const slow =
    'create policy slow on register.party as restrictive for select to symbolon_reader using (pg_sleep(60) is not null)'
  beforeAll(() => app.superuser((db) => db.query(slow)))
  afterAll(() => app.superuser((db) => db.query('drop policy slow on register.party')))

  it('is stopped in words, for a page and a program, while the rest is served', async () => {
    const auth = { authorization: `Bearer ${token}` }
    const asking = Promise.all(
      ['register/parties', 'register/seated-arrangements'].map((path) =>
        fetch(`${listening.url}/api/v1/${path}`, { headers: auth }),
      ),
    )
    let served = 0
    let asked = true
    asking.finally(() => {
      asked = false
    })
    while (asked) {
      await health()
      served++
    }
    for (const answer of await asking) {
      expect(answer.status).toBe(503)
      expect(await answer.json()).toMatchObject({ code: 'store/took-too-long', details: { seconds: 5 } })
    }
    expect(served).toBeGreaterThan(50)
  })
  it('says nothing where it is a command’s', async () => {
    const result = await app.run('agree-commitment', token, promise(arrangement, [party]))
    expect(result.ok || result.problem.code).toBe('store/took-too-long')
    const { rows } = await app.superuser((db) =>
      db.query(`select from store.statement where kind = 'commitment.agreed'`),
    )
    expect(rows).toEqual([])
  })
})

it('met no fault', () => expect(faults).toEqual([]))
