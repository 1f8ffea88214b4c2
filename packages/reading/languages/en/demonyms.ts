// SPDX-License-Identifier: Apache-2.0

/**
 * Adjectives of nationality by ISO 3166-1 code, and after a slash the noun for the people where it is not the
 * adjective with an s. The ISO library names states, not their people; the list follows English usage of the UN.
 */
const TABLE = `
AF Afghan|AL Albanian|DZ Algerian|AD Andorran|AO Angolan|AG Antiguan|AR Argentine Argentinian|AM Armenian|AU Australian
AT Austrian|AZ Azerbaijani|BS Bahamian|BH Bahraini|BD Bangladeshi|BB Barbadian|BY Belarusian|BE Belgian|BZ Belizean
BJ Beninese/|BT Bhutanese/|BO Bolivian|BA Bosnian|BW Botswanan|BR Brazilian|BN Bruneian|BG Bulgarian|BF Burkinabe/
BI Burundian|KH Cambodian|CM Cameroonian|CA Canadian|CV Cabo-Verdean Cape-Verdean|TD Chadian|CL Chilean|CN Chinese/
CO Colombian|KM Comorian|CR Costa-Rican|CI Ivorian|HR Croatian|CU Cuban|CY Cypriot|CZ Czech|CD Congolese/
DK Danish/Danes|DJ Djiboutian|DO Dominican|EC Ecuadorian Ecuadorean|EG Egyptian|SV Salvadoran Salvadorian
ER Eritrean|EE Estonian|ET Ethiopian|FJ Fijian|FI Finnish/Finns|FR French/|GA Gabonese/|GM Gambian|GE Georgian
DE German|GH Ghanaian|GR Greek|GD Grenadian|GT Guatemalan|GN Guinean|GY Guyanese/|HT Haitian|HN Honduran|HU Hungarian
IS Icelandic/Icelanders|IN Indian|ID Indonesian|IR Iranian|IQ Iraqi|IE Irish/|IL Israeli|IT Italian|JM Jamaican
JP Japanese/|JO Jordanian|KZ Kazakh Kazakhstani|KE Kenyan|XK Kosovar|KW Kuwaiti|KG Kyrgyz/|LA Lao Laotian|LV Latvian
LB Lebanese/|LS Basotho/|LR Liberian|LY Libyan|LT Lithuanian|LU Luxembourgish/Luxembourgers|MG Malagasy/|MW Malawian
MY Malaysian|MV Maldivian|ML Malian|MT Maltese/|MR Mauritanian|MU Mauritian|MX Mexican|MD Moldovan|MC Monegasque
MN Mongolian|ME Montenegrin|MA Moroccan|MZ Mozambican|MM Burmese/|NA Namibian|NP Nepali Nepalese/|NL Dutch/
NZ New-Zealand/New-Zealanders|NI Nicaraguan|NE Nigerien|NG Nigerian|MK Macedonian|NO Norwegian|OM Omani|PK Pakistani
PS Palestinian|PA Panamanian|PG Papua-New-Guinean|PY Paraguayan|PE Peruvian|PH Philippine/Filipinos|PH Filipino
PL Polish/Poles|PT Portuguese/|QA Qatari|RO Romanian|RU Russian|RW Rwandan|LC Saint-Lucian|WS Samoan|SA Saudi
SN Senegalese/|RS Serbian Serb|SC Seychellois/|SL Sierra-Leonean|SG Singaporean|SK Slovak Slovakian|SI Slovenian
SB Solomon-Islander|SO Somali|ZA South-African|KR South-Korean|KP North-Korean|SS South-Sudanese/|ES Spanish/Spaniards
LK Sri-Lankan|SD Sudanese/|SR Surinamese/|SE Swedish/Swedes|CH Swiss/|SY Syrian|TJ Tajik|TZ Tanzanian|TH Thai
TL Timorese/|TG Togolese/|TO Tongan|TT Trinidadian|TN Tunisian|TR Turkish/Turks|TM Turkmen/|TV Tuvaluan|UG Ugandan
UA Ukrainian|AE Emirati|GB British/Britons|US American|UY Uruguayan|UZ Uzbek|VU Vanuatuan|VE Venezuelan
VN Vietnamese/|YE Yemeni|ZM Zambian|ZW Zimbabwean`

export type Demonym = { word: string; code: string; people: boolean }

/** Every adjective and noun of nationality, as it is written, with its state. */
export const DEMONYMS: Demonym[] = TABLE.split(/[|\n]/).flatMap((entry) => {
  const [code, ...words] = entry.trim().split(' ')
  if (!code) return []
  return words.flatMap((word) => {
    const [adjective, given] = word.split('/')
    const name = adjective!.replaceAll('-', ' ')
    const people = given === undefined ? `${name}s` : given.replaceAll('-', ' ')
    return [{ word: name, code, people: false }, ...(people ? [{ word: people, code, people: true }] : [])]
  })
})
