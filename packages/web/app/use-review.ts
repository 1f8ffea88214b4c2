// SPDX-License-Identifier: Apache-2.0
import type { Problem } from '@symbolon/foundation'
import type { Draft } from '@symbolon/partnership/contract'
import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useFetcher } from 'react-router'
import {
  besideFresh,
  type Edit,
  editOf,
  type Field,
  nextOpen,
  settled,
  type Typed,
  touched,
  typedIn,
  typedOf,
} from './draft-form.ts'
import type { ReviewAnswer } from './review-acts.ts'

/** Whether the page has its script: what needs it is shown only then. */
export const useScripted = (): boolean =>
  useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )

const PAUSE = 1000

/** What was last done here, or why it was not. */
export type Said = { act: string; problem: Problem | null; id: string | null }

type Loaded = {
  drafts: Draft[]
  current: string | null
  answer: ReviewAnswer | undefined
  locale: string
  /** Told apart from the page before: what was said of that one is no longer shown. */
  page: string
}

/**
 * A review under the hands of one reviewer: the drafts as they were last seen, what is typed and not saved yet, and which
 * draft is open. Without script it is what the page was sent with; with script it saves by itself after a pause.
 */
export function useReview(loaded: Loaded) {
  const { locale } = loaded
  const [state, setState] = useState(() => begin(loaded))
  // What the server sends anew replaces what was known; what was typed is laid beside it.
  if (state.loaded !== loaded.drafts || state.answered !== loaded.answer || state.asked !== loaded.current)
    setState(renewed(state, loaded))
  const latest = useRef(state)
  useLayoutEffect(() => {
    latest.current = state
  })
  const { save, pending, said } = useSaving(latest, setState, loaded)

  const change = useCallback(
    (id: string, by: (edit: Edit) => Edit) =>
      setState((before) => {
        const draft = before.drafts.find((one) => one.id === id)
        if (!draft) return before
        return { ...before, edits: { ...before.edits, [id]: by(before.edits[id] ?? editOf(draft, locale)) } }
      }),
    [locale],
  )
  const type = useCallback(
    (id: string, with_: (typed: Typed) => Typed) => change(id, (edit) => ({ ...edit, typed: with_(edit.typed) })),
    [change],
  )
  const settle = useCallback(
    (id: string, field: Field, keep: 'mine' | 'theirs') => change(id, (edit) => settled(edit, field, keep, locale)),
    [change, locale],
  )
  const open = useCallback(
    (id: string) => {
      const { current, edits } = latest.current
      const edit = current === null ? undefined : edits[current]
      if (edit && isDirty(edit, locale)) save('autosave', edit.id)
      setState((before) => ({ ...before, current: id }))
      const url = new URL(window.location.href)
      url.search = new URLSearchParams({ draft: id }).toString()
      url.hash = ''
      window.history.replaceState(window.history.state, '', url)
    },
    [save, locale],
  )
  const actAndGoOn = useCallback(
    async (act: 'accept' | 'drop', id: string) => {
      if (!(await save(act, id))) return
      const next = nextOpen(latest.current.drafts, id)
      if (latest.current.current === id && next !== id) open(next)
    },
    [save, open],
  )
  useTypedBefore(loaded.current, change)
  const draft = state.drafts.find((one) => one.id === state.current) ?? null
  const edit = draft && (state.edits[draft.id] ?? editOf(draft, locale))
  useAutosave(edit, locale, save)
  return { drafts: state.drafts, draft, edit, said, pending, type, settle, open, save, actAndGoOn }
}

type State = {
  loaded: Draft[]
  answered: ReviewAnswer | undefined
  asked: string | null
  drafts: Draft[]
  edits: Record<string, Edit>
  current: string | null
}

function begin(loaded: Loaded): State {
  const { drafts, current, answer, locale } = loaded
  const state: State = { loaded: drafts, answered: answer, asked: current, drafts, edits: {}, current }
  const refused = answer?.refused
  const fresh = refused && drafts.find((one) => one.id === refused.id)
  if (!refused || !fresh) return state
  const { id, was, theirs, taken } = refused
  const typed: Edit = { id, revision: fresh.revision, was, typed: refused.typed, theirs }
  const chosen = taken.reduce((edit, field) => settled(edit, field, 'theirs', locale), typed)
  return { ...state, edits: { [id]: besideFresh(chosen, fresh, locale) }, current: id }
}

