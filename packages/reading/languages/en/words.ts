// SPDX-License-Identifier: Apache-2.0

/** Words that English prose cannot do without: their share tells whether a text is English. */
export const STOP_WORDS = new Set(
  'the of and to in that is for with on as by are will be this from at which its their has have our we was were it an or not these been also shall'.split(
    ' ',
  ),
)

export const NUMBER_WORDS: Record<string, number> = {
  // Below two they count only with a magnitude: "half a million", "one billion".
  ...{ 'half a': 0.5, one: 1 },
  ...{ two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12 },
  ...{ fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 },
}
export const MAGNITUDES: Record<string, number> = {
  ...{ hundred: 100, thousand: 1e3, k: 1e3, K: 1e3, million: 1e6, m: 1e6, M: 1e6, mn: 1e6, mln: 1e6 },
  ...{ billion: 1e9, bn: 1e9, B: 1e9, trillion: 1e12 },
}

/** What a commitment counts: people, papers, acts, things delivered. Anything else is not a quantity of a promise. */
export const UNITS =
  /^(?:individuals?|persons?|people|migrants?|refugees?|returnees?|workers?|farmworkers?|labou?rers|nationals?|citizens?|beneficiar(?:y|ies)|applicants?|applications?|families|famil(?:y)|households?|children|minors?|youths?|girls?|boys|women|men|students?|trainees?|graduates|professionals|nurses|teachers|residents|adjudicators?|victims?|survivors|entrants|arrivals|asylum[- ]seekers?|seekers|claims?|cases?|requests?|referrals?|visas?|permits?|documents?|licen[cs]es|places?|slots|spots|passports|cards?|actions?|operations?|arrests?|prosecutions?|convictions?|investigations?|seizures|vessels?|vehicles?|drones?|officers?|officials?|personnel|staff|agents?|experts?|prosecutors?|judges?|guards?|inspectors|trainers?|recruiters?|employers?|attach[ée]s?|liaisons?|mediators?|participants?|offices?|cent(?:er|re)s|shelters?|units?|posts?|labs?|laborator(?:y|ies)|hubs?|projects?|programs?|programmes?|initiatives?|campaigns?|events?|courses?|workshops?|trainings?|sessions?|scholarships?|fellowships?|grants?|jobs?|homes?|houses?|schools?|hospitals?|enterprises|businesses|farms?|farmers|entrepreneurs|users?|viewers?|pathways?|opportunities|admissions|kits|doses|vaccines|tons?|tonnes|kilometers|kilometres|miles|hectares|trees)$/i

/** "Another 200 by spring": what may stand before and after a number whose noun was said in the sentence before. */
export const ELIDED_BEFORE = /\b(?:a further|another|an additional|a total of|some)\s*$/i
export const ELIDED_AFTER =
  /^(?:[.,;]|$| (?:by|in|before|until|over|during|next|this|within|each|per|more|from|and)\b)/i

/** Units of time: a number before one of these is a period, never a quantity. */
export const TIME_UNITS =
  /^(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?|centur(?:y|ies))$/i

export const UNIT_ENDS =
  /^(?:in|on|for|from|to|by|with|at|under|who|which|that|will|would|is|are|was|were|have|has|had|than|countries|country|states|pillars?|nations|governments|parties|presidents|leaders|priorities|components|principles|percent)$/i

export const SINGULAR = /^(?!people$|personnel$|staff$|youth$|children$|women$|men$).*[^s]$/i

export const BOUND_BEFORE: [RegExp, 'at least' | 'at most' | 'about' | 'exact'][] = [
  [
    /(?:more than|over|at least|no (?:fewer|less) than|a minimum of|in excess of|upwards of|exceeding)\s*$/i,
    'at least',
  ],
  [
    /(?:up to|as many as|at most|no more than|not more than|a maximum of|less than|fewer than|under|as much as)\s*$/i,
    'at most',
  ],
  [/(?:about|around|approximately|roughly|nearly|almost|some|an estimated|close to|circa)\s*$/i, 'about'],
]

