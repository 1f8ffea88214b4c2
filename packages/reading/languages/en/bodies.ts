// SPDX-License-Identifier: Apache-2.0

/** Bodies that act in their own name, with the codes of the register. */
const BODY_TABLE = `
IOM: IOM, International Organization for Migration, International Organisation for Migration, UN Migration
UNHCR: UNHCR, UN High Commissioner for Refugees, United Nations High Commissioner for Refugees, UN Refugee Agency, United Nations Refugee Agency, Office of the United Nations High Commissioner for Refugees
UN: UN, United Nations, United Nations Secretary-General
UNICEF: UNICEF, United Nations Children's Fund, UN Children's Fund
UNDP: UNDP, United Nations Development Programme, UN Development Programme
UNODC: UNODC, United Nations Office on Drugs and Crime, UN Office on Drugs and Crime
UNFPA: UNFPA, United Nations Population Fund
OHCHR: OHCHR, Office of the High Commissioner for Human Rights
WFP: WFP, World Food Programme, World Food Program
WHO: WHO, World Health Organization
PAHO: PAHO, Pan American Health Organization
OCHA: OCHA, Office for the Coordination of Humanitarian Affairs
ILO: ILO, International Labour Organization, International Labor Organization, International Labour Organisation
ECLAC: ECLAC, Economic Commission for Latin America and the Caribbean
UNITAR: UNITAR, United Nations Institute for Training and Research
INTERPOL: INTERPOL, Interpol
WB: World Bank, World Bank Group
IMF: IMF, International Monetary Fund
IDB: IDB, IADB, Inter-American Development Bank
CAF: CAF, Development Bank of Latin America
AFDB: AfDB, African Development Bank
OAS: OAS, Organization of American States
AU: African Union, African Union Commission
ECOWAS: ECOWAS, Economic Community of West African States
IGAD: IGAD, Intergovernmental Authority on Development
ASEAN: ASEAN, Association of Southeast Asian Nations
CARICOM: CARICOM, Caribbean Community
OECD: OECD
OSCE: OSCE, Organization for Security and Co-operation in Europe
OSCE-ODIHR: ODIHR
COE: Council of Europe
EU: European Union, EU, EU Member States, European Union and its Member States, EU and its Member States, European Union and its participating Member States
EU-COM: European Commission, EU Commission
EU-COUNCIL: Council of the European Union, European Council
EP: European Parliament
FRONTEX: Frontex, European Border and Coast Guard Agency
EUROPOL: Europol
EASO: EASO, European Asylum Support Office
EUAA: EUAA, European Union Agency for Asylum
ETF: European Training Foundation
ICMPD: ICMPD, International Centre for Migration Policy Development
IFRC: IFRC, International Federation of Red Cross and Red Crescent Societies
ICRC: ICRC, International Committee of the Red Cross
PADF: PADF, Pan American Development Foundation
NRC: Norwegian Refugee Council
HRW: Human Rights Watch`

/** Agencies and ministries whose usual name does not say which state they act for. */
const AGENCY_TABLE = `
US: DHS, Department of Homeland Security, Homeland Security, State Department, Department of State, USAID, Agency for International Development, DOL, Department of Labor, USDA, Department of Agriculture, DOJ, Department of Justice, Justice Department, Department of Defense, DOD, DoD, HHS, Department of Health and Human Services, Department of Commerce, Department of the Treasury, Treasury Department, DFC, USTDA, Trade and Development Agency, International Development Finance Corporation, CBP, Customs and Border Protection, ICE, Immigration and Customs Enforcement, USCIS, Citizenship and Immigration Services, FBI, Federal Bureau of Investigation, PRM, Bureau of Population Refugees and Migration, White House, Biden-Harris Administration, Millennium Challenge Corporation, MCC, Peace Corps
CA: IRCC, Immigration Refugees and Citizenship Canada, Global Affairs Canada, CBSA, Canada Border Services Agency, RCMP, Royal Canadian Mounted Police, Employment and Social Development Canada
GB: Home Office, FCDO, Foreign Commonwealth and Development Office, DFID, UK Border Force, UK Visas and Immigration
MX: COMAR, INM, SEGOB, SRE, AMEXCID, SEDESOL, Secretariat of Foreign Relations
DE: BAMF, GIZ, BMZ, Bundespolizei, Federal Foreign Office
FR: OFII, AFD, Agence Française de Développement, OFPRA, Quai d'Orsay
ES: AECID, Guardia Civil
SE: Sida, Swedish Migration Agency, Swedish Public Employment Service
NO: Norad
CH: Swiss Agency for Development and Cooperation
JP: JICA
KR: KOICA
AU: DFAT, AusAID, Department of Home Affairs
TR: TIKA
CO: Migración Colombia
BR: CONARE`

export type NamedBody = { name: string; code: string }

function tableOf(table: string): NamedBody[] {
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const colon = line.indexOf(':')
      const names = line.slice(colon + 1).split(',')
      return names.map((name) => ({ name: name.trim(), code: line.slice(0, colon) }))
    })
}

export const BODIES: NamedBody[] = tableOf(BODY_TABLE)
export const AGENCIES: NamedBody[] = tableOf(AGENCY_TABLE)
