// SPDX-License-Identifier: Apache-2.0
export { cosigned, type Submitted, submitCopies, takeCosignatures } from './cosign.ts'
export { type Exported, exportHalf } from './export-half.ts'
export { fsckHalf, type HalfDamage, type HalfReport } from './fsck-half.ts'
export { addressUnder, folderSource, type HalfSource, hubSource, NotReached } from './half-source.ts'
export { type Kept, keepHalf } from './mirror.ts'
export type { History, KeptLog } from './mirror-log.ts'
export { describeHalf, documentFile, logFile, publishedLogs } from './published.ts'
