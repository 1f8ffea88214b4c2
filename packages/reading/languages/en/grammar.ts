// SPDX-License-Identifier: Apache-2.0
import { MARK } from '../../engine/marks.ts'

/**
 * English sentences are matched after every known name has been painted over with a mark of its class
 * (engine/marks.ts), so that the patterns speak of "a state" or "an agency" and never of a particular one.
 */
const { state, adjective, body, agency, collective, we, they } = MARK
const ACTING = `[${state}${body}${agency}]+`
const NATIONAL = `[${state}${adjective}]+(?:'s?)?`
const OFFICE =
  '(?:[Gg]overnments?|[Aa]dministration|[Aa]uthorit(?:y|ies)|[Oo]fficials|[Mm]inist(?:er|ers|ry|ries)|[Aa]genc(?:y|ies)|[Dd]elegations?|[Rr]epresentatives|[Ee]mbass(?:y|ies)|[Pp]olice|[Ss]ervices?|[Ii]nstitutions?|[Cc]oast ?[Gg]uard|[Nn]avy|[Bb]order (?:[Gg]uard|[Ff]orce)s?|[Pp]residency|[Ll]eadership|[Cc]abinet|[Cc]ongress|[Pp]arliament)'
const INSTITUTION =
  '(?:Institute|Commission|Services?|Agency|Police|Bank|Corporation|Cooperation|Office|Council|Ministry|Department|Bureau|Guard|Forces?|Board|Authority|Directorate|Secretariat|Parliament|Senate|Embassy|Treasury|Congress|Patrol|Administration)'
const ALL_STATES = `(?:the )?[${state}]+`
const SHORT = '(?: \\([^()]{1,40}\\))?'
const FIELD = '(?: (?:of|for|on) (?:the )?\\p{Lu}[\\p{L}-]+(?:(?:,? and| of|,)? \\p{Lu}[\\p{L}-]+){0,4})?'

/** An office of a named state: "the Government of X", "X's Ministry of Labour", "X and Y law enforcement agencies". */
const OFFICE_OF_STATE = [
  `(?:[Tt]he |[Ss]enior )?${NATIONAL}(?: and ${NATIONAL})? (?:[a-z][\\w-]* ){0,3}${OFFICE}${FIELD}(?: ${OFFICE})?(?: (?:in|to) (?:the )?[\\p{Lu}${state}][\\p{L}${state}-]*)?(?: [${agency}${body}]+)?`,
  `(?:[Tt]he )?${NATIONAL} (?:\\p{Lu}[\\p{L}-]+ (?:of |and |for |the ){0,2}){0,6}${INSTITUTION}${FIELD}`,
  `(?:[Tt]he )?(?:[Ss]enior )?${OFFICE}${FIELD} (?:of|from) ${ALL_STATES}`,
].join('|')
/** An office whose state the context must tell. */
/** "The Commission for Aid (CA)": the short form tells whose it is. */
const SPELLED_OUT = `(?:[Tt]he )?(?:\\p{Lu}[\\p{L}-]+ (?:of |for |on |and |the ){0,2}){1,6}\\([${agency}${body}]+\\)`
const SUCH_AS = `(?:[Cc]ountries|[Gg]overnments|[Ss]tates|[Pp]artners)(?: in the region)? (?:such as|like|including) ${ALL_STATES}`
const BARE_OFFICE =
  '(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Oo]ur|[Tt]his) (?:[Gg]overnment|[Aa]dministration|(?:Vice )?President|Prime Minister|(?:Home|Foreign|Interior|Justice|Finance|Labou?r|Defen[cs]e) (?:Secretary|Ministry|Minister|Office)|(?:(?:Ministry|Department|Secretariat|Minister|Secretary) of (?:the )?\\p{Lu}[\\p{L}-]+(?:(?:,? and| of|,)? \\p{Lu}[\\p{L}-]+){0,4}))'
/** An agency of whoever is spoken of: a name in capitals that ends in what it is. Those of many states are left out. */
const BARE_AGENCY =
  '[Tt]he (?!(?:International|Inter|Intergovernmental|World|Global|Regional|Joint|European|African|Asian|Arab|Executive|Permanent|Bilateral|Binational|Mixed)\\b)(?:\\p{Lu}\\p{Ll}+ (?:of |and |for |the ){0,2}){1,5}(?:Agency|Institute|Services?|Police|Guard|Office|Bureau|Directorate|Ministry|Department|Authority|Administration)'
/** "The Commission": a body that was named in full before. */
const SHORT_FORM = '(?:Commission|Agency|Bank|Fund|Council|Organi[sz]ation|Union|Secretariat|Parliament)'
const THE_SHORT_FORM = `[Tt]he ${SHORT_FORM}(?! (?:of|for|on)\\b)`
export const SHORT_FORM_ALONE = new RegExp(`^[Tt]he (?<noun>${SHORT_FORM})$`)
const OTHERS = '(?:the )?(?:other|its|their|partner) (?:[\\w-]+ ){0,6}(?:countries|governments|states|partners|members)'

