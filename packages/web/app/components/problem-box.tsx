// SPDX-License-Identifier: Apache-2.0
import type { I18n } from '@lingui/core'
import { useLingui } from '@lingui/react'
import type { Problem } from '@symbolon/foundation'

/** A refusal, in the reader's language: what is wrong, where, and what to do. */
export function ProblemBox({ problem }: { problem: Problem | undefined }) {
  const { i18n } = useLingui()
  if (!problem) return null
  return (
    <div className="problem" role="alert" id="problem">
      <p>{i18n._(problem.sentence, detailsIn(i18n, problem.details))}</p>
    </div>
  )
}

/** A detail may itself be a message of the catalogue, such as a reason; what is none stands as it is. */
const detailsIn = (i18n: I18n, details: Problem['details']): Problem['details'] =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' && i18n.messages[value] ? i18n._(value) : value,
    ]),
  )
