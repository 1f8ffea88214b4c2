// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'

export const notThePromisor = defineProblem(
  'partnership/not-the-promisor',
  403,
  /*i18n*/ 'Only the party that promised can do this. Your delegation can assess the commitment instead.',
)
export const promisorCannot = defineProblem(
  'partnership/promisor-cannot',
  403,
  /*i18n*/ 'The party that promised cannot say this of its own commitment. It can withdraw it, or report on it.',
)
export const needsSource = defineProblem(
  'partnership/needs-source',
  422,
  /*i18n*/ 'What another party said needs the document in which it said so. Name the source and try again.',
)
export const notTheRecorder = defineProblem(
  'partnership/not-the-recorder',
  403,
  /*i18n*/ 'Only the delegation that entered this commitment can correct it. The promisor can contest it.',
)
export const alreadyEnded = defineProblem(
  'partnership/already-ended',
  409,
  /*i18n*/ 'This commitment has ended already ({how}). It stays in view; report or assess what was delivered before.',
)
export const noText = defineProblem(
  'partnership/no-text',
  422,
  /*i18n*/ 'The text of this document is not kept here, so it cannot be read. Register the document with its text.',
)
export const draftChanged = defineProblem(
  'partnership/draft-changed',
  409,
  /*i18n*/ 'A colleague changed {fields} of this draft while you were writing. Theirs is shown now; yours is still in the form: keep one and save again.',
)
export const draftClosed = defineProblem(
  'partnership/draft-closed',
  409,
  /*i18n*/ 'This draft is on the record already. Correct the commitment instead.',
)
export const draftMerged = defineProblem(
  'partnership/draft-merged',
  409,
  /*i18n*/ 'This draft was merged into another. Mend that one, or undo the merge.',
)
export const nothingToUndo = defineProblem(
  'partnership/nothing-to-undo',
  409,
  /*i18n*/ 'There is nothing left to undo in this review.',
)
export const notReady = defineProblem(
  'partnership/not-ready',
  422,
  /*i18n*/ '{count} accepted drafts cannot go on the record yet: {reason}. Mend them and try again; nothing was recorded.',
)
export const nothingAccepted = defineProblem(
  'partnership/nothing-accepted',
  422,
  /*i18n*/ 'No draft has been accepted yet. Accept those that are right, then put them on the record.',
)
export const cannotMerge = defineProblem(
  'partnership/cannot-merge',
  422,
  /*i18n*/ 'Choose two or more drafts of this document that are not yet on the record, then merge them.',
)
export const splitOfMerged = defineProblem(
  'partnership/split-of-merged',
  422,
  /*i18n*/ 'This draft joins several passages, so it has no one place to split at. Undo the merge instead.',
)
export const cannotSplit = defineProblem(
  'partnership/cannot-split',
  422,
  /*i18n*/ 'A draft is split inside its passage: choose a place after {start} and before {end}.',
)
