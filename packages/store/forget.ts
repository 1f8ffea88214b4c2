// SPDX-License-Identifier: Apache-2.0
import type { Recorded } from '@symbolon/foundation'
import type { Writer } from './tables.ts'

/** Destroys what it keeps of statements that are about to be erased; their texts can still be read. */
export type Forget = (writer: Writer, erased: Recorded[]) => Promise<void>
