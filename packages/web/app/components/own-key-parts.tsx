// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { KeysPage, SignedHow } from '@symbolon/register/contract'
import type { ReactNode } from 'react'
import type { PreparedAct, Refused } from '../doors.ts'
import { momentIn } from '../format.ts'
import { ActForm, Field, FoldedForm, isRefused, SelectField } from './act-form.tsx'
import { ProblemBox } from './problem-box.tsx'

type Key = KeysPage['keys'][number]

/** The keys of a party, those that sign first, with what to compare. */
export function Keys({ keys, formOf }: { keys: Key[]; formOf?: (key: Key) => ReactNode }) {
  const { i18n } = useLingui()
  const reasons = {
    lost: i18n._('lost'),
    replaced: i18n._('replaced'),
    compromised: i18n._('in somebody else’s hands'),
  }
  return (
    <ul className="said-list plain">
      {keys
        .toSorted((a, b) => Number(b.signs) - Number(a.signs))
        .map((one) => (
          <li key={one.id}>
            <p>
              <strong>{one.label}</strong> ·{' '}
              {one.key.algorithm === 'ed25519' ? i18n._('key file') : i18n._('passkey of {host}', { host: one.key.rp })}{' '}
              · {i18n._('named {moment}', { moment: momentIn(one.named, i18n.locale) })}
              {one.revoked &&
                ` · ${i18n._('revoked {moment}: {reason}', { moment: momentIn(one.revoked.at, i18n.locale), reason: reasons[one.revoked.reason] })}`}
              {!one.signs &&
                !one.revoked &&
                ` · ${i18n._('does not count: it was not listed when signatures were asked for')}`}
            </p>
            <p>
              {i18n._('Fingerprint')} <code className="digest">{one.fingerprint}</code>
            </p>
            {one.signs && formOf?.(one)}
          </li>
        ))}
    </ul>
  )
}

export function RevokeForm({ of, refused }: { of: Key; refused: Refused | undefined }) {
  const { i18n } = useLingui()
  return (
    <FoldedForm
      act="revoke-key"
      of={of.id}
      refused={refused}
      title={i18n._('Revoke this key')}
      lead={i18n._('What it signed before stays signed. From now on it signs for nobody.')}
      button={i18n._('Revoke the key')}
    >
      <SelectField
        name="reason"
        required
        label={i18n._('Why')}
        options={[
          ['replaced', i18n._('replaced')],
          ['lost', i18n._('lost')],
          ['compromised', i18n._('in somebody else’s hands')],
        ]}
      />
      <Field
        name="since"
        type="date"
        label={i18n._('In doubt since (may stay empty)')}
        hint={i18n._(
          'Only of a key in somebody else’s hands: what it signed from that day (UTC) on is shown as doubtful.',
        )}
      />
    </FoldedForm>
  )
}

type ScriptProps = {
  act: string
  refused: Refused | undefined
  button: string
  data: Record<`data-${string}`, string>
  fields: string[]
  children?: ReactNode
}

/** A form that needs the script of own keys, and stays out of sight where there is none or no passkey can be used. */
export function OwnKeyForm({ act, refused, button, data, fields, children }: ScriptProps) {
  const { i18n } = useLingui()
  const mine = isRefused(refused, act)
  return (
    <>
      {mine && <ProblemBox problem={refused?.problem} />}
      <form method="post" id={`form-${act}`} hidden {...data}>
        <input type="hidden" name="act" value={act} />
        {fields.map((name) => (
          <input key={name} type="hidden" name={name} />
        ))}
        <p className="problem" role="alert" data-failed hidden>
          {i18n._('The passkey was not used: you stopped, or it took too long. Nothing was recorded. Try once more.')}
        </p>
        {children}
        <p className="actions">
          <button type="submit">{button}</button>
        </p>
      </form>
      <p className="note" data-without-passkey>
        {i18n._(
          'A passkey needs a browser that knows them, a script of this page, and an address with a name: on this machine, localhost instead of 127.0.0.1. A key file needs none of it.',
        )}
      </p>
    </>
  )
}

/** The two ways to sign what was prepared. */
export function SignForms({ act, keys, refused }: { act: PreparedAct; keys: Key[]; refused: Refused | undefined }) {
  const { i18n } = useLingui()
  const passkeys = keys.flatMap(({ id, key }) =>
    key.algorithm === 'webauthn-es256' ? [{ key: id, credential: key.credential, rp: key.rp }] : [],
  )
  const files = keys.filter(({ key }) => key.algorithm === 'ed25519')
  const statements = act.statements.map(({ statement, challenge }) => ({ statement: statement.id, challenge }))
  return (
    <>
      {passkeys.length > 0 && (
        <>
          <h2>{i18n._('Sign with a passkey')}</h2>
          <OwnKeyForm
            act="passkey"
            refused={refused}
            button={i18n._('Sign it and say it')}
            data={{
              'data-own-key': 'sign',
              'data-passkeys': JSON.stringify(passkeys),
              'data-statements': JSON.stringify(statements),
            }}
            fields={['signatures']}
          >
            <p>
              {i18n._(
                '{n, plural, one {Your device asks once: for the one statement above.} other {Your device asks # times: once for each statement above.}}',
                { n: statements.length },
              )}
            </p>
          </OwnKeyForm>
        </>
      )}
      {files.length > 0 && (
        <>
          <h2>{i18n._('Sign with a key file')}</h2>
          <p>
            {i18n._(
              'Save this text as prepared.json where the key file is; that machine need not be on any network. The command shows what would be said, and prints the signatures.',
            )}
          </p>
          <pre className="wrapped">
            {JSON.stringify({ prepared: act.prepared, statements: act.statements }, null, 2)}
          </pre>
          {files.map(({ id, label }) => (
            <p key={id}>
              {label}: <code>{`symbolon key sign ./our.key prepared.json --key ${id}`}</code>
            </p>
          ))}
          <ActForm act="key-file" refused={refused} button={i18n._('Say it with these signatures')}>
            <SignaturesField />
          </ActForm>
        </>
      )}
      {keys.length === 0 && (
        <p>
          {i18n._('Your party has no key that signs today.')} <a href="/delegation/keys">{i18n._('Keys')}</a>
        </p>
      )}
    </>
  )
}

function SignaturesField() {
  const { i18n } = useLingui()
  return (
    <div className="field">
      <label htmlFor="signatures">{i18n._('What the command printed')}</label>
      <textarea id="signatures" name="signatures" required />
    </div>
  )
}

/** How a statement is signed, as its page says it. */
export function SignedLine({ signed, recorder }: { signed: SignedHow; recorder: string }) {
  const { i18n } = useLingui()
  switch (signed.state) {
    case 'signed':
      return i18n._('signed by {recorder} with its own key “{key}”, verified', { recorder, key: signed.label })
    case 'doubted':
      return i18n._(
        'signed with the key “{key}”, which {recorder} later said was in somebody else’s hands since {date}: doubtful',
        { key: signed.label, recorder, date: momentIn(signed.since, i18n.locale) },
      )
    case 'by-host':
      return i18n._('not signed: the host says this by itself, beside or after what {recorder} said', { recorder })
    case 'wrong':
      return (
        <strong>
          {signed.why === 'missing'
            ? i18n._('NOT SIGNED, though {recorder} had said that nothing unsigned is its word', { recorder })
            : i18n._('SIGNED WRONGLY: no key of {recorder} bears this out', { recorder })}
        </strong>
      )
    default:
      return i18n._('not signed: that {recorder} said it is the host’s word', { recorder })
  }
}
