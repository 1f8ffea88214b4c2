// SPDX-License-Identifier: Apache-2.0
// The closed word lists of this room, without a schema: what a browser may load for a form.

export const PILLARS = ['mobility', 'development', 'border', 'protection'] as const

/** How firmly it is said, the firmest first. */
export const STRENGTHS = ['shall', 'will', 'intends', 'considers', 'notes'] as const

export const COMMITMENT_KINDS = ['promise', 'report', 'both'] as const

export const POSITIONS = ['confirmed', 'contested'] as const

export const ENDINGS = ['withdrawn', 'lapsed', 'no trace', 'transferred elsewhere'] as const

/** Whose word a commitment is for one promisor: its own, confirmed, contested, or only attributed to it. */
export const STANDINGS = ['owned', 'contested', 'attributed'] as const

export const DRAFT_STATES = ['open', 'accepted', 'dropped', 'merged', 'recorded'] as const
