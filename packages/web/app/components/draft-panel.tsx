// SPDX-License-Identifier: Apache-2.0
import type { I18n } from '@lingui/core'
import { useLingui } from '@lingui/react'
import type { Problem } from '@symbolon/foundation'
import type { Draft } from '@symbolon/partnership/contract'
import { type FormEvent, type ReactNode, useRef } from 'react'
import { sentenceStarts, withoutLead, withoutMarks } from '../document-text.ts'
import { type Edit, type Field, fieldOf, type Typed } from '../draft-form.ts'
import { fieldLabel, fieldWords } from '../draft-words.ts'
import { TermsList } from './commitment-terms.tsx'
import { DraftFields } from './draft-form.tsx'

type Names = (id: string) => string
type Props = {
  draft: Draft
  edit: Edit
  number: number
  here: string
  scripted: boolean
  problem: Problem | null
  /** What was last done to it. */
  status: string
  nameOf: Names
  type: (id: string, with_: (typed: Typed) => Typed) => void
  settle: (id: string, field: Field, keep: 'mine' | 'theirs') => void
  onAct: (act: string, form: FormData, event: FormEvent) => void
}

/** The open draft: its words, its fields, and what can be done with it. */
export function DraftPanel(props: Props) {
  const { draft, edit, scripted, problem, nameOf } = props
  const { i18n } = useLingui()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent
    const form = new FormData(event.currentTarget, submitter)
    props.onAct(String(form.get('do')), form, event)
  }
  // Else they are marked in the document beside it. Without script a refused form has not led there.
  const joined = [...draft.quote].length !== draft.end - draft.start
  const apart = joined || draft.state === 'merged' || (problem !== null && !scripted)
  const words = withoutMarks(withoutLead(draft.quote)).replace(/\s+/g, ' ').trim()
  return (
    <>
      {apart && (
        <blockquote className="draft-quote" dir="auto">
          {words}
        </blockquote>
      )}
      {draft.doubts.length > 0 && (
        <p className="note">
          {i18n._(
            '{n, plural, one {The register has no party for the code {codes}.} other {The register has no parties for the codes {codes}.}} Add the party by its name below, or register it first.',
            {
              n: draft.doubts.length,
              codes: draft.doubts.join(', '),
            },
          )}{' '}
          <a href="/parties/new">{i18n._('Register a party')}</a>
        </p>
      )}
      {draft.state === 'recorded' || draft.state === 'merged' ? (
        <Closed {...props} />
      ) : (
        <form
          method="post"
          action={`?draft=${draft.id}#draft`}
          onSubmit={submit}
          className="draft-form"
          autoComplete="off"
        >
          {/* Enter in a field saves, whatever button stands first. */}
          <button type="submit" name="do" value="save" hidden />
          <input type="hidden" name="draft" value={draft.id} />
          <input type="hidden" name="revision" value={edit.revision} />
          <input type="hidden" name="was" value={JSON.stringify(edit.was)} />
          <DraftFields draft={draft} edit={edit} type={props.type} problem={problem} nameOf={nameOf} />
          <Joining draft={draft} scripted={scripted} />
          {!scripted && <p className="hint">{i18n._('Save before you go to another draft.')}</p>}
          <ActBar
            status={props.status}
            problem={problem && withLabels(i18n, problem)}
            above={<Collisions {...props} />}
          >
            {draft.state !== 'accepted' && (
              <button type="submit" name="do" value="accept">
                {i18n._('Accept')}
              </button>
            )}
            <button type="submit" name="do" value="save" className={draft.state === 'accepted' ? undefined : 'quiet'}>
              {i18n._('Save')}
            </button>
            {draft.state !== 'dropped' && (
              <button type="submit" name="do" value="drop" className="quiet">
                {i18n._('Drop')}
              </button>
            )}
            {draft.state !== 'open' && (
              <button type="submit" name="do" value="reopen" className="quiet">
                {i18n._('Open again')}
              </button>
            )}
          </ActBar>
        </form>
      )}
    </>
  )
}

/** A refusal names fields as the form does. */
function withLabels(i18n: I18n, problem: Problem): Problem {
  const label = (name: string) => {
    const field = fieldOf(name)
    return field ? `“${fieldLabel(i18n, field)}”` : name === 'state' ? i18n._('the state') : name
  }
  const details = { ...problem.details }
  if (typeof details.field === 'string') details.field = label(details.field)
  if (typeof details.fields === 'string') details.fields = details.fields.split(', ').map(label).join(', ')
  return { ...problem, details }
}

