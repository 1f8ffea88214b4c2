// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Token } from '@symbolon/performance/contract'
import { LEVELS } from '@symbolon/performance/vocabulary'
import { Glossary } from '../components/about-parts.tsx'
import { PageHead } from '../components/page-head.tsx'
import { useLevelSentence } from '../components/telling-fields.tsx'
import { levelWords, TokenMark, tokenWords } from '../components/token.tsx'
import { APART_EXAMPLES, LEVEL_EXAMPLES, MARK_EXAMPLES } from '../token-examples.ts'

export default function About() {
  const { i18n } = useLingui()
  const sentence = useLevelSentence()
  return (
    <>
      <PageHead title={i18n._('How to read this')}>
        <p className="lead">
          {i18n._(
            'What the sign, the levels and the words on these pages mean. The text is of those who make Symbolon; no party has agreed to it.',
          )}
        </p>
      </PageHead>
      <h2>{i18n._('The record that no party owns')}</h2>
      <p>
        {i18n._(
          'Parties say here, each in its own name, what they propose, promise, report, judge or contest. What is agreed and what is disputed is computed from what they said, never assumed. Both sides are followed by the same means.',
        )}
      </p>
      <p>
        {i18n._(
          'Nothing is changed or erased. A mistake is mended by a further statement (corrected, or entered in error), and both stay visible. Nothing is averaged: where two sides differ, both figures stand, and the difference is shown.',
        )}
      </p>
      <p>
        {i18n._(
          'Whoever hosts the record is no party to it. The host signs checkpoints of it, so that anybody who keeps one can prove that nothing before it was altered.',
        )}
      </p>
      <h2>{i18n._('The token of two halves')}</h2>
      <p>
        {i18n._(
          'The Greeks broke a token in two: each partner kept a half, and the halves had to match. Here each commitment has one. The half at the start of the line is what the promising side says that it delivered; the half at the end is what the others say. The words beside it say the same.',
        )}
      </p>
      <h3>{i18n._('How full: what each half says')}</h3>
      <Gallery tokens={LEVEL_EXAMPLES} />
      <h3>{i18n._('How far apart: where they differ')}</h3>
      <p>
        {i18n._(
          'Where both halves say the same, they touch. Where they differ they stand apart, the wider the more steps lie between. A dot on the edge is an independent assessment.',
        )}
      </p>
      <Gallery tokens={APART_EXAMPLES} />
      <h3>{i18n._('How it ended, or who disputes it')}</h3>
      <Gallery tokens={MARK_EXAMPLES} />
      <h2 id="levels">{i18n._('Levels')}</h2>
      <dl className="facts">
        {LEVELS.slice(1).map((level) => (
          <div key={level} className="contents">
            <dt>{levelWords(i18n, level)}</dt>
            <dd>{sentence(level)}</dd>
          </div>
        ))}
      </dl>
      <p>{i18n._('Two answers are no levels, and are never counted as one:')}</p>
      <dl className="facts">
        <dt>{levelWords(i18n, 'no evidence available')}</dt>
        <dd>{i18n._('Somebody looked, and nothing shows whether it was done or not.')}</dd>
        <dt>{levelWords(i18n, null)}</dt>
        <dd>{i18n._('Somebody tells what was done, without a level. None is guessed.')}</dd>
      </dl>
      <h2 id="standing">{i18n._('Owned, attributed, contested')}</h2>
      <dl className="facts">
        <dt>{i18n._('owned')}</dt>
        <dd>{i18n._('The promising party said it through its own seat, or confirmed it there.')}</dd>
        <dt>{i18n._('attributed')}</dt>
        <dd>
          {i18n._(
            'A document says that the party promised. The page names the author of the document and who entered it. The party may confirm it, contest it, or leave it; leaving it says nothing.',
          )}
        </dd>
        <dt>{i18n._('contested')}</dt>
        <dd>{i18n._('The promising party says that this is not what it promised. Both statements stand.')}</dd>
      </dl>
      <h2 id="readers">{i18n._('Who may read')}</h2>
      <p>
        {i18n._(
          'Each statement names its readers: everybody, those who hold a seat, members alone, or named parties. Whoever may not read a statement does not learn that it exists, not by a count, a search or an error. Who takes a seat later does not read what was said to the seats before.',
        )}
      </p>
      <Glossary />
    </>
  )
}

function Gallery({ tokens }: { tokens: Token[] }) {
  const { i18n } = useLingui()
  const names: Record<string, string> = {
    a: i18n._('Country A'),
    b: i18n._('Country B'),
    observer: i18n._('an observer'),
  }
  return (
    <ul className="wide-cards">
      {tokens.map((token) => (
        <li key={JSON.stringify(token)} className="token-and-words">
          <TokenMark token={token} size={48} />
          <span>{tokenWords(i18n, token, (id) => names[id] ?? '')}</span>
        </li>
      ))}
    </ul>
  )
}
