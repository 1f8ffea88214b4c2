// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { nameIn } from '../format.ts'
import { useVisit } from '../root.tsx'

/** Why this reader cannot act here, in one sentence, and what to do. Null where it can. */
export function WhyNot({ seated, arrangement }: { seated: boolean; arrangement?: string }) {
  const { i18n } = useLingui()
  const visit = useVisit()
  if (visit?.party && seated) return null
  // With accounts the address leads to where one signs in, or to one's own delegations.
  const words = visit?.accounts
    ? visit.accounts.me
      ? i18n._('Your delegations')
      : i18n._('Sign in')
    : i18n._('Choose a delegation')
  const choose = <a href={`/delegation?to=${encodeURIComponent(visit?.path ?? '/')}`}>{words}</a>
  if (!visit?.party)
    return (
      <p className="note">
        {i18n._('You read as the public, and the public says nothing on the record.')} {choose}
      </p>
    )
  return (
    <p className="note">
      {i18n._('{party} holds no seat in this arrangement, so it reads and does not speak here.', {
        party: nameIn(visit.party.names, i18n.locale),
      })}{' '}
      {arrangement && <a href={`/arrangements/${arrangement}/seats`}>{i18n._('Who can grant a seat')}</a>} {choose}
    </p>
  )
}
