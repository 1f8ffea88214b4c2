// SPDX-License-Identifier: Apache-2.0
import delegationsJson from './demonstration/delegations.json' with { type: 'json' }
import losAngelesJson from './demonstration/los-angeles.json' with { type: 'json' }
import mobilityPartnershipsJson from './demonstration/mobility-partnerships.json' with { type: 'json' }
import arrangementsJson from './register/arrangements.json' with { type: 'json' }
import bodiesJson from './register/bodies.json' with { type: 'json' }
import disagreementsJson from './register/disagreements.json' with { type: 'json' }
import figuresJson from './register/figures.json' with { type: 'json' }
import linksJson from './register/links.json' with { type: 'json' }
import participationJson from './register/participation.json' with { type: 'json' }
import regionsJson from './register/regions.json' with { type: 'json' }
import sourcesJson from './register/sources.json' with { type: 'json' }
import statesJson from './register/states.json' with { type: 'json' }
import type {
  Arrangement,
  Body,
  Delegations,
  Disagreement,
  Figure,
  Link,
  LosAngeles,
  MobilityPartnerships,
  Participation,
  Region,
  Source,
  State,
} from './types.ts'

export type * from './types.ts'

export const states = statesJson as State[]
export const regions = regionsJson as Region[]
export const bodies = bodiesJson as Body[]
export const sources = sourcesJson as Source[]
export const arrangements = arrangementsJson as Arrangement[]
export const participation = participationJson as Participation[]
export const links = linksJson as Link[]
export const figures = figuresJson as Figure[]
export const disagreements = disagreementsJson as Disagreement[]
export const losAngeles = losAngelesJson as LosAngeles
export const mobilityPartnerships = mobilityPartnershipsJson as MobilityPartnerships
export const delegations = delegationsJson as Delegations
