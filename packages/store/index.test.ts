// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import * as entrance from './index.ts'

it('exports these names and no others', () => {
  expect(Object.keys(entrance).sort()).toMatchInlineSnapshot(`
    [
      "PROJECTION_COLUMNS",
      "ROLES",
      "append",
      "asReader",
      "ask",
      "closeSession",
      "digestOf",
      "dropDatabase",
      "dump",
      "fsck",
      "guardProjection",
      "guardWorkingRows",
      "hashSource",
      "lockHeads",
      "makeDatabase",
      "makeFactTable",
      "makeSchema",
      "openSession",
      "openStore",
      "originOf",
      "partyOf",
      "projectErrors",
      "projectFacts",
      "rebuild",
      "runCommand",
      "say",
      "signCheckpoints",
      "startEmbedded",
      "startSequencer",
      "verifierKeyOf",
      "verifierOf",
    ]
  `)
})
