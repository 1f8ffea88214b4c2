// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { withoutLead, withoutMarks } from '../document-text.ts'
import type { ReadFile } from '../doors.ts'
import { dateIn, figuresWords } from '../format.ts'
import { pillarWord, wordFor } from '../glossary.ts'

type Item = ReadFile['items'][number]

/** What a reading found, one row a passage. A table that prints. */
export function FoundDrafts({ items, nameOf }: { items: Item[]; nameOf: (code: string) => string }) {
  const { i18n } = useLingui()
  const who = (codes: string[], none: string) => codes.map(nameOf).join(', ') || none
  const figures = (item: Item) => figuresWords(i18n, item.quantities, item.money)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table" aria-label={i18n._('What was found')} tabIndex={0}>
      <table className="stack found">
        <thead>
          <tr>
            <th scope="col" className="number">
              {i18n._('No.')}
            </th>
            <th scope="col">{i18n._('Who acts, who gains')}</th>
            <th scope="col">{i18n._('In its own words')}</th>
            <th scope="col">{i18n._('How firmly')}</th>
            <th scope="col">{i18n._('How much')}</th>
            <th scope="col">{i18n._('By when, on what condition')}</th>
            <th scope="col">{i18n._('Pillar')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, n) => (
            <tr key={item.start}>
              <td className="number" data-head={i18n._('No.')}>
                {n + 1}
              </td>
              <th scope="row">
                {who(item.actors, i18n._('nobody named'))}
                <span className="gains">
                  <span aria-hidden="true">→ </span>
                  <span className="unseen">{i18n._('to')} </span>
                  {who(item.beneficiaries, i18n._('nobody named'))}
                </span>
              </th>
              <td data-head={i18n._('In its own words')}>
                <q dir="auto">{withoutMarks(withoutLead(item.quote)).replace(/\s+/g, ' ').trim()}</q>
              </td>
              <td data-head={i18n._('How firmly')}>
                {item.strength ? wordFor(i18n, item.strength) : i18n._('not told')}
                <br />
                <small>{wordFor(i18n, item.kind)}</small>
              </td>
              <td data-head={i18n._('How much')} className={figures(item).length ? undefined : 'empty'}>
                {figures(item).length === 0
                  ? i18n._('no figure named')
                  : figures(item).map((words) => <p key={words}>{words}</p>)}
              </td>
              <td
                data-head={i18n._('By when, on what condition')}
                className={item.deadline || item.condition ? undefined : 'empty'}
              >
                {item.deadline ? dateIn(item.deadline, i18n.locale) : i18n._('no deadline named')}
                {item.condition && (
                  <p>
                    <small>{i18n._('if: {condition}', { condition: item.condition.replace(/\s+/g, ' ') })}</small>
                  </p>
                )}
              </td>
              <td data-head={i18n._('Pillar')}>{pillarWord(i18n, item.pillar)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
