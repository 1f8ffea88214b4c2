// SPDX-License-Identifier: Apache-2.0
import { rooms } from '@symbolon/app'
import { KEY_KINDS, type Recorded } from '@symbolon/foundation'
import { keyHistory } from '@symbolon/record'
import { type Signing, signingOf } from '@symbolon/store'
import type { Half } from './half.ts'
import type { HalfSource } from './half-source.ts'
import { readKeys } from './keys.ts'
import type { Read } from './read-log.ts'

/** Says of each statement of a half, in the order of its log, how it is signed. */
export type JudgeOfHalf = { judge: (said: Recorded) => Signing | null; key: string | null }

const KINDS = new Map(rooms.flatMap((room) => room.statements.map((kind) => [kind.kind, kind] as const)))

/** The keys come from `keys.json`, or, in the register's own half, from the very statements as they are read. */
export async function judgeOfHalf(source: HalfSource, half: Half): Promise<Read<JudgeOfHalf>> {
  const keys = half.keys ? await readKeys(source) : null
  if (keys && !keys.ok) return keys
  const history = keyHistory(keys?.value.statements)
  const isRegister = half.arrangement === half.register
  const ofKeys = ({ kind, audience }: Recorded) =>
    isRegister && audience.to === 'public' && (KEY_KINDS as readonly string[]).includes(kind)
  const judge = (said: Recorded) =>
    signingOf(
      ofKeys(said)
        ? history.add(said)
        : history.judge(said, history.placeOf(said), KINDS.get(said.kind)?.byHost(said.body)),
    )
  return { ok: true, value: { judge, key: keys?.value.key ?? null } }
}

/** A verifier key without the name and id of its log: all logs of a host share it. */
export const hostKeyIn = (vkey: string): string => vkey.split('+').slice(2).join('+')