const UNIT = `(?:${OFFICE_OF_STATE}|${SPELLED_OUT}|${SUCH_AS}|(?:[Tt]he )?${NATIONAL} [${agency}]+${SHORT}|(?:[Tt]he )?${ACTING}${SHORT}|[${collective}${we}${they}]+|${BARE_OFFICE}|${BARE_AGENCY}|${THE_SHORT_FORM}|${OTHERS})${SHORT}`
/** A subject: one unit, "A and B", or "A, B, and C". Lists of plain names are one unit by now (engine/clauses.ts). */
const LIST = `${UNIT}(?: (?:and|as well as|together with|along with) ${UNIT}|(?:, ${UNIT}){1,4},? and ${UNIT})?`
/** What may stand between a subject and its verb, between commas. */
const ASIDE =
  '(?:, (?:with|led by|in (?:cooperation|collaboration|partnership|coordination|consultation|line|accordance|addition)|together with|along with|as well as|through|under|for (?:its|their) part|working|acting|as|which|who|recogni[sz]ing|building|where|subject to|pending|at|on|by|consistent with|guided by|having|therefore|however|too|also)\\b[^,;.]{0,160},|,(?= (?:therefore|hereby|also|and)\\b))?'
const ADVERBS =
  '(?:,? (?:also|further|now|both|each|all|today|therefore|hereby|thus|again|still|soon|already|together|either|likewise|moreover|then|respectively|in turn|once again|in addition|\\p{Ll}+ly),?){0,3}'

export const SUBJECT = `(?<subject>${LIST})${ASIDE}${ADVERBS}`

export type Pattern = { strength: 'shall' | 'will' | 'intends' | 'considers' | 'notes'; words: string }

const OWN = '(?:its|their|our|his|her|the|a)(?: \\p{Ll}+){0,3}'
const EXAMINE =
  '(?:consider|examine|explore|study|assess|look into|discuss|evaluate|analy[sz]e|review the possibility|weigh|reflect on)'
const AIM = '(?:seek|aim|look|strive|endeavou?r|try|attempt|hope|work(?= toward))'
const BE = '(?:is|are|am|remains?|stands?|were|was)(?: \\p{Ll}+ly| not)?'

/** Verbs by how firmly they bind, weakest reading first: "agreed to explore" is no more than exploring. */
export const PROMISES: Pattern[] = [
  {
    strength: 'considers',
    words: `(?:(?:will|shall|'ll)(?: \\p{Ll}+){0,2} ${EXAMINE}\\b|(?:commits?|committed|agrees?|agreed|pledged?|pledges|intends?|intended|plans?|planned|decided|propose[sd]?)(?: \\p{Ll}+ly)? to(?: \\p{Ll}+ly)? ${EXAMINE}\\b|(?:${BE} )(?:actively |currently |also )?(?:considering|exploring|examining|assessing|studying)\\b|(?:may|might|could) (?:consider|explore)\\b|considers? \\p{Ll}+ing\\b|(?:considering|exploring|examining|studying)\\b|explores?\\b)`,
  },
  {
    strength: 'intends',
    words: `(?:intend(?:s|ed)?(?: to|,)|aim(?:s|ed)? (?:to|at)|plan(?:s|ned)?(?: to|,)|expect(?:s|ed)? to|seeks? to|hopes? to|proposes? to|strives? to|endeavou?rs? to|${BE} (?:ready|prepared|willing|determined|set|planning|due|expected|poised) to|(?:will|shall|'ll)(?: also| further| \\p{Ll}+ly)? (?:${AIM} (?:to|toward)|be (?:ready|prepared|willing) to|make every effort)|(?:re)?(?:affirm|iterate|express|confirm|stat)(?:s|ed|es)? ${OWN} (?:readiness|willingness|intention|intent)|declared? ${OWN} (?:readiness|willingness|intention))`,
  },
  {
    strength: 'shall',
    words: `(?:shall\\b(?! not be construed)|undert(?:akes?|ook) to|(?:binds?|bound) (?:itself|themselves|ourselves)|${BE} (?:obliged|bound|required) to|must\\b)`,
  },
  {
    strength: 'will',
    words: `(?:will\\b(?! not\\b| never\\b| no longer\\b)|offers? (?=to\\b|(?:\\p{L}+ ){0,4}(?:[\\p{Sc}\\d]|[A-Z]{3} ?\\d|[A-Z]\\$))|'ll\\b|commit(?:s|ted)?(?: (?:itself|themselves|ourselves))?(?: jointly| also)? to\\b|commit \\p{Ll}|(?:(?:has|have) (?:also |already )?)?(?:commit(?:s|ted)|pledged|earmark(?:s|ed)) (?:an? )?(?:additional |further |another |up to |over |more than |at least |approximately |nearly ){0,2}(?=[\\p{Sc}\\d]|[A-Z]{3} ?\\d|[A-Z]{1,3}\\$|half a |\\p{Ll}+ (?:thousand|million|billion)\\b)|(?:is|are) to (?!be\\b)(?=\\p{Ll})|pledge[sd]?\\b|promise[sd]?\\b|vow(?:s|ed)? to|agree(?:s|d)? to\\b|(?:has|have) (?:also )?(?:committed|agreed|pledged|promised|decided|resolved) to|${BE} (?:firmly |fully |strongly )?(?:committed|dedicated) to|(?:re)?(?:affirm|iterat|confirm|emphasi[sz]|underlin|renew|express|highlight|underscor|declar|stat)(?:s|ed|es|e|d)? ${OWN} (?:(?:\\p{Ll}+ )?commitments?|will|resolve|determination|pledge|promise|undertaking)\\b(?! of\\b)|renew(?:s|ed)? ${OWN} |decide[sd]? to|resolve[sd]? to|guarantees?\\b|${BE} (?:going|resolved|pledged) to|(?:announces?|${BE} announcing)\\b(?! (?:that\\b|the following|(?:an? )?(?:\\p{Ll}+ )?(?:set|series|number|suite|range|host) of))|continues? to\\b|(?:has|have) (?:announced|made) (?:plans|new commitments) to)`,
  },
  {
    strength: 'notes',
    words: `(?:(?:re)?(?:recogni[sz]|acknowledg|affirm|iterat|stress|underlin|highlight|emphasi[sz]|underscor|not|agree)(?:s|es|ed|e|d)?(?: on| upon)? (?:the|our|their|its|that there is a)(?: \\p{Ll}+){0,3} (?:importance|need|necessity|value|urgency|responsibilit(?:y|ies)|imperative|relevance)\\b|(?:welcome|note|support)[sd]? (?:the|with)(?: \\p{Ll}+){0,2} (?:launch|decision|intention|establishment|adoption|creation|initiative|proposal|plans?|commitments?|offer|satisfaction)\\b)`,
  },
]

