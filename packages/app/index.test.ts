// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import * as entrance from './index.ts'

it('exports these names and no others', () => {
  expect(Object.keys(entrance).sort()).toMatchInlineSnapshot(`
    [
      "COPIES",
      "DEMONSTRATION",
      "allMigrations",
      "checkBackup",
      "demoDelegations",
      "fillingOf",
      "folderTaken",
      "hasMark",
      "loadAtlas",
      "loadDemonstration",
      "namesOfParties",
      "openApp",
      "openBytes",
      "placesIn",
      "readBytes",
      "readPath",
      "restoreBackup",
      "rooms",
      "seatedParties",
      "takeBackup",
    ]
  `)
})
