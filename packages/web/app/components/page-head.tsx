// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ReactNode } from 'react'

type Step = { href: string; text: string }

/** The first lines of a page: where it stands, what it is; its children say whose word it is and how fresh. */
export function PageHead({ title, trail = [], children }: { title: string; trail?: Step[]; children?: ReactNode }) {
  const { i18n } = useLingui()
  return (
    <>
      <title>{`${title} · Symbolon`}</title>
      {trail.length > 0 && (
        <nav aria-label={i18n._('Where this page stands')} className="soft no-print">
          {trail.map((step) => (
            <span key={step.href}>
              <a href={step.href}>{step.text}</a> ›{' '}
            </span>
          ))}
        </nav>
      )}
      <h1>{title}</h1>
      {children}
    </>
  )
}
