// SPDX-License-Identifier: Apache-2.0

/**
 * The rules of `../shared/corpus/gold/score.py` in TypeScript: a draft answers one gold item, matched by the overlap
 * of their text, greatest first; surplus drafts and surplus values count against the reading. Same names, same figures.
 */
export type GoldItem = {
  anchor: string
  actors: string[]
  beneficiaries: string[]
  pillar: string | null
  kind: string
  quantities: number[]
  money: { amount: number; currency: string }[]
  deadline: string | null
  condition: string | null
  strength: string | null
}
export type ReadItem = Omit<GoldItem, 'anchor' | 'quantities'> & { quote: string; quantities: { value: number }[] }
export type Scores = Record<
  | 'items_recall'
  | 'items_precision'
  | 'actors_f1'
  | 'beneficiaries_f1'
  | 'pillar'
  | 'kind'
  | 'strength'
  | 'quantities_f1'
  | 'money_f1'
  | 'money_precision'
  | 'deadline'
  | 'condition_recall'
  | 'condition_precision',
  number | null
>

/** As the scorer does: Latin letters up to U+024F hold, everything else is a space. */
const norm = (text: string): string =>
  text
    .replace(/[^0-9a-zA-ZÀ-ɏ$%]+/g, ' ')
    .toLowerCase()
    .trim()

type Span = [start: number, end: number]

function spansOf(gold: GoldItem[], text: string): Span[] {
  const starts = gold.map((item) => {
    const at = text.indexOf(norm(item.anchor))
    if (at < 0) throw new Error(`anchor is not in the document: ${item.anchor}`)
    return at
  })
  return starts.map((s) => [s, Math.min(...starts.filter((o) => o > s), s + 1600, text.length)])
}

function placeOf(quote: string, text: string): Span | null {
  const words = norm(quote)
  let at = words ? text.indexOf(words) : -1
  if (at < 0 && words.length > 60) at = text.indexOf(words.slice(0, 60))
  return at < 0 ? null : [at, at + words.length]
}

/** Which draft answers which gold item, by index. */
function matesOf(gold: Span[], read: (Span | null)[]): Map<number, number> {
  const pairs = gold.flatMap(([s, e], g) =>
    read.flatMap((place, r) => (place ? [[Math.min(e, place[1]) - Math.max(s, place[0]), g, r] as const] : [])),
  )
  pairs.sort((a, b) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2])
  const mate = new Map<number, number>()
  const taken = new Set<number>()
  for (const [overlap, g, r] of pairs) {
    if (overlap <= 20 || mate.has(g) || taken.has(r)) continue
    mate.set(g, r)
    taken.add(r)
  }
  return mate
}

const f1 = (tp: number, fp: number, fn: number): number => (tp + fp + fn === 0 ? 1 : (2 * tp) / (2 * tp + fp + fn))

/** Scores a reading against gold on the document that both speak of (with its head, if it has one). */
export function scoreReading(gold: GoldItem[], read: ReadItem[], document: string): Scores {
  const text = norm(document.replace(/^---[\s\S]*?\n---/, ''))
  const mate = matesOf(
    spansOf(gold, text),
    read.map((item) => placeOf(item.quote, text)),
  )
  const taken = new Set(mate.values())
  const sets = (ofGold: (item: GoldItem) => string[], ofRead: (item: ReadItem) => string[]) => {
    let [tp, fp, fn] = [0, 0, 0]
    gold.forEach((item, g) => {
      const wanted = new Set(ofGold(item))
      const found = new Set(mate.has(g) ? ofRead(read[mate.get(g)!]!) : [])
      const both = [...wanted].filter((value) => found.has(value)).length
      tp += both
      fp += found.size - both
      fn += wanted.size - both
    })
    read.forEach((item, r) => {
      if (!taken.has(r)) fp += ofRead(item).length
    })
    return { f1: f1(tp, fp, fn), precision: tp / Math.max(1, tp + fp) }
  }
  const share = (key: 'pillar' | 'kind' | 'strength' | 'deadline', only: (item: GoldItem) => boolean) => {
    const those = gold.map((_, g) => g).filter((g) => only(gold[g]!))
    const right = those.filter((g) => mate.has(g) && read[mate.get(g)!]![key] === gold[g]![key])
    return those.length > 0 ? right.length / those.length : null
  }
  const cash = (item: { money: GoldItem['money'] }) => item.money.map((m) => `${Math.round(m.amount)} ${m.currency}`)
  const money = sets(cash, cash)
  const conditioned = gold.map((_, g) => g).filter((g) => gold[g]!.condition)
  const drafts = read.filter((item) => item.condition).length
  const hits = conditioned.filter((g) => mate.has(g) && read[mate.get(g)!]!.condition).length
  return {
    items_recall: mate.size / gold.length,
    items_precision: taken.size / Math.max(1, read.length),
    actors_f1: sets(
      (item) => item.actors,
      (item) => item.actors,
    ).f1,
    beneficiaries_f1: sets(
      (item) => item.beneficiaries,
      (item) => item.beneficiaries,
    ).f1,
    pillar: share('pillar', () => true),
    kind: share('kind', () => true),
    strength: share('strength', (item) => item.strength !== null),
    quantities_f1: sets(
      (item) => item.quantities.map((value) => String(Math.round(value))),
      (item) => item.quantities.map(({ value }) => String(Math.round(value))),
    ).f1,
    money_f1: money.f1,
    money_precision: money.precision,
    deadline: share('deadline', (item) => item.deadline !== null),
    condition_recall: conditioned.length > 0 ? hits / conditioned.length : null,
    condition_precision: drafts > 0 ? hits / drafts : null,
  }
}
