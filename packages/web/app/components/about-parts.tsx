// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'

/** The words that the pages use, and no others, each with what it means here. */
export function Glossary() {
  const { i18n } = useLingui()
  const words: [string, string][] = [
    [
      i18n._('arrangement'),
      i18n._(
        'Whatever parties cooperate through: a convention, partnership, process, commission, liaison at a border, project.',
      ),
    ],
    [i18n._('assessment'), i18n._('What a party other than the promisor says was delivered.')],
    [
      i18n._('binding, non-binding'),
      i18n._('Whether the arrangement obliges those who take part under law. It says nothing of whether they keep it.'),
    ],
    [
      i18n._('checkpoint'),
      i18n._('The host’s signature under a log as it stood: how many statements, and their digest.'),
    ],
    [i18n._('commitment'), i18n._('Who promised what to whom, how firmly, how much, by when, on what condition.')],
    [
      i18n._('complete, substantial, limited, not started'),
      i18n._('The levels of a delivery, from all of it to none.'),
    ],
    [i18n._('condition'), i18n._('What a commitment waits for.')],
    [i18n._('delegation'), i18n._('The people who speak for one party.')],
    [
      i18n._('draft'),
      i18n._('A commitment found in a document, before a delegation puts it on the record. Nobody else sees it.'),
    ],
    [i18n._('evidence'), i18n._('What a report or an assessment rests on: a document, a statistic, a project.')],
    [
      i18n._('how firmly'),
      i18n._('Shall, will, intends, considers, notes: from the word that binds most to the one that binds least.'),
    ],
    [i18n._('independent'), i18n._('Of an assessor: accepted as such by both sides of a commitment.')],
    [i18n._('lapsed'), i18n._('An ending: its time is over, or what it waited for did not come. Said by the others.')],
    [i18n._('layer'), i18n._('Global, transregional, regional, bilateral, national, local.')],
    [i18n._('no trace'), i18n._('An ending: somebody looked and found nothing of it. Said by the others.')],
    [i18n._('overdue'), i18n._('The last day that the deadline names is over, and the commitment has not ended.')],
    [
      i18n._('participation'),
      i18n._('The role of a party in an arrangement, as sources tell it. It describes, and gives nobody a seat.'),
    ],
    [
      i18n._('party'),
      i18n._(
        'Who can speak: a state, organisation, local authority, network of civil society, company, association of migrants.',
      ),
    ],
    [
      i18n._('pillar'),
      i18n._(
        'Mobility and legal migration; migration and development; border management and irregular migration; protection and rights.',
      ),
    ],
    [i18n._('promisor'), i18n._('The party that promises.')],
    [i18n._('report'), i18n._('What the promisor says it delivered.')],
    [
      i18n._('seat'),
      i18n._('A place on this record: member, observer or secretariat. Only who holds one speaks in the arrangement.'),
    ],
    [i18n._('statement'), i18n._('What a party says on the record, with its source, its readers and its dates.')],
    [
      i18n._('transferred elsewhere'),
      i18n._('An ending: it goes on in another arrangement or with another party. Said by either side.'),
    ],
    [i18n._('withdrawn'), i18n._('An ending: the promisor takes the promise back.')],
  ]
  return (
    <>
      <h2 id="words">{i18n._('Words')}</h2>
      <dl className="facts">
        {words
          .sort(([a], [b]) => a.localeCompare(b, i18n.locale))
          .map(([word, means]) => (
            <div key={word} className="contents">
              <dt>{word}</dt>
              <dd>{means}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}
