// SPDX-License-Identifier: Apache-2.0
// The closed word lists of this room, without a schema: what a browser may load for a form.

/** How far it was delivered. The first is no level: it says that nothing shows either way, and is never merged. */
export const LEVELS = ['no evidence available', 'not started', 'limited', 'substantial', 'complete'] as const

export const TELLINGS = ['told', 'no report', 'no judgement', 'neither'] as const
