// SPDX-License-Identifier: Apache-2.0
import countries from 'i18n-iso-countries'
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }

countries.registerLocale(english)

/** Names that the ISO list lacks: short forms, forms of treaties, forms of the press. */
const ALIASES: Record<string, string[]> = {
  US: ['United States', 'United States of America', 'U.S.', 'US', 'U.S.A.', 'USA'],
  GB: ['United Kingdom', 'UK', 'U.K.', 'Great Britain', 'Britain'],
  MX: ['United Mexican States'],
  BO: ['Bolivia'],
  VE: ['Venezuela', 'Bolivarian Republic of Venezuela'],
  TZ: ['Tanzania'],
  MD: ['Moldova'],
  MK: ['North Macedonia', 'The Former Yugoslav Republic of Macedonia'],
  RU: ['Russia', 'Russian Federation'],
  SY: ['Syria'],
  IR: ['Iran'],
  LA: ['Laos'],
  VN: ['Vietnam', 'Viet Nam'],
  KR: ['South Korea', 'Republic of Korea'],
  KP: ['North Korea'],
  CV: ['Cabo Verde', 'Cape Verde'],
  CZ: ['Czechia', 'Czech Republic'],
  CI: ["Cote d'Ivoire", 'Ivory Coast', "Côte d'Ivoire"],
  CD: ['Democratic Republic of the Congo', 'DR Congo', 'DRC'],
  TR: ['Türkiye', 'Turkey'],
  SZ: ['Eswatini', 'Swaziland'],
  PS: ['Palestine'],
  TW: ['Taiwan'],
  BN: ['Brunei'],
  GM: ['Gambia', 'The Gambia'],
  BS: ['Bahamas'],
  XK: ['Kosovo'],
  MM: ['Myanmar', 'Burma'],
  FM: ['Micronesia'],
  NL: ['Netherlands', 'The Netherlands'],
  AE: ['United Arab Emirates', 'UAE'],
  VA: ['Holy See'],
  TT: ['Trinidad and Tobago'],
  AG: ['Antigua and Barbuda'],
  KN: ['Saint Kitts and Nevis', 'St. Kitts and Nevis'],
  LC: ['Saint Lucia', 'St. Lucia'],
  VC: ['Saint Vincent and the Grenadines', 'St. Vincent and the Grenadines'],
  HR: ['Republic of Croatia'],
}

/** Places and groups whose names hold the name of a state, or of its people, without meaning it. */
export const NOT_STATES: string[] = [
  ...['Mexico City', 'New Mexico', 'Gulf of Mexico', 'Guatemala City', 'Panama City', 'Kuwait City', 'Panama Canal'],
  ...['Central American', 'Latin American', 'North American', 'South American', 'Inter-American', 'Pan American'],
  ...['Central Americans', 'Latin Americans', 'North Americans', 'South Americans', 'African American', 'Indian Ocean'],
  ...['Northern Ireland', 'Pan-American', 'New England', 'Georgia State', 'American Samoa', 'Spanish-speaking'],
  ...['French-speaking', 'English-speaking', 'French speaking', 'Spanish speaking', 'Cartagena Declaration'],
]

/** Every English name of a state or territory with its ISO 3166-1 alpha-2 code; the library's list and the aliases. */
export const STATE_NAMES: [name: string, code: string][] = [
  ...Object.entries(countries.getNames('en', { select: 'all' })).flatMap(([code, names]) =>
    (Array.isArray(names) ? names : [names]).map((name): [string, string] => [name.replaceAll('’', "'"), code]),
  ),
  ...Object.entries(ALIASES).flatMap(([code, names]) => names.map((name): [string, string] => [name, code])),
]
