// SPDX-License-Identifier: Apache-2.0
import { rooms } from '@symbolon/app'
import { type Id, KEY_KINDS, type Recorded, type Statement } from '@symbolon/foundation'
import { keyHistory, TILE } from '@symbolon/record'
import { type Signing, signingOf } from '@symbolon/store'
import type { Half } from './half.ts'
import type { HalfSource } from './half-source.ts'
import { hostKeyIn, readKeys, type Words } from './keys.ts'
import { type Read, readHalf, readHead, readLines, textOf } from './read-log.ts'

/** Says of each statement of a half, in the order of its log, how it is signed. */
export type JudgeOfHalf = { judge: (said: Recorded) => Signing | null; hosts: string[] }

const KINDS = new Map(rooms.flatMap((room) => room.statements.map((kind) => [kind.kind, kind] as const)))
const isOfKeys = ({ kind, audience }: Statement) =>
  audience.to === 'public' && (KEY_KINDS as readonly string[]).includes(kind)

/**
 * The keys come from `keys.json`; in the register's own half from the very statements as they are read; and, where it is
 * at hand, from the half of the register, which leaves nothing out. `hosts` are the keys of who signed for that.
 */
export async function judgeOfHalf(
  source: HalfSource,
  half: Half,
  register: HalfSource | null,
): Promise<Read<JudgeOfHalf>> {
  const read = [half.keys ? await readKeys(source) : null, register && (await wordsIn(register, half.register))]
  // By the register's logs, one after the other; its own half, where it is at hand, knows all of them.
  const words = new Map<Id, Map<number, Recorded>>()
  const hosts: string[] = []
  for (const one of read.toReversed()) {
    if (one === null) continue
    if (!one.ok) return one
    hosts.push(hostKeyIn(one.value.key))
    for (const said of one.value.statements)
      words.set(said.log, (words.get(said.log) ?? new Map<number, Recorded>()).set(said.index, said))
  }
  const ordered = [...words.values()].flatMap((log) => [...log.values()].sort((a, b) => a.index - b.index))
  const history = keyHistory(ordered)
  const isRegister = half.arrangement === half.register
  const judge = (said: Recorded) =>
    signingOf(
      isRegister && isOfKeys(said)
        ? history.add(said)
        : history.judge(said, history.placeOf(said), KINDS.get(said.kind)?.byHost(said.body)),
    )
  return { ok: true, value: { judge, hosts } }
}

/** What the half of a register says of keys; that the half is whole is looked at before. */
async function wordsIn(source: HalfSource, register: Id): Promise<Read<Words>> {
  const no = (what: string): Read<never> => ({ ok: false, what: `the half of the register: ${what}` })
  const half = await readHalf(source)
  if (!half.ok) return no(half.what)
  if (half.value.arrangement !== register) return no('it is of another register than the one that names these parties')
  const statements: Recorded[] = []
  let key: string | null = null
  // Closed ones stand before those that go on from them.
  for (const open of half.value.logs.filter(({ audience }) => audience === 'public')) {
    const head = await readHead(source, open.id)
    if (!head.ok) return no('it has no public log')
    key ??= head.value.vkey
    for (let run = 0; run * TILE < head.value.size; run++)
      for (const line of (await readLines(source, open.id, run)) ?? []) {
        const said = line && textOf(line.canonical, { arrangement: register, audience: open.audience })
        if (said?.ok && isOfKeys(said.value)) statements.push({ ...said.value, log: open.id, index: line!.index })
      }
  }
  if (key === null) return no('it has no public log')
  return { ok: true, value: { key, statements } }
}
