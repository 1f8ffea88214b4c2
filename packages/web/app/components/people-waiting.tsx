// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { PeoplePage, Waiting } from '@symbolon/accounts/contract'
import { waitingWords } from '../account-words.ts'
import type { Refused } from '../doors.ts'
import { momentIn } from '../format.ts'
import { ActForm } from './act-form.tsx'

type Props = { page: PeoplePage; refused: Refused | undefined }

export function WaitingActs({ page, refused }: Props) {
  const { i18n } = useLingui()
  if (page.waiting.length === 0 && !page.fourEyes) return null
  return (
    <section id="waiting">
      <h2>{i18n._('What waits for a second person')}</h2>
      {page.waiting.length === 0 ? (
        <p>{i18n._('Nothing waits. What binds your party comes here before it is said.')}</p>
      ) : (
        <ul className="said-list plain">
          {page.waiting.map((one) => (
            <li key={one.id}>
              <OneWaiting one={one} refused={refused} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function OneWaiting({ one, refused }: { one: Waiting; refused: Refused | undefined }) {
  const { i18n } = useLingui()
  const said = saidIn(one.input)
  return (
    <>
      <p>
        <strong>{waitingWords(i18n, one.command)}</strong> ·{' '}
        {i18n._('proposed by {name}, {moment}', { name: one.proposedBy, moment: momentIn(one.at, i18n.locale) })}
      </p>
      {said.words && <blockquote>{said.words}</blockquote>}
      {said.arrangement && (
        <p>
          <a href={`/arrangements/${said.arrangement}`}>{i18n._('The arrangement that it is said in')}</a>
        </p>
      )}
      <details>
        <summary>{i18n._('All of it, as it will be said')}</summary>
        <pre className="code">{JSON.stringify(one.input, null, 2)}</pre>
      </details>
      {one.byMe ? (
        <>
          <p>{i18n._('You proposed it, so another member confirms it.')}</p>
          <ActForm act="withdraw" of={one.id} refused={refused} quiet button={i18n._('Withdraw it')} />
        </>
      ) : one.mayDecide ? (
        <>
          <ActForm act="confirm" of={one.id} refused={refused} button={i18n._('Confirm: say it for us')} />
          <ActForm act="reject" of={one.id} refused={refused} quiet button={i18n._('Reject it')} />
        </>
      ) : (
        <p className="soft">{i18n._('Your role does not decide about this.')}</p>
      )}
    </>
  )
}

/** What a reader wants to see first of an act: its words, and where it would be said. */
function saidIn(input: unknown): { words: string | null; arrangement: string | null } {
  const given = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>
  const text = (name: string) => (typeof given[name] === 'string' ? (given[name] as string) : null)
  return { words: text('summary') ?? text('words') ?? text('reason'), arrangement: text('arrangement') }
}

export function FourEyes({ page, refused }: Props) {
  const { i18n } = useLingui()
  return (
    <>
      <h2>{i18n._('Four eyes')}</h2>
      <p>
        {page.fourEyes
          ? i18n._(
              'Four eyes are on: what binds your party is said once a second member confirms it. Turning them off waits for a second head.',
            )
          : i18n._(
              'Four eyes are off: each member says alone what the role allows. On, what binds your party (commitments, positions, endings, seats) waits for a second member.',
            )}
      </p>
      <ActForm
        act="four-eyes"
        refused={refused}
        quiet
        button={page.fourEyes ? i18n._('Propose to turn four eyes off') : i18n._('Turn four eyes on')}
      >
        <input type="hidden" name="on" value={page.fourEyes ? 'no' : 'yes'} />
      </ActForm>
    </>
  )
}
