// SPDX-License-Identifier: Apache-2.0

/** A date as EDTF: `2022`, `2022-06`, `2022-06-10`, `2011~` (about), `2009/2011` (over a time). */
export type Edtf = string

/** Short, readable, unique in its file; what the files use to point at each other. */
export type Key = string

export type Language = 'en' | 'fr' | 'es' | 'pt' | 'ru' | 'ar'

/** Where a fact is told. `at` is a line of the plain text at hand (`l. 230`), null where the source is not at hand. */
export interface Citation {
  source: Key
  at: string | null
}

/** What every row of the register carries. `sourced: false` means that no source at hand tells it. */
interface Row {
  /** UUIDv7, given once. */
  id: string
  key: Key
  sourced?: false
  /** Not in the fact sheets that the atlas was first drawn from. */
  added?: true
}

export interface RegionName {
  /** M49 code, three digits. */
  code: string
  name: string
}

/** A UN member or observer (`kind` state), or any other ISO 3166-1 code (`kind` territory). Decides nobody's status. */
export interface State {
  id: string
  key: Key
  code: string
  alpha3: string
  numeric: string
  kind: 'state' | 'territory'
  un: 'member' | 'observer' | null
  names: Record<Language, string>
  /** For running text, where the UN's name is long or bracketed; from CLDR. Null: use `names`. */
  short: Record<Language, string> | null
  region: RegionName | null
  subregion: RegionName | null
  intermediate: RegionName | null
}

export interface Region {
  id: string
  key: Key
  code: string
  level: 'world' | 'region' | 'subregion' | 'intermediate'
  /** Code of the region above. */
  parent: string | null
  names: Record<Language, string>
}

export type BodyKind = 'organisation' | 'agency' | 'civil society' | 'company association' | 'research body'

export interface Body extends Row {
  kind: BodyKind
  names: { en: string } & Partial<Record<Language, string>>
  note: string | null
  sources: Citation[]
}

export interface Source extends Row {
  short: string
  title: string
  year: string | null
  /** The party that speaks in the document, where one does. */
  author: Key | null
  kind: string
  url: string | null
  /** False: known by its title only, so what it is cited for could not be re-checked. */
  atHand: boolean
  note?: string
}

export type Layer = 'global' | 'transregional' | 'regional' | 'bilateral' | 'national' | 'local'

export interface Arrangement extends Row {
  name: string
  aliases: string[]
  layer: Layer
  form: string
  bindingness: 'binding' | 'non-binding' | 'none'
  began: Edtf | null
  ended: Edtf | null
  status: string | null
  /** The date that the status speaks of; null when and only when there is no status. */
  statusAsOf: Edtf | null
  note: string | null
  sources: Citation[]
  /** Fields of this row that no source at hand tells. */
  unsourced?: string[]
}

export interface Participation extends Row {
  party: Key
  arrangement: Key
  role: string
  from: Edtf | null
  to: Edtf | null
  note: string | null
  sources: Citation[]
}

export interface Link extends Row {
  from: Key
  relation: string
  to: Key
  sources: Citation[]
}

/** A range is two quantities: its lower end and its upper end. */
export type Bound = 'exact' | 'at least' | 'at most' | 'about' | 'range-low' | 'range-high'

export interface Figure extends Row {
  /** An arrangement or a party; null where it is neither, then `subjectLabel` says what it is about. */
  subject: Key | null
  subjectLabel?: string
  figure: string
  value: number
  unit: string
  bound: Bound
  period: string | null
  asOf: Edtf
  note?: string
  sources: Citation[]
}

/** Sources that contradict each other, or themselves. All stand. */
export interface Disagreement extends Row {
  subject: Key | null
  subjectLabel?: string
  about: string
  says: Array<{ text: string } & Citation>
}

export type Pillar = 'mobility' | 'development' | 'border' | 'protection'
export type Strength = 'shall' | 'will' | 'intends' | 'considers' | 'notes'

export interface Quantity {
  value: number
  bound: Bound
  unit: string
  period: string | null
  /** Whether the document promises this figure or reports it as done. */
  told: 'promised' | 'reported'
}

export interface Money {
  amount: number
  currency: string
  bound: Bound
  told: 'promised' | 'reported'
}

export interface AtlasCommitment {
  id: string
  key: Key
  promisors: Key[]
  beneficiaries: Key[]
  /** Who gains, in words, where keys do not say it all. */
  toWords: string | null
  summary: string
  pillar: Pillar | null
  /** The arrangement's own pillar. */
  theme: string | null
  strength: Strength | null
  kind: 'promise' | 'report' | 'both'
  quantities: Quantity[]
  money: Money[]
  deadline: Edtf | null
  condition: string | null
  note: string | null
  source: Key
  at: string
  /** Author of the document, who is seldom the promisor. */
  saidBy: Key
  saidOn: Edtf
}

export type DeliveryStatus = 'no evidence available' | 'not started' | 'limited' | 'substantial' | 'complete'

/** What a document says of a delivery: a report when the promisor speaks, else an assessment. */
export interface Telling {
  id: string
  key: Key
  commitment: Key
  kind: 'report' | 'assessment'
  saidBy: Key
  /** Null: told without a level. No document at hand uses the scale, and none is guessed. */
  status: DeliveryStatus | null
  words: string
  quantities: Quantity[]
  money: Money[]
  note: string | null
  source: Key
  at: string
  saidOn: Edtf
}

export interface LosAngeles {
  arrangement: Key
  document: Key
  note: string
  themes: Array<{ key: string; name: string; pillar: Pillar; note?: string }>
  commitments: AtlasCommitment[]
  tellings: Telling[]
}

/** Where a paper tells what parties said, the paper is named: `attributedTo` is the key of a source. */
interface Attributed {
  attributedTo: Key
}

/** A wish or an offer made before a partnership was concluded. */
export interface AtlasProposal extends Attributed {
  id: string
  key: Key
  arrangement: Key
  kind: 'wish' | 'offer'
  by: Key[]
  to: Key[]
  summary: string
  fate: string | null
  note: string | null
  source: Key
  at: string
  saidOn: Edtf | null
}

export interface MobilityPartnerships {
  note: string
  commitments: Array<AtlasCommitment & Attributed & { arrangement: Key }>
  proposals: AtlasProposal[]
  tellings: Array<Telling & Attributed>
}

export interface DemonstrationParty {
  id: string
  key: Key
  kind: BodyKind
  names: Record<Language, string>
  note: string
  demonstration: true
}

export interface DemonstrationSeat {
  id: string
  key: Key
  arrangement: Key
  party: Key
  tier: 'member' | 'observer' | 'secretariat'
  /** What shows that the party takes part in fact; empty where the seat is wholly made up. */
  sources: Citation[]
}

export interface Delegations {
  note: string
  parties: DemonstrationParty[]
  seats: DemonstrationSeat[]
  chooser: Array<{
    key: 'promising' | 'counterpart' | 'observer' | 'public'
    role: string
    arrangement: Key | null
    party: Key | null
  }>
}
