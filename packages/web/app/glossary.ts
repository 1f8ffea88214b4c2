// SPDX-License-Identifier: Apache-2.0
import type { I18n } from '@lingui/core'

/** The words that codes of the record are shown by. A word that is not listed is shown as it stands. */
export function wordFor(i18n: I18n, code: string | null | undefined): string {
  switch (code) {
    case 'global':
      return i18n._('global')
    case 'transregional':
      return i18n._('transregional')
    case 'regional':
      return i18n._('regional')
    case 'bilateral':
      return i18n._('bilateral')
    case 'national':
      return i18n._('national')
    case 'local':
      return i18n._('local')
    case 'binding':
      return i18n._('binding')
    case 'non-binding':
      return i18n._('non-binding')
    case 'none':
      return i18n._('none')
    case 'mobility':
      return i18n._('Mobility and legal migration')
    case 'development':
      return i18n._('Migration and development')
    case 'border':
      return i18n._('Border management and irregular migration')
    case 'protection':
      return i18n._('Protection and rights')
    case 'shall':
      return i18n._('shall')
    case 'will':
      return i18n._('will')
    case 'intends':
      return i18n._('intends')
    case 'considers':
      return i18n._('considers')
    case 'notes':
      return i18n._('notes')
    case 'promise':
      return i18n._('promise')
    case 'report':
      return i18n._('report of something done')
    case 'both':
      return i18n._('promise and report')
    case 'owned':
      return i18n._('owned')
    case 'attributed':
      return i18n._('attributed')
    case 'contested':
      return i18n._('contested')
    case 'confirmed':
      return i18n._('confirmed')
    case 'withdrawn':
      return i18n._('withdrawn')
    case 'lapsed':
      return i18n._('lapsed')
    case 'no trace':
      return i18n._('no trace')
    case 'transferred elsewhere':
      return i18n._('transferred elsewhere')
    case 'member':
      return i18n._('member')
    case 'observer':
      return i18n._('observer')
    case 'secretariat':
      return i18n._('secretariat')
    case 'state':
      return i18n._('state')
    case 'territory':
      return i18n._('territory')
    case 'organisation':
      return i18n._('organisation')
    case 'agency':
      return i18n._('agency')
    case 'local authority':
      return i18n._('local authority')
    case 'civil society':
      return i18n._('civil society')
    case 'company':
      return i18n._('company')
    case 'company association':
      return i18n._('company association')
    case 'research body':
      return i18n._('research body')
    case "migrants' association":
      return i18n._("migrants' association")
    case 'exact':
      return i18n._('exactly')
    case 'at least':
      return i18n._('at least')
    case 'at most':
      return i18n._('at most')
    case 'about':
      return i18n._('about')
    case 'range-low':
      return i18n._('from')
    case 'range-high':
      return i18n._('up to')
    case 'data protection request':
      return i18n._('request under data protection law')
    case 'court order':
      return i18n._('order of a court')
    case 'said in error about a person':
      return i18n._('said in error about a person')
    case 'safety of a person':
      return i18n._('safety of a person')
    case 'another ground':
      return i18n._('another ground')
    default:
      return code ?? ''
  }
}

export const pillarWord = (i18n: I18n, pillar: string | null): string =>
  pillar === null || pillar === 'none' ? i18n._('No pillar named') : wordFor(i18n, pillar)
