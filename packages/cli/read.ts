// SPDX-License-Identifier: Apache-2.0
import { readPath } from '@symbolon/app'
import { sayRefused } from './exit.ts'

/** Reads a document into drafts: as JSON for a program, else as lines to read. Nothing is kept. */
export async function read(file: string, options: { json?: boolean }): Promise<void> {
  const result = await readPath(file)
  if (!result.ok) return sayRefused(result.problem, options.json ?? false)
  const reading = result.value
  if (options.json) {
    console.log(JSON.stringify(reading, null, 2))
    return
  }
  for (const item of reading.items) {
    const who = `${item.actors.join(', ') || '?'} → ${item.beneficiaries.join(', ') || '–'}`
    const what = [item.kind, item.strength, item.pillar, item.deadline && `by ${item.deadline}`]
      .filter(Boolean)
      .join(' · ')
    const amounts = [
      ...item.quantities.map((one) => `${one.bound} ${one.value} ${one.unit ?? ''}`.trim()),
      ...item.money.map((one) => `${one.currency} ${one.amount}`),
    ]
    console.log(
      `${who}\n  ${what}${amounts.length ? `\n  ${amounts.join('; ')}` : ''}${item.condition ? `\n  if: ${item.condition}` : ''}`,
    )
    console.log(`  “${item.quote.replace(/\s+/g, ' ').slice(0, 160)}”\n`)
  }
  console.log(`${reading.items.length} drafts in ${reading.document}.`)
}