/** Stays at the foot of the screen: what can be done, and what became of it, without moving what is read. */
function ActBar(props: { status: string; problem: Problem | null; above: ReactNode; children: ReactNode }) {
  const { status, problem, above, children } = props
  const { i18n } = useLingui()
  return (
    <div className="act-bar">
      {problem && (
        <p className="act-problem" id="problem" role="alert">
          {i18n._(problem.sentence, problem.details)}
        </p>
      )}
      {above}
      <div className="act-buttons">
        {children}
        <span role="status" className="soft">
          {problem ? '' : status}
        </span>
      </div>
    </div>
  )
}

/** On the record, or part of another draft: read, not mended. */
function Closed({ draft, here, nameOf }: Props) {
  const { i18n } = useLingui()
  return (
    <>
      <p className="note">
        {draft.state === 'recorded' ? (
          <>
            {i18n._('This is on the record. A mistake in it is mended by correcting the commitment.')}{' '}
            <a href={`${here}/commitments/${draft.statement}`}>{i18n._('To the commitment')}</a>
          </>
        ) : (
          i18n._('This was merged into another draft. Undo the merge to have it back.')
        )}
      </p>
      <TermsList terms={draft.fields} nameOf={nameOf} />
    </>
  )
}

/** Where a colleague changed the same field, both stand, and the reviewer chooses. */
function Collisions({ draft, edit, settle, nameOf }: Props) {
  const { i18n } = useLingui()
  if (edit.theirs.length === 0) return null
  return (
    <div className="collisions" id="collisions">
      <p>
        <strong>{i18n._('A colleague changed this as well. Both stand until you choose:')}</strong>
      </p>
      {edit.theirs.map((field) => (
        <fieldset key={field}>
          <legend>{fieldLabel(i18n, field)}</legend>
          <label className="choice">
            <input
              type="radio"
              name={`keep.${field}`}
              value="mine"
              defaultChecked
              onClick={() => settle(draft.id, field, 'mine')}
            />
            <span>{i18n._('Yours, as it stands in the form')}</span>
          </label>
          <label className="choice">
            <input
              type="radio"
              name={`keep.${field}`}
              value="theirs"
              onClick={() => settle(draft.id, field, 'theirs')}
            />
            <span>{i18n._('Theirs: {words}', { words: fieldWords(i18n, field, draft.fields, nameOf) })}</span>
          </label>
        </fieldset>
      ))}
    </div>
  )
}

/** One passage that says two things, or two that say one. */
function Joining({ draft, scripted }: { draft: Draft; scripted: boolean }) {
  const { i18n } = useLingui()
  const quote = useRef<HTMLTextAreaElement>(null)
  const place = useRef<HTMLInputElement>(null)
  const starts = sentenceStarts(draft.quote)
  const whole = [...draft.quote].length === draft.end - draft.start
  return (
    <details>
      <summary>{i18n._('Merge or split')}</summary>
      <p>
        <button type="submit" name="do" value="merge-next" className="quiet">
          {i18n._('Merge with the next draft')}
        </button>
      </p>
      {!whole && (
        <p className="soft">{i18n._('This draft joins several passages, so it is not split but its merge undone.')}</p>
      )}
      {whole && starts.length > 0 && (
        <div className="split">
          <div className="field">
            <label htmlFor="split-at">{i18n._('The second draft begins with')}</label>
            <select id="split-at" name="at" defaultValue="" key={draft.id}>
              <option value="">{i18n._('choose a sentence')}</option>
              {starts.map(({ at, words }) => (
                <option key={at} value={at}>
                  “{words}…”
                </option>
              ))}
            </select>
          </div>
          <button type="submit" name="do" value="split" className="quiet">
            {i18n._('Split there')}
          </button>
        </div>
      )}
      {whole && scripted && (
        <>
          <div className="field">
            <label htmlFor="split-words">{i18n._('Or put the cursor where the second draft begins')}</label>
            <textarea id="split-words" ref={quote} readOnly rows={5} key={draft.id} defaultValue={draft.quote} />
          </div>
          <input type="hidden" name="cursor" ref={place} />
          <button
            type="submit"
            name="do"
            value="split-here"
            className="quiet"
            onClick={() => {
              const { value, selectionStart } = quote.current!
              place.current!.value = String(cursorIn(draft.quote, value, selectionStart))
            }}
          >
            {i18n._('Split at the cursor')}
          </button>
        </>
      )}
    </details>
  )
}

/** Code points of the quote before the cursor; a text field shows every end of a line as one character. */
function cursorIn(quote: string, shown: string, cursor: number): number {
  if (quote.length === shown.length) return [...quote.slice(0, cursor)].length
  let at = 0
  for (let seen = 0; seen < cursor && at < quote.length; seen++) at += quote.startsWith('\r\n', at) ? 2 : 1
  return [...quote.slice(0, at)].length
}
