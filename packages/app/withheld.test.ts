// SPDX-License-Identifier: Apache-2.0
import { markReconciled, markRestored } from '@symbolon/store'
import { acceptedOn, enrol, freshApp } from '@symbolon/testing'
import { expect, it } from 'vitest'
import { openApp } from './index.ts'

it('a process that began while the record was withheld signs once another one has reconciled it', async () => {
  const app = await freshApp()
  await markRestored(app.store, app.world.now().toISOString())
  const { databaseUrl, database } = app
  const other = await openApp({ databaseUrl, database }, { acceptWeak: acceptedOn(databaseUrl) })
  const unsigned = async () => {
    const rows = app.store.projector.selectFrom('store.log').select('id').whereRef('size', '>', 'signed_size')
    return (await rows.execute()).length
  }
  try {
    expect(other.withheld).toBe(true)
    await markReconciled(app.store, 'asked')
    await enrol(app, 'Alba', 'AA')
    expect(await unsigned()).toBeGreaterThan(0)
    await expect.poll(unsigned, { timeout: 5000 }).toBe(0)
  } finally {
    await other.close()
    await app.close()
  }
})
