// SPDX-License-Identifier: Apache-2.0

/** One line of what was measured: a figure, and beside it what it is held against. */
export type Row = {
  name: string
  figure: number | null
  unit: string
  /** The rival measured in the same run, or the aim. */
  against?: string
  ratio?: number
  /** What a reader must know to read the figure rightly; why there is none, where there is none. */
  note?: string
}

/** Rows as a plain table: names to the left, figures to the right. */
export function tableOf(rows: Row[]): string {
  const lines = rows.map((row) => [
    row.name,
    row.figure === null ? '-' : readable(row.figure),
    row.unit,
    row.against ?? '',
    row.ratio === undefined ? '' : `${row.ratio.toFixed(2)}x`,
    row.note ?? '',
  ])
  const all = [['measure', 'figure', 'unit', 'peer or limit', 'ratio', 'note'], ...lines]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => line[column]!.length)))
  const toTheRight = new Set([1, 4])
  return all
    .map((line) =>
      line
        .map((cell, i) => (toTheRight.has(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Three digits that mean something; no more is promised on a machine that others share. */
const readable = (figure: number): string =>
  Math.abs(figure) >= 100 ? Math.round(figure).toLocaleString('en') : String(Number(figure.toPrecision(3)))

export const perSecond = (count: number, milliseconds: number): number => (count / milliseconds) * 1000
