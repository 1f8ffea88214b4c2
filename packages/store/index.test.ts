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
      "freshToken",
      "fsck",
      "guardProjection",
      "guardUnread",
      "guardWorkingRows",
      "hashOfToken",
      "hashSource",
      "joinEmbedded",
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
      "tryCommand",
      "verifierKeyOf",
      "verifierOf",
    ]
  `)
})
