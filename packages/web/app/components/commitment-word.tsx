// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { CommitmentPage, Standing } from '@symbolon/partnership/contract'
import { momentIn } from '../format.ts'
import { wordFor } from '../glossary.ts'
import { TermsList } from './commitment-terms.tsx'
import { Erred, Said } from './said.tsx'

type Props = { page: CommitmentPage; here: string; nameOf: (id: string) => string }

/** Whose word the commitment is, promisor by promisor; only a promisor's own word makes it owned. */
export function WhoseWord({ page, nameOf }: Props) {
  const { i18n } = useLingui()
  const { commitment, positions } = page
  const { provenance } = commitment
  const says = (standing: Standing, party: string) => {
    if (standing === 'owned')
      return provenance.saidBy === party && provenance.recordedBy === party
        ? i18n._('It said so itself, through its own seat.')
        : i18n._('It confirmed this, through its own seat.')
    if (standing === 'contested') return i18n._('It says that this is not what it promised. Both stand.')
    if (positions.some((one) => one.provenance.saidBy === party && one.provenance.error === null))
      return i18n._('It confirmed an earlier wording. It has not confirmed these words.')
    return provenance.saidBy === party
      ? i18n._('A document of its own says so, entered by another. It has not confirmed this here.')
      : i18n._('Another says that it promised this. It has not confirmed this here; silence says nothing.')
  }
  return (
    <>
      <ul className="plain">
        {commitment.standing.map(({ party, standing }) => (
          <li key={party}>
            <a href={`/parties/${party}`}>{nameOf(party)}</a>: <strong>{wordFor(i18n, standing)}</strong>.{' '}
            {says(standing, party)}
          </li>
        ))}
      </ul>
      {positions.length > 0 && (
        <>
          <h3>{i18n._('What the promisors said of it')}</h3>
          <ul className="plain said-list">
            {positions.map((one) => (
              <li key={one.id} className="this-side">
                <Erred error={one.provenance.error}>
                  {one.position === 'confirmed'
                    ? i18n._('{party} confirms it.', { party: nameOf(one.provenance.saidBy) })
                    : i18n._('{party} contests it.', { party: nameOf(one.provenance.saidBy) })}
                  {one.words && <p>{one.words}</p>}
                </Erred>
                <p>
                  <Said provenance={one.provenance} arrangement={commitment.arrangement} nameOf={nameOf} />
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** How it ended, by whom and why; what was said of it before stays. */
export function Endings({ page, nameOf }: Props) {
  const { i18n } = useLingui()
  if (page.endings.length === 0) return null
  return (
    <>
      <h2 id="ending">{i18n._('How it ended')}</h2>
      <ul className="plain said-list">
        {page.endings.map((one) => (
          <li key={one.id}>
            <Erred error={one.provenance.error}>
              <strong>{wordFor(i18n, one.how)}</strong>
              <p>{one.words}</p>
              <EvidenceList evidence={one.evidence} />
            </Erred>
            <p>
              <Said provenance={one.provenance} arrangement={page.commitment.arrangement} nameOf={nameOf} />
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The commitment as it read before it was corrected. */
export function Versions({ page, here, nameOf }: Props) {
  const { i18n } = useLingui()
  const { versions, commitment } = page
  if (versions.length === 0) return null
  return (
    <>
      <h2>{i18n._('Corrected')}</h2>
      {commitment.correction && <p>{i18n._('Why: {reason}', { reason: commitment.correction })}</p>}
      {versions.map((one) => (
        <details key={one.statement} className="act">
          <summary>{i18n._('As it read from {moment}', { moment: momentIn(one.recordedAt, i18n.locale) })}</summary>
          <p className="struck">{one.body.summary}</p>
          <TermsList terms={one.body} nameOf={nameOf} />
          {one.body.correction && <p>{i18n._('Why: {reason}', { reason: one.body.correction })}</p>}
          <p>
            <a href={`${here}/record/${one.statement}`}>{i18n._('Statement')}</a>
          </p>
        </details>
      ))}
    </>
  )
}

export function EvidenceList({ evidence }: { evidence: { text: string; url: string | null }[] }) {
  const { i18n } = useLingui()
  if (evidence.length === 0) return null
  return (
    <div>
      <strong>{i18n._('Evidence:')}</strong>
      <ul>
        {evidence.map(({ text, url }) => (
          <li key={`${text} ${url}`}>{url ? <a href={url}>{text}</a> : text}</li>
        ))}
      </ul>
    </div>
  )
}