function renewed(before: State, loaded: Loaded): State {
  const state = begin(loaded)
  const edits = Object.values(before.edits).flatMap((edit) => {
    const fresh = loaded.drafts.find((one) => one.id === edit.id)
    return fresh ? [[edit.id, besideFresh(edit, fresh, loaded.locale)] as const] : []
  })
  const stays = before.asked === loaded.current && loaded.drafts.some((one) => one.id === before.current)
  return {
    ...state,
    edits: { ...Object.fromEntries(edits), ...state.edits },
    current: stays && !loaded.answer?.refused ? before.current : state.current,
  }
}

export const isDirty = (edit: Edit, locale: string): boolean =>
  touched(edit.typed, typedOf(edit.was, locale)).some((field) => !edit.theirs.includes(field))

/** Saves one after the other, each beside what the one before brought back. */
function useSaving(
  latest: { current: State },
  setState: (by: (before: State) => State) => void,
  { locale, page }: Loaded,
) {
  const fetcher = useFetcher<ReviewAnswer>()
  const { submit } = fetcher
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const waiting = useRef<{ sent: Typed; id: string; done: (saved: boolean) => void } | null>(null)
  const [said, setSaid] = useState<(Said & { page: string }) | null>(null)
  const [pending, setPending] = useState(false)

  useEffect(() => {
    const asked = waiting.current
    const answer = fetcher.data
    if (!asked || fetcher.state !== 'idle' || !answer) return
    waiting.current = null
    setSaid({ act: answer.act, problem: answer.problem, id: asked.id, page })
    setPending(false)
    const fresh = answer.draft
    if (fresh)
      setState((before) => {
        const edit = before.edits[fresh.id]
        return {
          ...before,
          drafts: before.drafts.map((one) => (one.id === fresh.id ? fresh : one)),
          edits: edit
            ? { ...before.edits, [fresh.id]: besideFresh(edit, fresh, locale, answer.changes, asked.sent) }
            : before.edits,
        }
      })
    // The next in the queue must see what this one brought.
    setTimeout(() => asked.done(answer.problem === null))
  }, [fetcher.state, fetcher.data, setState, locale, page])

  const save = useCallback(
    (act: string, id: string): Promise<boolean> => {
      const one = queue.current.then(async () => {
        const draft = latest.current.drafts.find((each) => each.id === id)
        if (!draft) return false
        const edit = latest.current.edits[id] ?? editOf(draft, locale)
        if (act === 'autosave' && !isDirty(edit, locale)) return true
        setPending(true)
        return new Promise<boolean>((done) => {
          waiting.current = { sent: edit.typed, id, done }
          const action = window.location.pathname
          // The answer brings the draft as it is now: nothing else is fetched for it.
          submit(formOf(edit, act), { method: 'post', action, defaultShouldRevalidate: false })
        })
      })
      queue.current = one
      return one
    },
    [submit, latest, locale],
  )
  return { save, pending, said: said?.page === page ? said : null }
}

/** What a form of the page would send, made from what is typed: also for a draft that is no longer open. */
function formOf(edit: Edit, act: string): FormData {
  const form = new FormData()
  const entries = { ...edit.typed, draft: edit.id, revision: String(edit.revision), was: JSON.stringify(edit.was) }
  for (const [name, value] of Object.entries(entries)) form.set(name, value)
  for (const field of edit.theirs) form.set(`keep.${field}`, 'mine')
  form.set('do', act)
  form.set('script', '1')
  return form
}

/** What was typed on a slow line before the script came: it stands in the page, and nowhere else yet. */
function useTypedBefore(id: string | null, change: (id: string, by: (edit: Edit) => Edit) => void) {
  const asked = useRef(id)
  useLayoutEffect(() => {
    const form = document.querySelector<HTMLFormElement>('form.draft-form')
    if (!form || asked.current === null) return
    const typed = typedIn(new FormData(form))
    change(asked.current, (edit) => (touched(typed, edit.typed).length > 0 ? { ...edit, typed } : edit))
  }, [change])
}

/** Saves after a pause. What was refused is not sent again until something else is typed. */
function useAutosave(edit: Edit | null, locale: string, save: (act: string, id: string) => Promise<boolean>) {
  const id = edit?.id
  const dirty = edit !== null && isDirty(edit, locale)
  const unsaved = dirty ? JSON.stringify(Object.entries(edit.typed).sort()) : null
  useEffect(() => {
    if (unsaved === null || id === undefined) return
    const timer = setTimeout(() => save('autosave', id), PAUSE)
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('beforeunload', stay)
    }
  }, [unsaved, id, save])
}

/** What a browser says that could not reach the server: nothing typed is lost. */
export const unreached: Problem = {
  code: 'web/unreached',
  status: 409,
  sentence:
    /*i18n*/ 'The server could not be reached. What you typed is still here: look whether you are connected, then save again.',
  details: {},
}
