// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { MOST_NAME, type PeoplePage, TOKEN_DAYS } from '@symbolon/accounts/contract'
import type { Refused } from '../doors.ts'
import { dayIn, momentIn } from '../format.ts'
import { ActForm, Choices, Field, FoldedForm, SelectField } from './act-form.tsx'

type Props = { page: PeoplePage; refused: Refused | undefined }

export function Tokens({ page, refused }: Props) {
  const { i18n } = useLingui()
  return (
    <>
      <h2>{i18n._('API tokens')}</h2>
      {page.tokens.length === 0 && (
        <p>
          {i18n._(
            'No program reads or speaks for your delegation. An API token lets one do so, until it expires or you end it.',
          )}
        </p>
      )}
      <ul className="said-list plain">
        {page.tokens.map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong> · {one.scope === 'read' ? i18n._('reads') : i18n._('reads and speaks')} ·{' '}
            {i18n._('until {date}', { date: dayIn(one.expires, i18n.locale) })} ·{' '}
            {one.used ? i18n._('last used {date}', { date: dayIn(one.used, i18n.locale) }) : i18n._('never used yet')}
            {one.by && <> · {i18n._('made by {name}', { name: one.by })}</>}
            <ActForm act="end-token" of={one.id} refused={refused} quiet button={i18n._('End this API token')} />
          </li>
        ))}
      </ul>
      <FoldedForm
        act="make-token"
        refused={refused}
        title={i18n._('Make an API token')}
        lead={i18n._('A program sends it as “Authorization: Bearer …”. Each use stands on the audit trail.')}
        button={i18n._('Make the API token')}
      >
        <Field name="name" required maxLength={MOST_NAME} label={i18n._('What it is for')} />
        <Choices
          name="scope"
          legend={i18n._('What it may do')}
          required
          choices={[
            { value: 'read', words: i18n._('Read what the delegation reads') },
            { value: 'speak', words: i18n._('Read, and speak for the delegation') },
          ]}
        />
        <SelectField
          name="days"
          label={i18n._('For how long')}
          value="30"
          options={TOKEN_DAYS.map((days): [string, string] => [
            `${days}`,
            i18n._('{n, plural, one {one day} other {# days}}', { n: days }),
          ])}
        />
      </FoldedForm>
    </>
  )
}

export function Trail({ page }: { page: PeoplePage }) {
  const { i18n } = useLingui()
  return (
    <>
      <h2 id="trail">{i18n._('Audit trail')}</h2>
      <p>
        {i18n._(
          'What members and programs of your delegation did here, newest first. What they said stands on the record.',
        )}
      </p>
      <div className="table">
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{i18n._('When')}</th>
              <th scope="col">{i18n._('Who')}</th>
              <th scope="col">{i18n._('What')}</th>
              <th scope="col">{i18n._('Outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {page.trail.map((one, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two uses of one moment are told apart by their place alone
              <tr key={n}>
                <th scope="row">{momentIn(one.at, i18n.locale)}</th>
                <td data-head={i18n._('Who')}>{one.who ?? i18n._('the host')}</td>
                <td data-head={i18n._('What')}>
                  <code>{one.act}</code> {one.subject}
                </td>
                <td data-head={i18n._('Outcome')}>{one.outcome}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
