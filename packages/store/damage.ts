// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'

/** What is wrong with a log, and with which statement first; `statement` is null where no single one can be named. */
export type Damage = { arrangement: Id; log: Id; index: number | null; statement: Id | null; what: string }
