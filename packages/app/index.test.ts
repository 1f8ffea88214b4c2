// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import * as entrance from './index.ts'

it('exports these names and no others', () => {
  expect(Object.keys(entrance).sort()).toMatchInlineSnapshot(`
    [
      "DEMONSTRATION",
      "demoDelegations",
      "exportHalf",
      "fsckHalf",
      "hasMark",
      "loadAtlas",
      "loadDemonstration",
      "namesOfParties",
      "openApp",
      "openBytes",
      "readBytes",
      "readPath",
      "rooms",
      "seatedParties",
    ]
  `)
})
