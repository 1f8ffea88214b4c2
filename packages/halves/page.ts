// SPDX-License-Identifier: Apache-2.0
import { type Half, rootOfNote } from './half.ts'
import { STYLE } from './page-style.ts'
import type { PublishedLog } from './published.ts'

type Row = Record<string, string>
/** The first rows of a table, how many there are, and how many of them tell of something erased. */
export type Listed = { rows: Row[]; total: number; erased: number }
type Shown = {
  half: Half
  name: string
  logs: PublishedLog[]
  statements: Listed
  commitments: Listed
  parties: Listed
  documents: Listed
}

/** What stands in a text must never become a tag, whoever wrote it. */
const safe = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`).replaceAll('\u0000', '')

const said = (text: string): string => `<span dir="auto">${safe(text)}</span>`
const soft = (text: string): string => `<small>${safe(text)}</small>`

/**
 * One page that lists what a half holds, for whoever opens the folder without this product: no script, no address outside,
 * readable from a disk. In English: the words of the product's pages stay with them.
 */
export function pageOf({ half, name, logs, statements, commitments, parties, documents }: Shown): string {
  const named = new Map(parties.rows.map((row) => [row.party, row.name]))
  const reader = half.reader === null ? 'the public' : named.get(half.reader) || half.reader
  const { erased } = statements
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${safe(name)} · Symbolon</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${said(name)}</h1>
<p>All that <strong>${said(reader)}</strong> may read of this arrangement on the record of its hub: ${statements.total}
statements${erased > 0 ? ` (${erased} of them erased)` : ''} in ${logs.length} logs, with what proves them. This page and the
tables are for convenience and prove nothing. What proves is in <code>logs</code>; check it with
<code>symbolon fsck</code> and the name of this folder, which needs no network and no database, and compare the keys below
with those of your partners.</p>
<p>${soft(`Arrangement ${half.arrangement}. Register of parties ${half.register}.`)}</p>
<h2>Logs</h2>
${table(
  ['Who reads it', 'Statements signed for', 'Root', 'Key', 'Log'],
  logs.map((log) => [
    said(audienceOf(log.audience, named)),
    String(log.size),
    `<code>${safe(rootOfNote(log.note))}</code>`,
    `<code>${safe(log.vkey)}</code>`,
    `<code>${safe(log.id)}</code>`,
  ]),
)}
<h2>Commitments</h2>
${more(commitments, 'commitments')}
${table(
  ['What', 'Who promises', 'Whose word', 'Deadline', 'Promising side', 'Other side', 'Ended'],
  commitments.rows.map((row) => [
    `${said(row.summary!)}${row['entered in error'] ? ` <em>entered in error: ${said(row['entered in error'])}</em>` : ''}`,
    said(row.promisors || row['promisors (ids)']!),
    said(row.standing!),
    `${safe(row.deadline!)}${row.overdue === 'yes' ? ' <em>overdue</em>' : ''}`,
    safe(row['promising side'] || 'nobody spoke'),
    safe(row['other side'] || 'nobody spoke'),
    said(row.ending!),
  ]),
)}
<h2>Statements, in the order of their logs</h2>
${more(statements, 'statements')}
${table(
  ['Place', 'When', 'Said by', 'What', 'In words'],
  statements.rows.map((row) => [
    `${safe(row.place!)} ${soft(row['who reads it']!)}`,
    safe(row['recorded at']!),
    `${said(row['said by'] || row['said by (id)']!)}${byAnother(row)}`,
    `${safe(row.kind!)}${row.corrects ? ' <em>corrects an earlier one</em>' : ''}`,
    row.erased
      ? `<em>erased ${safe(row.erased)}, on this ground: ${safe(row.ground!)}</em>`
      : `${said(row['what it says']!)}${row.wording ? `<blockquote dir="auto">${safe(row.wording)}</blockquote>` : ''}`,
  ]),
)}
<h2>Documents</h2>
${table(
  ['Document', 'Date', 'Text'],
  documents.rows.map((row) => [
    said(row.title!),
    safe(row.date!),
    row.file ? `<a href="${safe(row.file)}">the text</a>` : 'not kept',
  ]),
)}
<h2>Files</h2>
<ul>
<li><code>symbolon.json</code>: what is in this folder, with the digests of the tables and of this page</li>
<li><code>logs</code>: statements with their salts, and the tiled logs (C2SP tlog-tiles) that prove them</li>
<li><code>documents</code>: the texts of documents, to the byte</li>
<li><code>tables</code>: ${tablesIn(half)} for a spreadsheet</li>
</ul>
</main>
</body>
</html>
`
}

const tablesIn = (half: Half): string =>
  half.derived.map(({ path }) => `<a href="${safe(path)}">${safe(path.replace('tables/', ''))}</a>`).join(', ')

const byAnother = (row: Row): string =>
  row['said by (id)'] === row['recorded by (id)']
    ? ''
    : ` ${soft(`entered by ${row['recorded by'] || row['recorded by (id)']}`)}`

const more = ({ rows, total }: Listed, name: string): string =>
  rows.length < total ? `<p>The first ${rows.length} of ${total}; all are in <code>tables/${name}.csv</code>.</p>` : ''

function audienceOf(key: string, named: Map<string | undefined, string | undefined>): string {
  if (key === 'public') return 'everybody'
  const [to, list = ''] = key.split(':')
  const entries = list.split(',')
  return to === 'seats' ? `seats: ${entries.join(', ')}` : `only ${entries.map((id) => named.get(id) || id).join(', ')}`
}

function table(head: string[], rows: string[][]): string {
  if (rows.length === 0) return '<p>None.</p>'
  const cells = (row: string[]) => row.map((cell, n) => `<td data-head="${safe(head[n]!)}">${cell}</td>`).join('')
  return `<div class="table"><table>
<thead><tr>${head.map((one) => `<th scope="col">${safe(one)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}
</tbody>
</table></div>`
}
