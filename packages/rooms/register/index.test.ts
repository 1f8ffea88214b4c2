// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import * as entrance from './index.ts'

it('exports these names and no others', () => {
  expect(Object.keys(entrance).sort()).toMatchInlineSnapshot(`
    [
      "BINDINGNESS",
      "BOUNDS",
      "LAYERS",
      "PARTY_KINDS",
      "TEXT_LIMIT",
      "arrangementBody",
      "arrangementPage",
      "arrangementSummary",
      "arrangementsOf",
      "audienceOfLog",
      "audienceOfSource",
      "checkTexts",
      "digestOfText",
      "disagreementBody",
      "enteredInErrorBody",
      "figureBody",
      "keepText",
      "linkBody",
      "namesSchema",
      "noSuchParty",
      "notSeated",
      "openSeats",
      "participationBody",
      "partiesOf",
      "partyBody",
      "partyCodes",
      "partyPage",
      "partySummary",
      "pastChosenBody",
      "provenanceOf",
      "provenanceSchema",
      "recordPage",
      "register",
      "seatEndedBody",
      "seatGrantedBody",
      "seatOf",
      "sourceBody",
      "sourcesOf",
      "sourcesSchema",
      "textOf",
      "tierOf",
      "traceChosenBody",
      "unknownNamed",
    ]
  `)
})
