// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'

type Props = { arrangement: string; logs: { id: string; name: string }[] }

/** Stand for what the script puts in. */
const SLOTS = Object.fromEntries(
  ['name', 'entries', 'bad', 'size', 'read', 'index', 'at', 'before', 'key'].map((name) => [name, `{${name}}`]),
)

/**
 * Checks in the reader's own browser (check/script.ts) that the logs are what the host signed, and that every statement
 * that the reader may read stands in them unchanged.
 */
export function CheckHere({ arrangement, logs }: Props) {
  const { i18n } = useLingui()
  const words = {
    under: i18n._('Checking: {name}, {entries} statements so far …', SLOTS),
    whole: i18n._('Checked. Everything holds.'),
    broken: i18n._(
      'Checked. IT DOES NOT HOLD in {bad} of these logs. Keep this page (print it or save it), and compare with your partners before you rely on the record.',
      SLOTS,
    ),
    unreached: i18n._('The host did not answer. Nothing is known; try again.'),
    holds: i18n._(
      'All {size} entries are those that the host signed, and the {read} statements among them that you may read say, to the letter, what they said then.',
      SLOTS,
    ),
    signed: i18n._('It is signed with this key, to compare with a partner: {key}', SLOTS),
    unjudged: i18n._('This browser cannot check the signature itself; a newer one can.'),
    since: i18n._('The {before} that this device saw on {at} stand there unchanged.', SLOTS),
    checkpoint: i18n._('There is no checkpoint that can be read.'),
    signature: i18n._('The checkpoint is not signed by the key that the host shows.'),
    key: i18n._('The host signs with another key than when this device looked last.'),
    fewer: i18n._('The log has fewer statements than when this device looked last: something was taken back.'),
    rewritten: i18n._('What this device saw last is not what stands there now: the past was rewritten.'),
    entries: i18n._('Entries are missing.'),
    root: i18n._('The entries are not those that the host signed.'),
    statement: i18n._('Statement {index} does not say what was signed.', SLOTS),
  }
  return (
    <section
      className="no-print"
      data-check
      data-address={`/halves/${arrangement}/`}
      data-logs={JSON.stringify(logs)}
      data-words={JSON.stringify(words)}
    >
      <h2>{i18n._('Check it here')}</h2>
      <p>
        {i18n._(
          'Your browser can do the arithmetic itself: it fetches every log that you may read, computes its root from the entries and the entries from the words, and compares with what the host signed.',
        )}
      </p>
      <p className="note" data-part="without">
        {i18n._(
          'This needs a script of this page and a browser of the last years. Without, use "symbolon mirror" below.',
        )}
      </p>
      <div data-part="with" hidden>
        <p>
          <label>
            <input type="checkbox" data-part="keep" autoComplete="off" />{' '}
            {i18n._(
              'Remember on this device what was seen, so that the next check also shows whether the past was changed. Leave it empty on a device that others use.',
            )}
          </label>
        </p>
        <button type="button" data-part="button">
          {i18n._('Check all of it now')}
        </button>
        <p role="status" data-part="status" />
        <ul data-part="list" />
      </div>
    </section>
  )
}
