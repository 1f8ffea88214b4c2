// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { CommitmentPage } from '@symbolon/partnership/contract'
import { ENDINGS } from '@symbolon/partnership/vocabulary'
import type { Telling } from '@symbolon/performance/contract'
import type { Refused } from '../doors.ts'
import { wordFor } from '../glossary.ts'
import { Choices, FoldedForm, WordsField } from './act-form.tsx'
import { EvidenceFields } from './figures-fields.tsx'
import { TellingFields } from './telling-fields.tsx'
import { TermsFields } from './terms-fields.tsx'

type Props = { page: CommitmentPage; me: string; refused: Refused | undefined; nameOf: (id: string) => string }

/** What this party may say of the commitment: a promisor reports, everybody else who is seated judges. */
export function SpeakForms({ page, me, refused, nameOf }: Props) {
  const { i18n } = useLingui()
  const { commitment } = page
  const own = commitment.promisors.includes(me)
  return (
    <>
      {own ? (
        <>
          <p>
            {i18n._(
              '{party} promised this. It confirms or contests what is said of it, reports what it delivered, and may withdraw. Judging is for the others.',
              { party: nameOf(me) },
            )}
          </p>
          <PositionForm page={page} me={me} refused={refused} nameOf={nameOf} />
          <FoldedForm
            act="report"
            refused={refused}
            title={i18n._('Report what was delivered')}
            button={i18n._('Put the report on the record')}
          >
            <TellingFields />
          </FoldedForm>
        </>
      ) : (
        <>
          <p>
            {i18n._(
              '{party} did not promise this, so it judges what was delivered. Confirming, contesting and reporting are for {promisors}.',
              { party: nameOf(me), promisors: commitment.promisors.map(nameOf).join(', ') },
            )}
          </p>
          <FoldedForm
            act="assess"
            refused={refused}
            title={i18n._('Judge what was delivered')}
            button={i18n._('Put the assessment on the record')}
          >
            <TellingFields />
          </FoldedForm>
        </>
      )}
      <EndForm own={own} page={page} refused={refused} nameOf={nameOf} />
    </>
  )
}

function PositionForm({ page, me, refused, nameOf }: Props) {
  const { i18n } = useLingui()
  const standing = page.commitment.standing.find(({ party }) => party === me)?.standing
  return (
    <FoldedForm
      act="position"
      refused={refused}
      title={standing === 'attributed' ? i18n._('Confirm or contest it') : i18n._('Confirm or contest it again')}
      button={i18n._('Put this on the record')}
      lead={
        standing === 'owned'
          ? i18n._('It stands as the own word of {party}.', { party: nameOf(me) })
          : standing === 'contested'
            ? i18n._('{party} contests it at present.', { party: nameOf(me) })
            : i18n._('It is attributed to {party}. You may also leave it: that says nothing.', { party: nameOf(me) })
      }
    >
      <Choices
        name="position"
        legend={i18n._('What {party} says', { party: nameOf(me) })}
        required
        choices={[
          { value: 'confirmed', words: i18n._('We confirm it'), says: i18n._('It becomes our own word.') },
          { value: 'contested', words: i18n._('We contest it'), says: i18n._('It stays in view, and so does this.') },
        ]}
      />
      <WordsField name="words" maxLength={4000} label={i18n._('In your words (may stay empty)')} />
    </FoldedForm>
  )
}

/** Withdrawn is for the promisor; lapsed and no trace for the others; transferred for either. */
function EndForm({ own, page, refused, nameOf }: Omit<Props, 'me'> & { own: boolean }) {
  const { i18n } = useLingui()
  const { ending } = page.commitment
  if (ending)
    return (
      <p>
        {i18n._('It has ended already: {how}, as {party} said. What was delivered before can still be told.', {
          how: wordFor(i18n, ending.how),
          party: nameOf(ending.by),
        })}
      </p>
    )
  const says: Record<(typeof ENDINGS)[number], string> = {
    withdrawn: i18n._('We take the promise back.'),
    lapsed: i18n._('Its time is over, or what it waited for did not come.'),
    'no trace': i18n._('We looked and found nothing of it.'),
    'transferred elsewhere': i18n._('It goes on in another arrangement or with another party.'),
  }
  const open = ENDINGS.filter((how) => how === 'transferred elsewhere' || (how === 'withdrawn') === own)
  return (
    <FoldedForm
      act="end"
      refused={refused}
      title={
        own
          ? i18n._('Withdraw it, or say that it was transferred')
          : i18n._('Say that it lapsed, left no trace, or was transferred')
      }
      lead={i18n._('The commitment stays in view, with who said so and why.')}
      button={i18n._('Put the ending on the record')}
      quiet
    >
      <Choices
        name="how"
        legend={i18n._('How it ended')}
        required
        choices={open.map((how) => ({ value: how, words: wordFor(i18n, how), says: says[how] }))}
      />
      <WordsField name="words" required maxLength={4000} label={i18n._('Why, in words')} />
      <EvidenceFields evidence={[]} />
    </FoldedForm>
  )
}

/** Whoever entered the commitment mends it; both wordings stay visible. */
type MendProps = Pick<Props, 'page' | 'refused'> & { wordsOf: (id: string) => string }
export function MendForms({ page, refused, wordsOf }: MendProps) {
  const { i18n } = useLingui()
  const { commitment } = page
  return (
    <>
      <p>{i18n._('Your delegation entered this, so it may mend it. What was said before stays visible.')}</p>
      <FoldedForm
        act="correct"
        refused={refused}
        title={i18n._('Correct the commitment')}
        button={i18n._('Put the correction on the record')}
      >
        <WordsField
          name="correction"
          required
          maxLength={1000}
          label={i18n._('What was wrong')}
          hint={i18n._('For example: the document says 500, not 50.')}
        />
        <TermsFields terms={commitment} wordsOf={wordsOf} />
      </FoldedForm>
      {commitment.provenance.error === null && (
        <ErrorForm
          statement={commitment.provenance.statement}
          refused={refused}
          title={i18n._('Say that the commitment was entered in error')}
        />
      )}
    </>
  )
}

/** For one report or assessment that this delegation entered. */
export function TellingForms({ telling, refused }: { telling: Telling; refused: Refused | undefined }) {
  const { i18n } = useLingui()
  if (telling.provenance.error !== null) return null
  return (
    <>
      <FoldedForm
        act="correct-telling"
        of={telling.id}
        refused={refused}
        title={i18n._('Correct this')}
        button={i18n._('Put the correction on the record')}
      >
        <TellingFields telling={telling} />
      </FoldedForm>
      <ErrorForm
        statement={telling.provenance.statement}
        refused={refused}
        title={i18n._('Say that this was entered in error')}
      />
    </>
  )
}

export function ErrorForm({
  statement,
  refused,
  title,
}: {
  statement: string
  refused: Refused | undefined
  title: string
}) {
  const { i18n } = useLingui()
  return (
    <FoldedForm
      act="error"
      of={statement}
      refused={refused}
      title={title}
      lead={i18n._('It stays visible, struck through, with your reason beside it.')}
      button={i18n._('Put this on the record')}
      quiet
    >
      <WordsField name="reason" required maxLength={1000} label={i18n._('Why it should not have been said')} />
    </FoldedForm>
  )
}
