// SPDX-License-Identifier: Apache-2.0
// The closed word lists of this room, without a schema: what a browser may load for a form.

export const LAYERS = ['global', 'transregional', 'regional', 'bilateral', 'national', 'local'] as const

export const BINDINGNESS = ['binding', 'non-binding', 'none'] as const

export const PARTY_KINDS = [
  'state',
  'territory',
  'organisation',
  'agency',
  'local authority',
  'civil society',
  'company',
  'company association',
  'research body',
  "migrants' association",
] as const

/** On what ground text and salt of a statement are destroyed. */
export const GROUNDS = [
  'data protection request',
  'court order',
  'said in error about a person',
  'safety of a person',
  'another ground',
] as const

export const BOUNDS = ['exact', 'at least', 'at most', 'about', 'range-low', 'range-high'] as const

export const SIGNATURE_FAULTS = [
  'missing',
  'unknown-key',
  'another-party',
  'not-yet-named',
  'revoked',
  'not-listed',
  'another-algorithm',
  'does-not-verify',
] as const
