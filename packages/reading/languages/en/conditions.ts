// SPDX-License-Identifier: Apache-2.0

const REST = '(?<condition>[^.;]{3,200}?)(?=, and to |[.;]|, (?:the|we|it|they|which|who)\\b|$)'

/** What a promise waits for. "Subject to" binds a promise only with a thing that somebody must give or decide. */
export const CONDITIONS: RegExp[] = [
  new RegExp(`\\b(?:contingent|conditional|dependent|conditioned) (?:up)?on (?:the )?${REST}`, 'i'),
  new RegExp(`\\b(?:provided|on (?:the )?condition|on the understanding) that ${REST}`, 'i'),
  new RegExp(`\\b(?:depending on|pending) ${REST}`, 'i'),
  /\bsubject to (?<condition>(?:the |its |their |further |congressional |parliamentary |legislative |final |available |adequate )*(?:availab|approv|appropriat|fund|ratif|consent|agree|budget|resourc|legislat|authori[sz]|conclusion|outcome|completion|adoption|entry into force|compliance|progress|review|consultation|necessary)[^.;,]{0,160})/i,
  /\b(?<condition>working with (?:the )?(?:Congress|Parliament|legislatures?|Senate|National Assembly))\b/i,
  /\bwith the (?<condition>(?:approval|consent|authori[sz]ation|support) of (?:the )?(?:Congress|Parliament|legislature|Senate|National Assembly))\b/i,
  /\b(?<condition>(?:as|when|where|if|once|should) (?:sufficient |adequate |additional |the necessary |necessary )?(?:resources|funds|funding|financing|budgets?)[^.;,]{0,80})/i,
  /\bas (?<condition>(?:resources|funds|funding|means|capacities|capacity|circumstances) (?:permits?|allows?|becomes? available)[^.;,]{0,60})/i,
  /\bup(?:on|) (?<condition>(?:the |its |their )?(?:final |prior |formal )?(?:approval|adoption|ratification|entry into force|conclusion|signature|receipt|confirmation) (?:of|by) [^.;,]{3,120})/i,
  /\b(?:once|when|after|as soon as|if and when|if|unless) (?<condition>[^.;,]{3,120}? (?:has|have|is|are) (?:been |fully |formally |duly )*(?:adopted|approved|agreed|ratified|secured|completed|obtained|concluded|signed|in place|in force|available|enacted|passed|lifted|met|fulfilled|allocated|authori[sz]ed|identified)\b[^.;,]{0,80})/i,
  new RegExp(`\\b(?:in the event|assuming|providing) that ${REST}`, 'i'),
  new RegExp(`(?:^|, |\\b(?:only|even) )(?:if|unless|as soon as|once|as long as|so long as) ${REST}`, 'i'),
]

/**
 * Words right before a name that show somebody to be a partner, a place of meeting or an author, and not one who gains.
 */
export const NOT_GAINING =
  /\b(?:with|alongside|by|between|joined|joining|hosted by|led by|(?:cooperat\w+|collaborat\w+|partner\w*|coordinat\w+|consult\w+|work\w*|engage\w*|exchange\w*) with|leadership of|meetings? (?:in|with)|summit in|conference in|dialogue (?:in|with)|signed (?:in|with)|agreement with|(?:embassy|consulate) (?:in|of)|support (?:of|from)|help of|assistance from|thanks? to|that|which|whom)(?: and)?(?: the)?(?: \p{Lu}?\p{Ll}+){0,2} *$|\b(?:in|at) \p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?, $/u