export const PERIODS: [RegExp, string][] = [
  [/^[^.;]{0,60}?\b(?:per|a|each|every) year\b|^[^.;]{0,60}?\b(?:annually|yearly|per annum)\b/i, 'year'],
  [/^[^.;]{0,60}?\b(?:per|a|each|every) month\b|^[^.;]{0,60}?\bmonthly\b/i, 'month'],
  [/^[^.;]{0,60}?\b(?:per|a|each|every) week\b|^[^.;]{0,60}?\bweekly\b/i, 'week'],
  [/^[^.;]{0,60}?\b(?:per|a|each|every) day\b|^[^.;]{0,60}?\bdaily\b/i, 'day'],
]

/** Currencies by how they are written beside an amount. A bare $ is left to the state that acts. */
export const CURRENCY_WORDS: [RegExp, string][] = [
  [/^(?:US\$|USD|U\.S\.\$|US dollars?|U\.S\. dollars?|United States dollars?)$/i, 'USD'],
  [/^(?:C\$|CA\$|CAD|CDN\$|Canadian dollars?)$/i, 'CAD'],
  [/^(?:A\$|AU\$|AUD|Australian dollars?)$/i, 'AUD'],
  [/^(?:NZ\$|NZD|New Zealand dollars?)$/i, 'NZD'],
  [/^(?:€|EUR|euros?)$/i, 'EUR'],
  [/^(?:£|GBP|pounds?(?: sterling)?|sterling)$/i, 'GBP'],
  [/^(?:¥|JPY|yen)$/i, 'JPY'],
  [/^(?:CHF|Swiss francs?)$/i, 'CHF'],
  [/^(?:MXN|(?:Mex|MX|MXN)\$|Mexican pesos?)$/i, 'MXN'],
  [/^(?:Can\$|CAD\$)$/i, 'CAD'],
  [/^(?:USD\$)$/i, 'USD'],
  [/^(?:AUD\$)$/i, 'AUD'],
  [/^(?:S\$|Singapore dollars?)$/i, 'SGD'],
  [/^(?:₹|Indian rupees?)$/i, 'INR'],
  [/^(?:Argentine pesos?)$/i, 'ARS'],
  [/^(?:Chilean pesos?)$/i, 'CLP'],
  [/^(?:Kenyan? shillings?)$/i, 'KES'],
  [/^(?:Moroccan dirhams?)$/i, 'MAD'],
  [/^(?:(?:Turkish )?liras?)$/i, 'TRY'],
  [/^(?:(?:Chinese )?(?:yuan|renminbi))$/i, 'CNY'],
  [/^(?:(?:South African )?rand)$/i, 'ZAR'],
  [/^(?:(?:Nigerian )?naira)$/i, 'NGN'],
  [/^(?:(?:Polish )?z[lł]oty(?:s|ch)?)$/i, 'PLN'],
  [/^(?:quetzal(?:e?s)?)$/i, 'GTQ'],
  [/^(?:lempiras?)$/i, 'HNL'],
  [/^(?:(?:Peruvian )?soles)$/i, 'PEN'],
  [/^(?:COP|Colombian pesos?)$/i, 'COP'],
  [/^(?:R\$|BRL|(?:Brazilian )?rea(?:l|is))$/i, 'BRL'],
  [/^(?:SEK|Swedish kronor|Swedish crowns?)$/i, 'SEK'],
  [/^(?:NOK|Norwegian kroner)$/i, 'NOK'],
  [/^(?:DKK|Danish kroner)$/i, 'DKK'],
  [/^(?:dollars?)$/i, '$'],
]

/** States whose own currency is written with a bare $ and is called a dollar. */
export const DOLLAR_STATES: Record<string, string> = {
  ...{ US: 'USD', CA: 'CAD', AU: 'AUD', NZ: 'NZD', SG: 'SGD', HK: 'HKD', BZ: 'BZD', BB: 'BBD', JM: 'JMD', TT: 'TTD' },
  ...{ GY: 'GYD', BS: 'BSD', FJ: 'FJD', TW: 'TWD', NA: 'NAD', SR: 'SRD', LR: 'LRD', BN: 'BND', EC: 'USD', SV: 'USD' },
}

export const MONTHS: Record<string, number> = Object.fromEntries(
  'january february march april may june july august september october november december'
    .split(' ')
    .map((name, n) => [name, n + 1]),
)
