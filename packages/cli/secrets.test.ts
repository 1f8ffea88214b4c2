// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asAdmin, joinEmbedded } from '@symbolon/store'
import { Secret, TOTP } from 'otpauth'
import { afterAll, expect, it } from 'vitest'
import { launch, type Ran, run } from './run-main.fixture.ts'

const data = join(mkdtempSync(join(tmpdir(), 'symbolon-secrets-')), 'data')
afterAll(() => rmSync(join(data, '..'), { recursive: true, force: true }))

const PASSWORD = 'Correct Horse Battery 93617'
const secrets = new Map<string, string>()
const keep = (what: string, secret: string) => {
  expect(secret.length, what).toBeGreaterThan(5)
  secrets.set(what, secret)
  return secret
}
const ran: Ran[] = []
const runs = async (...args: string[]) => {
  const done = await run(...args, '--data', data)
  // What the host asked for is shown to the host, once: a link is no log.
  ran.push({ ...done, out: args[0] === 'invite' ? '' : done.out })
  return done
}

/** Somebody comes in by an invitation, and tries wrongly and rightly to sign in; a token is made and used. */
async function useIt(url: string, link: string): Promise<void> {
  const send = (address: string, fields: Record<string, string>, cookie = '') =>
    fetch(address, {
      ...{ method: 'POST', redirect: 'manual', headers: { origin: url, cookie } },
      body: new URLSearchParams(fields),
    })
  const begun = await (await send(link, { act: 'password', name: 'Ama', password: PASSWORD })).text()
  const ceremony = keep('ceremony', /name="ceremony" value="([\w-]+)"/.exec(begun)![1]!)
  const shown = /<code class="digest">([A-Z2-7 ]+)</.exec(begun)![1]!.replaceAll(' ', '')
  const totp = new TOTP({ secret: Secret.fromBase32(keep('secret of the second factor', shown)) })
  await send(link, { act: 'finish', ceremony, code: '000000' })
  const done = await send(link, { act: 'finish', ceremony, code: totp.generate() })
  const cookie = done.headers
    .getSetCookie()
    .find((one) => one.includes('session='))!
    .split(';')[0]!
  keep('session', cookie.split('=')[1]!)
  const page = await done.text()
  const code = keep('recovery code', /\b[0-9a-f]{4}(?:-[0-9a-f]{4}){7}\b/.exec(page)![0])
  const name = /\bama-\d{6}\b/.exec(page)![0]
  await send(`${url}/sign-in`, { name, password: keep('wrong password', 'Wrong Horse 5501234'), code: '1' })
  await send(`${url}/sign-in`, { name, password: PASSWORD, code })
  const people = `${url}/delegation/people`
  const made = await (await send(people, { act: 'make-token', name: 'Desk', scope: 'read', days: '7' }, cookie)).text()
  const token = keep('API token', /\b[\w-]{43}\b/.exec(/class="digest"[^>]*>([^<]+)</.exec(made)?.[1] ?? made)![0])
  const authorization = `Bearer ${token}`
  for (const path of ['register/parties', 'nothing', `register/party?party=${token}`])
    await fetch(`${url}/api/v1/${path}`, { headers: { authorization } })
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile())

it('no secret is in any log: what is printed, the database server’s log, the audit trail, also after faults', async () => {
  const product = launch(['start', '--data', data, '--empty', '--port', '0', '--accounts'])
  const url = await product.until(/Symbolon is at (\S+)/)
  const { parties } = await (await fetch(`${url}/api/v1/register/parties`)).json()
  const invited = await runs('invite', parties[0].id, '--role', 'head', '--address', url, '--json')
  const { link } = JSON.parse(invited.out)
  keep('invitation', new URL(link).searchParams.get('token')!)
  await useIt(url, link)
  for (const file of readdirSync(data).filter((one) => one.endsWith('.secret')))
    keep(file, readFileSync(join(data, file), 'utf8').trim())
  const server = (await joinEmbedded(data))!
  const trail = await asAdmin({ ...server.admin, database: 'symbolon' }, 'read committed', async (db) => {
    // Faults with secrets in the text, the values and the rows that they fail on.
    for (const [text, values] of [
      [`select '${PASSWORD}' from nowhere`, []],
      ['select $1::int', [PASSWORD]],
      ['insert into accounts.person select person, $1, sign_in_name from accounts.person', [PASSWORD]],
      [`alter role nobody_at_all password '${PASSWORD}'`, []],
      ['do $$ begin raise exception using detail = current_setting($1); end $$', []],
    ] as [string, string[]][]) {
      await db.query('savepoint one')
      await expect(db.query(text, values)).rejects.toThrow()
      await db.query('rollback to savepoint one')
    }
    const { rows } = await db.query(`select coalesce(json_agg(a), '[]')::text as all from accounts.audit a`)
    const { rows: kept } = await db.query(`select p.totp_secret, p.hash from accounts.password p`)
    expect(kept[0].totp_secret).toMatch(/^v1\./)
    const { rows: salts } = await db.query(`select encode(salt, 'hex') as salt from store.statement limit 3`)
    for (const { salt } of salts) keep(`salt ${salt.slice(0, 4)}`, salt)
    return rows[0].all as string
  })
  expect(trail).toContain('make-token')
  ran.push(await product.end())
  secrets.set('password', PASSWORD)
  const logs: [string, string][] = [
    ...ran.map(({ out, err }): [string, string] => ['what is printed', out + err]),
    ['the audit trail', trail],
    ...filesIn(data)
      .filter((path) => path.endsWith('.log'))
      .map((path): [string, string] => [path, readFileSync(join(data, path), 'utf8')]),
  ]
  const server_log = logs.find(([name]) => name === 'postgres.log')![1]
  expect(server_log).toMatch(/database system is ready/)
  for (const [log, text] of logs)
    for (const [what, secret] of secrets) expect(text.includes(secret), `${what} in ${log}`).toBe(false)
})