/** Present participles after "is" or "are": work under way. It carries a promise only where a date, a number or a list says so. */
export const UNDER_WAY = `${BE} (?:also |now |currently |already |further )?(?!(?:considering|exploring|examining|assessing|studying|announcing|planning|going|seeing|facing|meeting|joining|hosting|experiencing|witnessing|being|becoming|helping|getting|having|confronting|coping)\\b)\\p{Ll}+ing\\b`

const IRREGULAR =
  'began|made|gave|put|built|set|brought|took|sent|spent|paid|kept|led|grew|stood|drew|held|won|cut|ran|begun|given|taken|undertaken|grown|drawn|undertook|sought|oversaw'
/** Past verbs that tell of talk, ceremony or thought: what was said is not what was delivered. */
const TALK =
  'said|told|met|thanked|highlighted|stressed|noted|underlined|outlined|discussed|visited|welcomed|joined|stated|emphasi[sz]ed|reiterated|reaffirmed|affirmed|recogni[sz]ed|acknowledged|expressed|considered|believed|wanted|needed|asked|called|directed|urged|encouraged|suffered|faced|attended|remained|continued|discovered|observed|experienced|celebrated|applauded|commended|congratulated|condemned|mentioned|remembered|learned|agreed|committed|pledged|promised|decided|intended|planned|aimed|expected|hoped|resolved(?= to\\b)|proposed|invited|announced|declared|accompanied|represented|gathered|concluded|arrived|spoke|used|started|tended|based|related|affected|displaced|impacted'
/** A past tense, or a perfect: the deed done. */
export const DONE = `(?:(?:has|have|had) (?:also |already |now |since |recently |further |successfully |\\p{Ll}+ly ){0,2})?(?!(?:${TALK})\\b)(?:\\p{Ll}{2,}ed|${IRREGULAR})\\b(?! by\\b)`
/** Headlines report in the present. */
export const HEADLINE =
  '(?:approves|adopts|signs|ratifies|enacts|launches|establishes|issues|opens|grants|creates|completes|delivers|joins the|inaugurates|extends|expands)\\b'
/** "Announced" is a deed only where nothing more is said to be done. */
export const ANNOUNCED =
  '(?:(?:has|have) )?(?:recently |also |already |today |now |just )?(?:announced|welcomed \\d[\\d,.]*)\\b'
/** Deeds that stand as reports in running prose, where most past tenses only tell the story. */
export const DELIVERED =
  /\b(?:provided|launched|granted|issued|delivered|established|opened|trained|approved|adopted|increased|doubled|tripled|expanded|resettled|welcomed|invested|allocated|implemented|created|extended|ratified|enacted|completed|deployed|surged|admitted|regulari[sz]ed|built|funded|financed|disbursed|began|signed|introduced|imposed|resumed|relaunched|restarted|made|processed|returned|strengthened)\b/

