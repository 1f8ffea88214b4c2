// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@symbolon/store'
import { asSuperuser } from '@symbolon/testing'
import { afterAll, expect, it } from 'vitest'
import { launch, run } from './run-main.fixture.ts'

const data = join(mkdtempSync(join(tmpdir(), 'symbolon-cli-')), 'data')
afterAll(() => rmSync(join(data, '..'), { recursive: true, force: true }))

it('the port is a number of this machine, and anything else is refused in words', async () => {
  for (const port of ['none', '70000', '-1']) {
    const { code, err } = await run('start', '--data', data, '--empty', '--port', port)
    expect(code).toBe(1)
    expect(err).toMatch(/^The port \S+ is no number from 0 to 65535\. .*\n$/)
    expect(existsSync(data)).toBe(false)
  }
})

it('backup works beside the running product, restore makes a folder of it, and both say what they did', async () => {
  const place = join(data, '../busy')
  const [kept, back] = [join(data, '../kept'), join(data, '../back')]
  const product = launch(['start', '--data', place, '--empty', '--port', '0'])
  await product.until(/Symbolon is at (\S+)/)
  const taken = await run('backup', kept, '--data', place)
  expect(taken).toMatchObject({ code: 0, out: expect.stringMatching(/^Backed up 3 statements .*secrets\.json/s) })
  expect((await run('backup', kept, '--data', place)).code).toBe(2)
  expect((await product.end()).code).toBe(0)
  const restored = await run('restore', kept, '--data', back)
  expect(restored).toMatchObject({ code: 0, out: expect.stringMatching(/^Restored 3 .*\nThe record is whole: 3 /) })
  expect(await run('fsck', '--data', back)).toMatchObject({ code: 0 })
  await recovers(back, place)
  appendFileSync(join(kept, 'tables/store.statement.copy'), 'x')
  const torn = await run('restore', kept, '--data', `${back}-2`, '--json')
  expect(torn.code).toBe(2)
  expect(JSON.parse(torn.out)).toMatchObject({ details: { file: 'tables/store.statement.copy' } })
  expect(existsSync(`${back}-2`)).toBe(false)
})

/** A restored record takes statements again once somebody showed its logs, or the host says that nobody keeps more. */
async function recovers(back: string, hub: string): Promise<void> {
  const half = join(data, '../half')
  const { arrangements } = JSON.parse((await run('arrangements', '--data', back)).out) as {
    arrangements: { id: string }[]
  }
  expect(await run('export', arrangements[0]!.id, half, '--data', hub)).toMatchObject({ code: 0 })
  const alone = await run('recover', '--data', back)
  expect(alone).toMatchObject({ code: 2, err: expect.stringMatching(/was shown by nobody\..*--none-has-more/s) })
  const asked = await run('recover', '--data', back, '--from', half)
  expect(asked).toMatchObject({ code: 0, out: expect.stringMatching(/^The record is reconciled/) })
  expect((await run('recover', '--data', back, '--from', back)).err).toMatch(/in use by process/)
  expect((await run('recover', '--data', back, '--from', data)).err).toMatch(/is no half and no mirror/)
}

it('a durability setting that nobody has is no leave', async () => {
  const { code, err } = await launch(['start', '--data', data, '--empty'], { SYMBOLON_ACCEPT_WEAK: 'all' }).said
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('none of: fsync') })
  expect(existsSync(data)).toBe(false)
})

it('start says its address, names itself to a second start on its folder, and ends in order', async () => {
  const first = launch(['start', '--data', data, '--empty', '--port', '0'])
  const url = await first.until(/Symbolon is at (\S+)/)
  expect((await fetch(`${url}/health`)).status).toBe(200)
  const second = await run('start', '--data', data, '--empty', '--port', '0')
  expect(second.code).toBe(1)
  expect(second.err).toMatch(/is in use by process \d+\. Stop that one, or choose another folder with --data\./)
  const taken = await run('start', '--data', `${data}-2`, '--empty', '--port', new URL(url).port)
  expect(taken).toMatchObject({ code: 1, err: expect.stringMatching(/Port \d+ is taken\. Choose another with --port/) })
  const ended = await first.end()
  expect(ended.code).toBe(0)
  expect(existsSync(join(data, 'symbolon.pid'))).toBe(false)
})

it('fsck says that the record is whole; once a row was edited it ends with 3 and names the statement', async () => {
  const whole = await run('fsck', '--data', data)
  expect(whole).toMatchObject({ code: 0, out: expect.stringMatching(/^The record is whole: \d+ statements/) })
  const statement = await tamper()
  const damaged = await run('fsck', '--data', data)
  expect(damaged.code).toBe(3)
  expect(damaged.out).toMatch(new RegExp(`^Damaged: log \\S+, index \\d+, statement ${statement}: `))
  const report = await run('fsck', '--data', data, '--json')
  expect(report.code).toBe(3)
  expect(JSON.parse(report.out)).toMatchObject({ whole: false, damage: [{ statement }] })
})

/** What an administrator could do behind the product's back. */
async function tamper(): Promise<string> {
  const server = await startEmbedded(data)
  try {
    return await asSuperuser({ ...server.admin, database: 'symbolon' }, async (client) => {
      const { rows } = await client.query(`
        update store.statement set canonical = replace(canonical, 'Register editors', 'Somebody else')
        where id = (select id from store.statement where canonical like '%Register editors%' limit 1) returning id`)
      return rows[0].id
    })
  } finally {
    await server.stop()
  }
}
