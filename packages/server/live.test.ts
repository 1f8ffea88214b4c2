// SPDX-License-Identifier: Apache-2.0
import { type App, openApp } from '@symbolon/app'
import { closeSession, signCheckpoints } from '@symbolon/store'
import { acceptedOn, convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverOf } from './server.ts'

let app: TestApp
let second: App
let servers: ReturnType<typeof serverOf>[]
let alba: Player
let borea: Player
let table: string
let closed: string
beforeAll(async () => {
  app = await freshApp()
  const { databaseUrl, database } = app
  second = await openApp({ databaseUrl, database }, { sequencer: false, acceptWeak: acceptedOn(databaseUrl) })
  const page = async () => new Response('a page')
  servers = [app, second].map((house) => serverOf(house, page, () => {}))
  alba = await enrol(app, 'Alba')
  borea = await enrol(app, 'Borea')
  table = await convene(app, { alba, borea })
  closed = await convene(app, { alba }, { confidential: true })
  await signCheckpoints(app.store, app.hub)
})
afterAll(async () => {
  await Promise.all(streams.map((stream) => stream.end()))
  await Promise.all([app.close(), second.close()])
})

type Stream = { status: number; next: () => Promise<string>; end: () => Promise<void> }
const streams: Stream[] = []
/** Follows an arrangement; `next` gives what comes next, an event as its name and how many statements. */
async function follow(
  arrangement: string,
  token: string | null,
  more: Record<string, string> = {},
  at = 0,
): Promise<Stream> {
  const who: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const headers = { host: '127.0.0.1', accept: 'text/event-stream', ...who, ...more }
  const answer = await servers[at]!.request(`/api/v1/live/${arrangement}`, { headers })
  const reader = answer.body!.getReader()
  let heard = ''
  const stream = {
    status: answer.status,
    next: async () => {
      for (;;) {
        const cut = heard.indexOf('\n\n')
        if (cut >= 0) {
          const [event, rest] = [heard.slice(0, cut), heard.slice(cut + 2)]
          heard = rest
          return `${/^event: (.*)$/m.exec(event)![1]} ${/"statements":(\d+)/.exec(event)![1]}`
        }
        const { value, done } = await reader.read()
        if (done) return 'end'
        heard += Buffer.from(value).toString()
      }
    },
    end: () => reader.cancel().catch(() => {}),
  }
  streams.push(stream)
  return stream
}
const say = async (audience?: object) => {
  await app.must('agree-commitment', alba.token, promise(table, [alba.party], audience ? { audience } : {}))
  await signCheckpoints(app.store, app.hub)
}
const count = async (token: string | null) => {
  const who: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const answer = await servers[0]!.request(`/api/v1/live/${table}`, { headers: { host: '127.0.0.1', ...who } })
  return ((await answer.json()) as { statements: number }).statements
}

describe('following an arrangement', () => {
  it('tells how far it has come, and of what is said, in every process', async () => {
    const before = await count(null)
    const here = await follow(table, null)
    const there = await follow(table, null, {}, 1)
    for (const stream of [here, there]) expect(await stream.next()).toBe(`here ${before}`)
    await say()
    for (const stream of [here, there]) expect(await stream.next()).toBe(`grew ${before + 1}`)
  })
  it('tells a reader of what that reader may read and of nothing else', async () => {
    const [public_, member] = [await follow(table, null), await follow(table, borea.token)]
    const [few, many] = [await count(null), await count(borea.token)]
    expect([await public_.next(), await member.next()]).toEqual([`here ${few}`, `here ${many}`])
    await say({ to: 'seats', tiers: ['member'] })
    expect(await member.next()).toBe(`grew ${many + 1}`)
    await say()
    // The first that the public hears of is the public one.
    expect(await public_.next()).toBe(`grew ${few + 1}`)
    expect(await member.next()).toBe(`grew ${many + 2}`)
  })
  it('goes on where a line broke', async () => {
    const seen = await count(null)
    await say()
    const back = await follow(table, null, { 'last-event-id': String(seen) })
    expect(await back.next()).toBe(`grew ${seen + 1}`)
    const current = await follow(table, null, { 'last-event-id': String(seen + 1) })
    expect(await current.next()).toBe(`here ${seen + 1}`)
  })
  it('ends with its session', async () => {
    const token = await app.as(alba.party)
    const stream = await follow(table, token)
    expect(await stream.next()).toMatch(/^here /)
    // Whether anything is said or not.
    await closeSession(app.store, token)
    expect(await stream.next()).toBe('end')
  })
  it('is for who may read it: what may not be read is not there', async () => {
    const asked = async (id: string, token: string | null) => {
      const who: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
      const answer = await servers[0]!.request(`/api/v1/live/${id}`, {
        headers: { host: '127.0.0.1', accept: 'text/event-stream', ...who },
      })
      if (answer.status !== 404) await answer.body?.cancel()
      return [answer.status, answer.status === 404 ? await answer.text() : null]
    }
    const nowhere = await asked('01900000-0000-7000-8000-000000000000', borea.token)
    expect(nowhere[0]).toBe(404)
    expect(await asked(closed, borea.token)).toEqual(nowhere)
    expect(await asked(closed, null)).toEqual(nowhere)
    expect(await asked('no id', null)).toEqual(nowhere)
    expect((await asked(closed, alba.token))[0]).toBe(200)
  })
  it('is for a few at once, and another place is free once one is left', async () => {
    const token = await app.as(borea.party)
    const held: Stream[] = []
    for (let n = 0; n < 8; n++) held.push(await follow(table, token))
    expect(held.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect((await follow(table, token)).status).toBe(429)
    expect((await follow(table, alba.token)).status).toBe(200)
    await held[0]!.end()
    for (;;) if ((await follow(table, token)).status === 200) break
  })
})
