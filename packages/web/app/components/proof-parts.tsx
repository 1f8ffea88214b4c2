// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { verifyScript } from '../verify-script.ts'

type Proven = {
  index: number
  canonical: string | null
  salt: string | null
  checkpoint: string | null
  proof: string[] | null
  signedText: string | null
  address: string
}

/** What proves that a statement stands in its log, and how anybody can check it. */
export function ProofOf({ page, recorder }: { page: Proven; recorder: string }) {
  const { i18n } = useLingui()
  return (
    <>
      <h2>{i18n._('The proof')}</h2>
      <p>
        {page.proof
          ? i18n._(
              'It has number {index} in its log. The checkpoint below covers it: the host signed that this very text stands in that place, and cannot take it back without being found out.',
              { index: page.index },
            )
          : i18n._(
              'It has number {index} in its log. No checkpoint covers it yet: the host signs one within moments. Load the page again.',
              { index: page.index },
            )}
      </p>
      <h3>{i18n._('The text, letter for letter')}</h3>
      <pre className="wrapped">{page.canonical}</pre>
      {page.signedText && (
        <>
          <h3>{i18n._('What {recorder} signed of it', { recorder })}</h3>
          <p>
            {i18n._(
              'All but the time of recording, which is the host’s word: these two lines, each with a line break at its end. A passkey signs their SHA-256.',
            )}
          </p>
          <pre className="wrapped">{page.signedText}</pre>
        </>
      )}
      <dl className="facts">
        <dt>{i18n._('Salt')}</dt>
        <dd>
          <code className="digest">{page.salt}</code>{' '}
          <small>{i18n._('Random, so that nobody can guess a statement from its digest alone.')}</small>
        </dd>
        {page.checkpoint && (
          <>
            <dt>{i18n._('Checkpoint')}</dt>
            <dd>
              <pre className="wrapped">{page.checkpoint}</pre>
            </dd>
          </>
        )}
        {page.proof && (
          <>
            <dt>{i18n._('Inclusion proof')}</dt>
            <dd>
              {page.proof.length === 0
                ? i18n._('empty: it is the only statement of its log')
                : page.proof.map((hash) => (
                    <code key={hash} className="digest block">
                      {hash}
                    </code>
                  ))}
            </dd>
          </>
        )}
      </dl>
      <h2>{i18n._('How to check it yourself')}</h2>
      <p>
        {i18n._(
          'On a computer with Node 20 or later, save this as check.mjs and run: node check.mjs. It needs nothing of Symbolon and trusts nothing but arithmetic.',
        )}
      </p>
      <pre className="wrapped">{verifyScript(page.address)}</pre>
      <p>{i18n._('Whoever hosts the record can check all of it, every log and every statement:')}</p>
      <pre className="wrapped">symbolon fsck</pre>
    </>
  )
}
