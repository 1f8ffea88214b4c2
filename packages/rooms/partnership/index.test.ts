// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import * as entrance from './index.ts'

it('exports these names and no others', () => {
  expect(Object.keys(entrance).sort()).toMatchInlineSnapshot(`
    [
      "AMOUNT_COLUMNS",
      "COMMITMENT_KINDS",
      "DRAFT_STATES",
      "ENDINGS",
      "PILLARS",
      "POSITIONS",
      "STANDINGS",
      "STRENGTHS",
      "amountColumns",
      "citingCommitment",
      "commitmentBody",
      "commitmentFacts",
      "commitmentPage",
      "commitmentSummary",
      "draftFields",
      "draftSchema",
      "endingBody",
      "moneySchema",
      "needsSource",
      "notThePromisor",
      "partnership",
      "positionBody",
      "quantitySchema",
      "standingOf",
      "summariesOf",
    ]
  `)
})
