// SPDX-License-Identifier: Apache-2.0
import { checkLog, type Found, type Read, type Remembered } from './check-log.ts'

/**
 * The one script of the page of the record: a button that checks every log in this browser, so that nobody has to
 * believe the page. Words and addresses stand in the page; what is remembered stays on this device, where its user
 * asked for that.
 */
type Words = Record<string, string>
type Log = { id: string; name: string }

function open(box: HTMLElement): void {
  const words = JSON.parse(box.dataset.words!) as Words
  const logs = JSON.parse(box.dataset.logs!) as Log[]
  const part = <T extends HTMLElement>(name: string) => box.querySelector<T>(`[data-part=${name}]`)!
  const [button, status, list, keep] = [
    part<HTMLButtonElement>('button'),
    part('status'),
    part('list'),
    part<HTMLInputElement>('keep'),
  ]
  const locale = document.documentElement.lang
  const fill = (text: string, values: Record<string, string | number>) =>
    text.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name]
      return typeof value === 'number' ? value.toLocaleString(locale) : (value ?? '')
    })
  keep.checked = logs.some(({ id }) => rememberedOf(id))
  part('without').hidden = true
  part('with').hidden = false

  button.addEventListener('click', async () => {
    button.disabled = true
    list.replaceChildren()
    let bad = 0
    for (const log of logs) {
      let entries = 0
      const step = (more: number) => {
        entries += more
        status.textContent = fill(words.under!, { name: log.name, entries })
      }
      step(0)
      const found = await checkLog(readerOf(`${box.dataset.address}logs/${log.id}/`), rememberedOf(log.id), step).catch(
        () => null,
      )
      if (!found?.holds) bad++
      if (found?.holds) keepOrForget(log.id, keep.checked, found)
      list.append(line(log.name, sentenceOf(found), !found?.holds))
    }
    status.textContent = fill(bad === 0 ? words.whole! : words.broken!, { bad })
    button.disabled = false
  })

  function sentenceOf(found: Found | null): string {
    if (!found) return words.unreached!
    if (!found.holds) return fill(words[found.why]!, { index: found.index ?? '' })
    const at = found.since && new Date(found.since.at).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' })
    return [
      fill(words.holds!, { size: found.size, read: found.read }),
      at ? fill(words.since!, { at, before: found.since!.size }) : '',
      found.signature ? fill(words.signed!, { key: found.vkey }) : words.unjudged!,
    ].join(' ')
  }
}

function line(name: string, words: string, failed: boolean): HTMLLIElement {
  const item = document.createElement('li')
  const head = document.createElement('strong')
  head.textContent = name
  item.append(head, `: ${words}`)
  if (failed) item.className = 'problem'
  return item
}

const readerOf =
  (address: string): Read =>
  async (path) => {
    const answer = await fetch(address + path)
    if (answer.status === 404) return null
    if (!answer.ok) throw new Error(`it answered ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }

const placeOf = (log: string) => `symbolon checked ${log}`

function rememberedOf(log: string): Remembered | null {
  try {
    return JSON.parse(localStorage.getItem(placeOf(log)) ?? 'null') as Remembered | null
  } catch {
    return null
  }
}

function keepOrForget(log: string, keep: boolean, found: Found & { holds: true }): void {
  try {
    const { size, root, vkey } = found
    const remembered: Remembered = { size, root, vkey, at: new Date().toISOString() }
    if (keep) localStorage.setItem(placeOf(log), JSON.stringify(remembered))
    else localStorage.removeItem(placeOf(log))
  } catch {
    // A browser that keeps nothing checks all the same.
  }
}

const box = document.querySelector<HTMLElement>('[data-check]')
if (box && crypto.subtle) open(box)
