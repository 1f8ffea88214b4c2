// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { CommitmentBody, CommitmentPage } from '@symbolon/partnership/contract'
import { dateIn, figuresWords } from '../format.ts'
import { pillarWord, wordFor } from '../glossary.ts'

type Names = (id: string) => string

/** How firmly it is said, with the words that stand behind each step. */
export function useStrengthWords(): (strength: string | null) => string {
  const { i18n } = useLingui()
  return (strength) => {
    switch (strength) {
      case 'shall':
        return i18n._('shall (binds itself)')
      case 'will':
        return i18n._('will (commits to)')
      case 'intends':
        return i18n._('intends (aims, plans, is ready to)')
      case 'considers':
        return i18n._('considers (will examine, explore)')
      case 'notes':
        return i18n._('notes (welcomes, recognises)')
      default:
        return i18n._('not told')
    }
  }
}

type Terms = Omit<CommitmentBody, 'correction'> & { overdue?: boolean }

/** What was promised, term by term. A term that nobody named is said to be so. */
export function TermsList({ terms, nameOf }: { terms: Terms; nameOf: Names }) {
  const { i18n } = useLingui()
  const strengthWords = useStrengthWords()
  const party = (id: string, i: number) => (
    <span key={id}>
      {i > 0 && ', '}
      <a href={`/parties/${id}`}>{nameOf(id)}</a>
    </span>
  )
  const figures = figuresWords(i18n, terms.quantities, terms.money)
  return (
    <dl className="facts">
      <dt>{i18n._('Who promises')}</dt>
      <dd>{terms.promisors.map(party)}</dd>
      <dt>{i18n._('To whom')}</dt>
      <dd>
        {terms.beneficiaries.map(party)}
        {terms.beneficiaries.length > 0 && terms.toWords && '; '}
        {terms.toWords}
        {terms.beneficiaries.length === 0 && !terms.toWords && i18n._('nobody named')}
      </dd>
      <dt>{i18n._('How much')}</dt>
      <dd>
        {figures.length === 0 ? (
          i18n._('no figure named')
        ) : (
          <ul className="plain">
            {figures.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </dd>
      <dt>{i18n._('By when')}</dt>
      <dd>
        {terms.deadline ? dateIn(terms.deadline, i18n.locale) : i18n._('no deadline named')}
        {terms.overdue && <strong> · {i18n._('overdue')}</strong>}
      </dd>
      <dt>{i18n._('On what condition')}</dt>
      <dd>{terms.condition ?? i18n._('none named')}</dd>
      <dt>{i18n._('How firmly')}</dt>
      <dd>{strengthWords(terms.strength)}</dd>
      <dt>{i18n._('Pillar')}</dt>
      <dd>
        {pillarWord(i18n, terms.pillar)}
        {terms.theme && ` · ${terms.theme}`}
      </dd>
      <dt>{i18n._('Kind')}</dt>
      <dd>{wordFor(i18n, terms.kind)}</dd>
    </dl>
  )
}

/** The words as they were said, in their language, and the document and passage that they stand in. */
export function Wording({ page, here, kept }: { page: CommitmentPage; here: string; kept: boolean }) {
  const { i18n } = useLingui()
  const { wording, citation } = page.commitment
  const { source } = page
  if (!wording && !source) return <p>{i18n._('No document is named: it is said here first.')}</p>
  const passage =
    citation?.start != null && citation.end != null ? `?start=${citation.start}&end=${citation.end}#passage` : ''
  const language = wording && new Intl.DisplayNames(i18n.locale, { type: 'language', fallback: 'code' })
  return (
    <>
      {wording && (
        <blockquote lang={wording.language === 'und' ? undefined : wording.language} dir="auto">
          {wording.text}
        </blockquote>
      )}
      <p>
        {wording && wording.language !== 'und' && (
          <>
            {i18n._('In its own words ({language}).', {
              language: language!.of(wording.language) ?? wording.language,
            })}{' '}
          </>
        )}
        {source && (
          <>
            {i18n._('Source:')}{' '}
            {kept ? (
              <a href={`${here}/documents/${source.id}${passage}`}>{source.title}</a>
            ) : source.url ? (
              <a href={source.url}>{source.title}</a>
            ) : (
              source.title
            )}
            {citation?.place && `, ${citation.place}`}
            {passage && (
              <small> {i18n._('(characters {start} to {end})', { start: citation!.start, end: citation!.end })}</small>
            )}
            {kept && source.url && (
              <>
                {' · '}
                <a href={source.url}>{i18n._('where it was published')}</a>
              </>
            )}
          </>
        )}
      </p>
      {!wording && source && (
        <p className="soft">{i18n._('The original wording is not kept here; the title of this page is a summary.')}</p>
      )}
    </>
  )
}
