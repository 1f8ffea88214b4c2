// SPDX-License-Identifier: Apache-2.0

/** As many rows as are held in memory at once. */
const PART = 1000

/** Rows part by part, for what is written out whole: `part` answers at most `limit` rows from the `offset`-th on. */
export async function* inParts<Row>(part: (limit: number, offset: number) => Promise<Row[]>): AsyncGenerator<Row[]> {
  for (let offset = 0; ; offset += PART) {
    const rows = await part(PART, offset)
    if (rows.length > 0) yield rows
    if (rows.length < PART) return
  }
}