/** A passive promise or report, with or without the one who acts. */
export const PASSIVE =
  '(?:(?<promised>will|is to|are to)|(?<bound>shall)|(?<done>(?:has|have) been|was|were))(?: \\p{Ll}+ly)?(?: be)? (?<verb>established|created|launched|set up|convened|held|made available|opened|provided|granted|issued|allocated|formed|extended|doubled|tripled|increased|expanded|deployed|resettled|admitted|trained|funded|offered|financed|delivered|adopted|approved|completed|implemented|introduced|built|signed|resumed)\\b'
export const PASSIVE_AGENT = `\\bby (?<subject>${LIST})`

/** Words before a subject that make its clause depend on another one. */
export const SUBORDINATE =
  /\b(?:that|which|who|whom|where|when|as|if|because|since|after|before|how|what|whether|although|though|until|unless|once|whose|where|than|whereas|why|so that|given)(?: (?:the|both|our))? *$/i
/** Who says that somebody will act tells of an act, not of a circumstance. */
export const SAYS_THAT =
  /\b(?:announc|confirm|declar|pledg|agre|decid|promis|reaffirm|stat)(?:e|es|ed|ing|s)?(?: today| yesterday)?(?: on \p{Lu}\p{Ll}+)? that (?:the )?$/u
/** What may stand right before a subject: an end of what came before, a conjunction, or a time. A bare noun may not. */
export const MAY_PRECEDE =
  /(?:^|[^\p{L}\p{N}\s]\s*|\b(?:and|but|while|or|so|yet|then|today|also|now|yesterday|tomorrow|meanwhile|year|month|week|summer|winter|spring|fall|autumn|\p{Lu}\p{L}*|\d+|part|addition|result)\s+)$/u
/** A preposition before a name keeps it from being the subject. */
export const PREPOSITION =
  /\b(?:of|with|for|from|in|to|by|between|among|against|into|on|at|towards?|under|through|via|across|within|including|like|near|over|upon|about|without|joining|joined|supporting|urging|encouraging|than)(?: (?:the|both|our|all))? *$/i

/** Beginnings of a sentence that only says more about what was just promised. */
export const ELABORATION =
  /^(?:this|these|those|it|they|such|specifically|in particular|for example|for instance|in addition to this|among (?:them|these)|as part of (?:this|these)|under (?:this|these|the (?:program|programme|initiative|plan))|through (?:this|these)|to (?:this|that) end|with this|the (?:new |joint |task |pilot |said )?(?:program|programme|initiative|project|fund|funding|funds|support|plan|pilot|task force|committee|commission|council|body|force|partnership|legislation|law|decree|guidance|offices?|cent(?:er|re)s?|network|working group|group|measures?|efforts?|activities|visas|permits|package|campaign|process|scheme|mechanism|strategy|framework|agreement|loan|grants?|investment|assistance|amount|total|aim|goal|purpose)|activities|efforts|support|funding|initial|participation|implementation)\b/i
/** Of those, the ones after which a promise by a named actor still belongs to what stood before. */
export const SAME_ACT =
  /^(?:specifically|in particular|for example|for instance|that is|namely|as part of (?:this|these)|among (?:them|these))\b/i
/** Sentences with counts of what the act brought about, though nobody is named as acting. */
export const EFFORTS =
  /\b(?:efforts|activities|initiatives?|programs?|programmes?|campaigns?|operations|projects?) (?:have|has|had|will|led|resulted|produced|reached)\b/i

/** Joins a further verb to a subject that already has one: "recognised ..., and pledged to". */
export const JOINED = '(?:,? and(?: \\p{Ll}+ly| also| further| jointly)?) (?!will\\b|shall\\b|must\\b|continue)'

/** Joins a verb in full form to a subject named once. */
export const GOES_ON =
  '(?<=[\\p{L}\\p{N})%,;]) (?:and|but)(?: also| further| now| then)? (?=(?:will|shall|intends? to|plans? to|aims? to|commits? to|undertakes? to|pledges? to|has|have)\\b)'
/** "X and Y to open an office": how plans of action and headlines say what is to be done. */
export const TO_DO = new RegExp(`^${SUBJECT} to \\p{Ll}{2,}\\b`, 'u')

/** A subject of others, who are not named. */
export const OTHER_PARTIES = /\b(?:other|partner)\b/
/** How many a collective speaks of: 0 where it does not say. */
export const countOf = (words: string): number =>
  /\bthree\b/i.test(words) ? 3 : /\b(?:two|both)\b/i.test(words) ? 2 : /\bfour\b/i.test(words) ? 4 : 0
