// SPDX-License-Identifier: Apache-2.0
import type { Pillar } from '../../reading.ts'

/**
 * The words by which headings speak of the four pillars. In a heading the first of them decides, so that "pathways
 * for protection" is about pathways; where two begin at the same place the longer one does.
 */
export const PILLAR_WORDS: [Pillar, RegExp][] = [
  [
    'mobility',
    /\b(?:pathways?|(?:legal|regular|lawful|labou?r|circular|seasonal|temporary)(?: and \w+)? (?:im)?migration|(?:labou?r|student|talent|human|people'?s?) mobility|mobility|visas?|temporary (?:labou?r|work(?:er)?s?)|(?:foreign|migrant|seasonal|guest) workers?|resettle\w*|family reunification|(?:(?:fair|ethical|labou?r) )?recruitment|work and stud(?:y|ies)|(?:international )?students|skilled workers|job[- ]?seekers|talent partnerships?|admission|free movement|work permits?|scholarships?)\b/i,
  ],
  [
    'development',
    /\b(?:development|stabilit\w+|stabili[sz]\w+|root causes?|drivers of migration|(?:host|receiving|local) communit\w+|econom\w+|investments?|invest|prosperity|livelihoods?|integration|inclusion|remittances?|diasporas?|job creation|employment|entrepreneur\w*|agri-?business|housing|enterprises?|poverty|assistance)\b/i,
  ],
  [
    'border',
    /\b(?:borders?|irregular|unlawful|illegal|smuggl\w+|traffick\w+|returns?|returned|returnees?|readmission|reintegrat\w+|repatriat\w+|deport\w+|enforcement|(?:humane |orderly )?(?:migration|migratory) management|(?:manage|managing|management of) (?:\w+ )?migration|document security)\b/i,
  ],
  [
    'protection',
    /\b(?:protection|protecting|protect|asylum|refugees?|human rights|rights|humanitarian|emergency|displace\w+|vulnerable|stateless\w*|victims?|unaccompanied|children|non-refoulement|safety of migrants)\b/i,
  ],
]

/** Phrases that hold a word of a pillar without speaking of it. */
export const NOT_PILLARS = /\b(?:worker|labou?r|data|environmental|consumer|social) protections?\b/gi
