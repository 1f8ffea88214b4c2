// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { type Enrolled, type Enrolment, LEAST_PASSWORD } from '@symbolon/accounts/contract'
import type { ReactNode } from 'react'
import type { AccountAnswer } from '../account-acts.ts'
import type { Refused } from '../doors.ts'
import { ActForm, Field, isRefused } from './act-form.tsx'
import { ProblemBox } from './problem-box.tsx'

export const asRefused = (answer: AccountAnswer | undefined): Refused | undefined =>
  answer?.problem && answer.form ? { problem: answer.problem, form: answer.form } : undefined

/** Where nobody signs in, because whoever is at this machine chooses. */
export function NoAccounts() {
  const { i18n } = useLingui()
  return (
    <p className="note">
      {i18n._(
        'There are no accounts on this installation: it listens on this machine alone, and you choose whom you speak for.',
      )}{' '}
      <a href="/delegation">{i18n._('Choose whom you speak for')}</a>
    </p>
  )
}

type PasskeyProps = {
  /** Proves who is there, or makes a passkey. */
  does: 'options' | 'new'
  act: string
  refused: Refused | undefined
  button: string
  children?: ReactNode
}

/** A form that needs a script, and stays out of sight where there is none or the browser knows no passkeys. */
export function PasskeyForm({ does, act, refused, button, children }: PasskeyProps) {
  const { i18n } = useLingui()
  return (
    <>
      <form method="post" data-passkey={does} id={`form-${act}`} hidden>
        <input type="hidden" name="act" value={act} />
        <input type="hidden" name="ceremony" />
        <input type="hidden" name="proof" />
        {children}
        <div className="problem" role="alert" data-failed hidden>
          <p>
            {i18n._(
              'The passkey was not used: you stopped, it took too long, or this page is too old. Load the page again and try once more, or use another way.',
            )}
          </p>
        </div>
        <p className="actions">
          <button type="submit">{button}</button>
        </p>
      </form>
      {isRefused(refused, act) && <ProblemBox problem={refused!.problem} />}
      <p className="note" data-without-passkey>
        {i18n._('A passkey needs a browser that knows them, and a script of this page. Without, use another way.')}
      </p>
    </>
  )
}

export function PasswordForm({
  refused,
  button,
  children,
}: {
  refused?: Refused
  button: string
  children?: ReactNode
}) {
  const { i18n } = useLingui()
  return (
    <ActForm act="password" refused={refused} button={button}>
      {children}
      <Field
        name="password"
        type="password"
        required
        autoComplete="new-password"
        minLength={LEAST_PASSWORD}
        maxLength={200}
        label={i18n._('New password')}
        hint={i18n._('At least twelve characters; several words are good. An app that shows codes comes next.')}
      />
    </ActForm>
  )
}

/** The second step: the secret of the second factor, and the first code that it shows. */
export function SecondFactor({ enrolment, refused }: { enrolment: Enrolment; refused?: Refused }) {
  const { i18n } = useLingui()
  return (
    <section>
      <h2>{i18n._('Now the second factor')}</h2>
      <p>
        {i18n._(
          'Open an authenticator app on your telephone, add an account, and scan this picture or type the key. Then type the code that it shows.',
        )}
      </p>
      <img className="qr" src={enrolment.picture} alt={i18n._('QR code of the key below')} width="200" height="200" />
      <p>
        {i18n._('Key:')} <code className="digest">{enrolment.secret.match(/.{1,4}/g)!.join(' ')}</code>
      </p>
      <ActForm act="finish" refused={refused} button={i18n._('Finish')}>
        <input type="hidden" name="ceremony" value={enrolment.ceremony} />
        <CodeField label={i18n._('Code')} hint={i18n._('Six digits. It changes every half minute.')} />
      </ActForm>
    </section>
  )
}

export const CodeField = ({ label, hint }: { label: string; hint: string }) => (
  <Field name="code" required autoComplete="one-time-code" maxLength={40} label={label} hint={hint} />
)

/** What is shown once: the name to sign in with, and codes for when the second factor is lost. */
export function EnrolledOnce({ enrolled, next }: { enrolled: Enrolled; next: string }) {
  const { i18n } = useLingui()
  return (
    <section className="note done" role="status" id="done">
      <h2>{i18n._('Keep this now: it is not shown again')}</h2>
      <p>
        {i18n._('The name that you sign in with:')} <strong>{enrolled.signInName}</strong>
      </p>
      <p>{i18n._('Codes for when your telephone is lost. Each works once, in place of the code.')}</p>
      <ul className="columns plain">
        {enrolled.recovery.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href={next}>{i18n._('Go on')}</a>
      </p>
    </section>
  )
}
