// SPDX-License-Identifier: Apache-2.0
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportHalf } from '@symbolon/halves'
import { exampleWith, inputsOf, makeRandomTwin, type RandomTwin } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Other worlds: SYMBOLON_SEEDS=5,6,7. The seed stands in the name of what fails. */
const SEEDS = (process.env.SYMBOLON_SEEDS ?? '1,2').split(',').map(Number)

describe.each(SEEDS)(
  'in the world of seed %i, A and the public get to the byte what they would without the rest',
  (seed) => {
    let whole: RandomTwin
    let bare: RandomTwin
    beforeAll(async () => {
      whole = await makeRandomTwin(seed, true)
      bare = await makeRandomTwin(seed, false)
    })
    afterAll(async () => {
      await whole.app.close()
      await bare.app.close()
    })
    const readers = ['alba', 'public'] as const
    const tokenOf = (twin: RandomTwin, who: (typeof readers)[number]) => (who === 'alba' ? twin.alba.token : null)

    it('is a fair question: there is a rest, and B reads of it', async () => {
      expect(whole.ids).toEqual(bare.ids)
      expect(whole.hidden).toBeGreaterThan(20)
      const seenByB = async ({ app, borea, ids }: RandomTwin) =>
        JSON.stringify(
          await Promise.all(ids.arrangement!.map((arrangement) => app.ask('record', borea.token, { arrangement }))),
        )
      expect(await seenByB(whole)).not.toBe(await seenByB(bare))
    })

    it('by every query', async () => {
      for (const [name, query] of whole.app.queries)
        for (const input of inputsOf(query, whole.ids))
          for (const who of readers) {
            const told = async (twin: RandomTwin) => JSON.stringify(await twin.app.ask(name, tokenOf(twin, who), input))
            const [one, other] = [await told(bare), await told(whole)]
            if (one !== other) expect(other, `${name} ${JSON.stringify(input)} as ${who}`).toBe(one)
          }
    })

    it('by the half that they take with them', async () => {
      for (const who of readers)
        for (const arrangement of whole.ids.arrangement!) {
          const halves = []
          for (const twin of [bare, whole]) {
            twin.open()
            halves.push(await halfOf(twin, tokenOf(twin, who), arrangement))
          }
          expect(halves[1]).toEqual(halves[0])
        }
    })

    it('by every command', async () => {
      for (const [name, { example }] of whole.app.commands)
        for (let which = 0; which < 3; which++) {
          const told = []
          for (const twin of [bare, whole]) {
            twin.open()
            told.push(JSON.stringify(await twin.app.run(name, twin.alba.token, exampleWith(example, twin.ids, which))))
          }
          expect(told[1], `${name} ${which}`).toBe(told[0])
        }
    })
  },
)

/** Every file of an exported half with its bytes; the refusal where there is none. */
async function halfOf({ app }: RandomTwin, token: string | null, arrangement: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-twin-'))
  try {
    const at = join(folder, 'half')
    const done = await exportHalf(app, token, arrangement, at)
    if (!done.ok) return done.problem
    const files = globSync('**/*', { cwd: at }).filter((path) => statSync(join(at, path)).isFile())
    return files.sort().map((path) => [path, readFileSync(join(at, path)).toString('base64')])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
