// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { RecordPage } from '@symbolon/register/contract'
import type { Refused } from '../doors.ts'
import { momentIn } from '../format.ts'
import { Field, FoldedForm } from './act-form.tsx'

type Props = { record: RecordPage; nameOf: (id: string) => string; audienceOf: Map<string, string> }

/** Who has co-signed what, and how far the record counts by the arrangement's own rule. */
export function Watch({ record, nameOf, audienceOf }: Props) {
  const { i18n } = useLingui()
  const { logs, witnesses, required } = record
  return (
    <>
      <h2>{i18n._('Who watches')}</h2>
      <p>
        {i18n._(
          'A witness is a partner’s own program that has seen a log grow and never change, and signs that it has. A host that rewrote the record, or told two partners two stories, would need the witnesses to sign both.',
        )}
      </p>
      <p>
        {required === 0
          ? i18n._('This arrangement asks for no co-signatures: the host’s signature alone makes a checkpoint.')
          : i18n._(
              '{required, plural, one {A checkpoint counts once the witness of # party has co-signed it.} other {A checkpoint counts once the witnesses of # parties have co-signed it.}}',
              { required },
            )}
      </p>
      {witnesses.length === 0 ? (
        <p>{i18n._('No party has named a witness yet.')}</p>
      ) : (
        <div className="table">
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{i18n._('Whose witness')}</th>
                <th scope="col">{i18n._('What it has co-signed last')}</th>
              </tr>
            </thead>
            <tbody>
              {witnesses.map(({ party, vkey }) => (
                <tr key={party}>
                  <th scope="row">
                    {nameOf(party)}
                    <details>
                      <summary>{i18n._('Its key, to compare')}</summary>
                      <code className="digest">{vkey}</code>
                    </details>
                  </th>
                  <td data-head={i18n._('What it has co-signed last')}>
                    <CosignedLast logs={logs} party={party} audienceOf={audienceOf} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {required > 0 &&
        logs.map(({ id, counts, size }) => (
          <p key={id}>
            {audienceOf.get(id)}:{' '}
            {counts === null
              ? i18n._('nothing counts yet.')
              : i18n._('{counts} of {size} statements count.', { counts, size })}
          </p>
        ))}
    </>
  )
}

function CosignedLast(props: { logs: RecordPage['logs']; party: string; audienceOf: Map<string, string> }) {
  const { i18n } = useLingui()
  const signed = props.logs.flatMap(({ id, cosignatures }) =>
    cosignatures.filter(({ party }) => party === props.party).map((one) => ({ ...one, id })),
  )
  if (signed.length === 0) return i18n._('nothing yet')
  return (
    <ul className="plain">
      {signed.map(({ id, size, at }) => (
        <li key={id}>
          {props.audienceOf.get(id)}:{' '}
          {i18n._('{size, plural, one {# statement} other {# statements}}, {date}', {
            size,
            date: momentIn(at, i18n.locale),
          })}
        </li>
      ))}
    </ul>
  )
}

/** For who sits here: naming one's own witness, and saying how many must co-sign. */
export function WatchForms({
  refused,
  tier,
  required,
}: {
  refused: Refused | undefined
  tier: string
  required: number
}) {
  const { i18n } = useLingui()
  return (
    <div className="no-print">
      <FoldedForm
        act="name-witness"
        refused={refused}
        title={i18n._('Name your delegation’s witness')}
        lead={i18n._('"symbolon mirror" with --witness prints its key. Naming another later replaces it.')}
        button={i18n._('Put this on the record')}
      >
        <Field name="vkey" required maxLength={300} label={i18n._('Key of the witness')} />
      </FoldedForm>
      {tier !== 'observer' && (
        <FoldedForm
          act="require-cosignatures"
          refused={refused}
          title={i18n._('Say how many parties must co-sign')}
          lead={i18n._('Now: {required}. Zero asks for none.', { required })}
          button={i18n._('Put this on the record')}
        >
          <Field name="count" type="number" required label={i18n._('Parties')} />
        </FoldedForm>
      )}
    </div>
  )
}

/** How a partner takes its half along, and keeps it. */
export function TakeHome(props: { arrangement: string; origin: string; signedIn: boolean }) {
  const { arrangement, origin, signedIn } = props
  const { i18n } = useLingui()
  return (
    <>
      <h2>{i18n._('Keep your half')}</h2>
      <p>
        {i18n._(
          'Whatever you may read here you may keep, with what proves it. On a machine of your own this brings it into a folder, proves every part, and says at once if this host later shows another history:',
        )}
      </p>
      <pre className="wrapped">{`symbolon mirror ${origin} ${arrangement}${signedIn ? ' --token ./token' : ''}`}</pre>
      <p>
        {i18n._(
          'For the public part no token is needed. The files stand at {address}, in the form that other programs for transparency logs read too.',
          { address: `${origin}/halves/${arrangement}/` },
        )}
      </p>
    </>
  )
}
