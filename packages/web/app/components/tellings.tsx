// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { DeliveriesPage, Telling } from '@symbolon/performance/contract'
import type { ReactNode } from 'react'
import { dateIn, figuresWords } from '../format.ts'
import { EvidenceList } from './commitment-word.tsx'
import { Erred, Said } from './said.tsx'
import { levelWords } from './token.tsx'

type Props = {
  deliveries: DeliveriesPage
  arrangement: string
  nameOf: (id: string) => string
  /** The forms that this reader has for one telling: to correct it, or to say that it was entered in error. */
  formsOf: (telling: Telling) => ReactNode
}

/** The two halves side by side: what the promising side says, and what the others say. The last word stands first. */
export function TwoSides(props: Props) {
  const { i18n } = useLingui()
  const { reports, assessments } = props.deliveries
  return (
    <div className="two-sides">
      <section className="this-side" aria-labelledby="reports">
        <h3 id="reports">{i18n._('The promising side says')}</h3>
        {reports.length === 0 ? (
          <p className="soft">{i18n._('Nobody has reported yet.')}</p>
        ) : (
          <All {...props} all={reports} />
        )}
      </section>
      <section className="that-side" aria-labelledby="assessments">
        <h3 id="assessments">{i18n._('The others say')}</h3>
        {assessments.length === 0 ? (
          <p className="soft">{i18n._('Nobody has judged this yet.')}</p>
        ) : (
          <All {...props} all={assessments} />
        )}
      </section>
    </div>
  )
}

function All({ all, ...props }: Props & { all: Telling[] }) {
  return (
    <ul className="plain said-list">
      {all.toReversed().map((one) => (
        <li key={one.id} id={`said-${one.id}`}>
          <One telling={one} {...props} />
        </li>
      ))}
    </ul>
  )
}

function One({ telling, arrangement, nameOf, formsOf }: Omit<Props, 'deliveries'> & { telling: Telling }) {
  const { i18n } = useLingui()
  const { provenance } = telling
  const figures = figuresWords(i18n, telling.quantities, telling.money)
  const flags = [
    telling.asOf && i18n._('as of {date}', { date: dateIn(telling.asOf, i18n.locale) }),
    telling.independent && i18n._('independent: both sides accept this assessor'),
    telling.attributed && i18n._('attributed: a document says so, entered by another'),
    provenance.latest !== provenance.statement && i18n._('corrected'),
  ].filter(Boolean)
  return (
    <>
      <Erred error={provenance.error}>
        <p>
          <a href={`/parties/${provenance.saidBy}`}>{nameOf(provenance.saidBy)}</a>:{' '}
          <strong>{levelWords(i18n, telling.level)}</strong>
        </p>
        <p className="as-said">{telling.words}</p>
        {figures.length > 0 && (
          <ul>
            {figures.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
        <EvidenceList evidence={telling.evidence} />
      </Erred>
      <p>
        {flags.length > 0 && <small>{flags.join(' · ')} · </small>}
        <Said provenance={provenance} arrangement={arrangement} nameOf={nameOf} />
      </p>
      {formsOf(telling)}
    </>
  )
}
