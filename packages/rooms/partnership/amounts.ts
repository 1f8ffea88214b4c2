// SPDX-License-Identifier: Apache-2.0
import type { Money, Quantity } from './contract.ts'

/** The columns of a row that tells amounts, as SQL, and as its projector fills them. */
export const AMOUNT_COLUMNS = 'amount_keys text[], amounts numeric[]'
export type AmountColumns = { amount_keys: string[] | null; amounts: number[] | null }

/**
 * The amounts of a body as two arrays, so that a scoreboard adds them up without opening the body again: that was most
 * of its time. A key is the JSON of `[what, unit or currency, period]`; only amounts of one key may be added. A range
 * counts by its lower end. Null where there is nothing to add.
 */
export function amountColumns({ quantities, money }: { quantities: Quantity[]; money: Money[] }): AmountColumns {
  const all = [
    ...quantities.map(({ value, bound, unit, period }) => ({ bound, value, key: ['quantity', unit, period] })),
    ...money.map(({ amount, bound, currency }) => ({ bound, value: amount, key: ['money', currency, null] })),
  ].filter(({ bound }) => bound !== 'range-high')
  if (all.length === 0) return { amount_keys: null, amounts: null }
  return { amount_keys: all.map(({ key }) => JSON.stringify(key)), amounts: all.map(({ value }) => value) }
}
