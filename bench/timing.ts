// SPDX-License-Identifier: Apache-2.0
import type { Row } from './row.ts'

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The time within which the given share of the runs ended (nearest rank). */
export function percentile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}

/** Runs `work` some times unmeasured, then `runs` times, one after the other. */
export async function timesOf(runs: number, work: () => Promise<unknown>): Promise<number[]> {
  for (let i = 0; i < Math.max(2, runs / 10); i++) await work()
  const times: number[] = []
  for (let i = 0; i < runs; i++) times.push(await timed(work))
  return times
}

/** p50 and p95 as rows, the latter against a limit in milliseconds where there is one. */
export function latencyRows(name: string, times: number[], limit?: number): Row[] {
  const p95 = percentile(times, 0.95)
  const held = limit === undefined ? {} : { against: `under ${limit} ms`, ratio: p95 / limit }
  return [
    { name: `${name}, p50`, figure: percentile(times, 0.5), unit: 'ms' },
    { name: `${name}, p95`, figure: p95, unit: 'ms', ...held },
  ]
}
