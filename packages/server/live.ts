// SPDX-License-Identifier: Apache-2.0
import type { App } from '@symbolon/app'
import { type Id, idSchema, notFound } from '@symbolon/foundation'
import { hashOfToken, openTokens, signedFor } from '@symbolon/store'
import { type Context, Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { tooManyStreams } from './problems.ts'
import { refusal } from './refusal.ts'
import { addressOf, tokenOf } from './session.ts'

/** How many one session, or one address without one, may have open at once. */
const MOST = 8
/** Fixed from the beginning of a stream, so that nothing that happens changes it. */
const HEARTBEAT = 15_000
const TICK = 1000

type Follower = {
  arrangement: Id
  token: string | null
  seen: number
  stream: SSEStreamingApi
  /** What was sent and not taken yet. */
  waits: boolean
}

/**
 * How many statements of an arrangement its reader may read that checkpoints cover, as events while it grows. Followers
 * are looked at once a second, if anything at all was signed meanwhile, each under its own reader's rights: what a reader
 * may not read makes no event, and changes nothing about those there are.
 */
export function liveOf(app: App): Hono {
  const followers = new Set<Follower>()
  const held = new Map<string, number>()
  const watch = watchGrowth(app, followers)
  const live = new Hono()
  live.get('/:arrangement', async (context) => {
    const id = idSchema.safeParse(context.req.param('arrangement'))
    const given = tokenOf(context)
    // Who holds a token that has ended reads as the public, and is not cut for it.
    const [token = null] = given === null ? [] : await openTokens(app.store, [given])
    const statements = id.success ? await signedFor(app.store, token, id.data) : null
    if (!id.success || statements === null) return refusal(context, notFound())
    if (!context.req.header('accept')?.includes('text/event-stream')) return context.json({ statements })
    const who = token === null ? addressOf(context) : hashOfToken(token).toString('hex')
    const open = held.get(who) ?? 0
    if (open >= MOST) return refusal(context, tooManyStreams({ most: MOST }))
    held.set(who, open + 1)
    const answer = streamSSE(context, async (stream) => {
      const ended = new Promise<void>((done) => stream.onAbort(done))
      const follower = { arrangement: id.data, token, seen: statements, stream, waits: false }
      try {
        tell(follower, statements, afterOf(context, statements) < statements ? 'grew' : 'here')
        followers.add(follower)
        watch()
        await Promise.race([ended, beat(stream)])
      } finally {
        followers.delete(follower)
        const left = (held.get(who) ?? 1) - 1
        if (left > 0) held.set(who, left)
        else held.delete(who)
      }
    })
    answer.headers.set('Cache-Control', 'private, no-store')
    return answer
  })
  return live
}

/** What the reader has seen already: what a browser says when it comes back, else what its page was made with. */
function afterOf(context: Context, now: number): number {
  const said = context.req.header('last-event-id') ?? context.req.query('after') ?? ''
  return /^\d{1,15}$/.test(said) ? Number(said) : now
}

async function beat(stream: SSEStreamingApi): Promise<void> {
  while (!stream.closed && !stream.aborted) {
    await stream.sleep(HEARTBEAT)
    await stream.write(': here\n\n')
  }
}

/**
 * Nobody waits for a follower: one that has not taken the last event is sent no further one and dropped, and takes it up
 * again where it was.
 */
function tell(follower: Follower, statements: number, event: 'grew' | 'here'): void {
  if (follower.waits) {
    drop(follower)
    return
  }
  Object.assign(follower, { seen: statements, waits: true })
  follower.stream
    .writeSSE({ event, id: String(statements), data: JSON.stringify({ statements }) })
    .then(() => {
      follower.waits = false
    })
    .catch(() => drop(follower))
}

/** Abort and not close: closing waits for whoever does not read. */
const drop = ({ stream }: Follower) => stream.abort()

/** Looks at followers while there are any; answers what makes it begin. */
function watchGrowth(app: App, followers: Set<Follower>): () => void {
  let grown = false
  let stop: (() => Promise<void>) | null = null
  /** Whose session ended follows no more, within a second, whether anything is said or not. */
  const dropEnded = async () => {
    const tokens = [...followers].flatMap(({ token }) => token ?? [])
    const open = await openTokens(app.store, tokens).catch(() => null)
    for (const follower of open ? followers : [])
      if (follower.token !== null && !open!.has(follower.token)) drop(follower)
  }
  const look = async () => {
    await dropEnded()
    if (!grown) return
    grown = false
    const questions = Map.groupBy(followers, ({ arrangement, token }) => `${arrangement} ${token}`)
    for (const same of questions.values()) {
      const { arrangement, token } = same[0]!
      const statements = await signedFor(app.store, token, arrangement).catch(() => undefined)
      for (const follower of same) {
        // A session that ended, or a seat that did: from here on it is somebody else who reads.
        if (statements === null) drop(follower)
        else if (statements !== undefined && statements > follower.seen) tell(follower, statements, 'grew')
        else if (statements !== undefined) follower.seen = statements
      }
      if (statements === undefined) grown = true
    }
  }
  return () => {
    // What was signed between a follower's question and this is looked for now.
    grown = true
    if (stop) return
    const unlisten = app.store.listen(() => {
      grown = true
    })
    let busy = Promise.resolve()
    const timer = setInterval(() => {
      if (followers.size > 0) {
        busy = busy.then(look)
        return
      }
      clearInterval(timer)
      void unlisten()
      stop = null
    }, TICK)
    timer.unref()
    stop = unlisten
  }
}
