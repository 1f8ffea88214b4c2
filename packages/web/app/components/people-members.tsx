// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { MOST_NAME, type PeoplePage, ROLES } from '@symbolon/accounts/contract'
import { roleWords } from '../account-words.ts'
import type { Refused } from '../doors.ts'
import { dayIn } from '../format.ts'
import { ActForm, Choices, Field, FoldedForm, SelectField } from './act-form.tsx'

type Props = { page: PeoplePage; refused: Refused | undefined }

export function Members({ page, refused }: Props) {
  const { i18n } = useLingui()
  const head = page.role === 'head'
  return (
    <>
      <h2>{i18n._('Members')}</h2>
      <ul className="said-list plain">
        {page.members.map((one) => (
          <li key={one.person}>
            <strong>{one.name}</strong> {one.me && <span className="soft">{i18n._('(you)')}</span>} ·{' '}
            {roleWords(i18n, one.role).name} · {i18n._('since {date}', { date: dayIn(one.since, i18n.locale) })}
            {head && <Change page={page} one={one} refused={refused} />}
          </li>
        ))}
      </ul>
      {head && (
        <>
          <h2>{i18n._('Invitations')}</h2>
          {page.invitations.length === 0 && <p>{i18n._('Nobody is invited at the moment.')}</p>}
          <ul className="said-list plain">
            {page.invitations.map((one) => (
              <li key={one.id}>
                <strong>{one.name ?? i18n._('no name given')}</strong> · {roleWords(i18n, one.role).name} ·{' '}
                {i18n._('until {date}', { date: dayIn(one.expires, i18n.locale) })} ·{' '}
                {one.by ? i18n._('invited by {name}', { name: one.by }) : i18n._('invited by the host')}
                <ActForm
                  act="withdraw-invitation"
                  of={one.id}
                  refused={refused}
                  quiet
                  button={i18n._('Withdraw this invitation')}
                />
              </li>
            ))}
          </ul>
          <FoldedForm
            act="invite"
            refused={refused}
            title={i18n._('Invite somebody')}
            lead={i18n._(
              'You get a link that serves once and for seven days. Give it to them yourself, on a way that you trust.',
            )}
            button={i18n._('Make the invitation')}
          >
            <Field
              name="name"
              maxLength={MOST_NAME}
              label={i18n._('Who it is for (may stay empty)')}
              hint={i18n._('For your list alone; they give their name themselves.')}
            />
            <RoleChoices />
          </FoldedForm>
        </>
      )}
    </>
  )
}

function RoleChoices() {
  const { i18n } = useLingui()
  return (
    <Choices
      name="role"
      legend={i18n._('Role')}
      required
      choices={ROLES.map((role) => {
        const { name, does } = roleWords(i18n, role)
        return { value: role, words: name, says: does }
      })}
    />
  )
}

type One = PeoplePage['members'][number]

function Change({ page, one, refused }: Props & { one: One }) {
  const { i18n } = useLingui()
  const others = page.members.filter(({ person }) => person !== one.person)
  return (
    <details>
      <summary>{i18n._('Change or end the membership of {name}', { name: one.name })}</summary>
      <ActForm
        act="set-role"
        of={one.person}
        refused={refused}
        quiet
        button={i18n._('Change the role of {name}', { name: one.name })}
      >
        <SelectField
          name="role"
          label={i18n._('Role')}
          value={one.role}
          options={ROLES.map((role): [string, string] => [role, roleWords(i18n, role).name])}
        />
      </ActForm>
      <p>
        {i18n._(
          'With a successor, the role, the API tokens, the open invitations and what waits go over in the same step. Without one, they end.',
        )}
      </p>
      <ActForm
        act="end-membership"
        of={one.person}
        refused={refused}
        quiet
        button={i18n._('End the membership of {name}', { name: one.name })}
      >
        <SelectField
          name="successor"
          label={i18n._('Successor')}
          options={[['', i18n._('nobody')], ...others.map((other): [string, string] => [other.person, other.name])]}
        />
      </ActForm>
    </details>
  )
}

/** For whoever is no head: leaving by oneself. */
export function Leaving({ page, refused }: Props) {
  const { i18n } = useLingui()
  const me = page.members.find((one) => one.me)
  if (!me) return null
  return (
    <FoldedForm
      act="end-membership"
      of={me.person}
      refused={refused}
      title={i18n._('Leave this delegation')}
      lead={i18n._(
        'You read and say nothing for it any more, from the moment on. A head can invite you again, or hand over what is yours before.',
      )}
      button={i18n._('Leave this delegation')}
    />
  )
}
