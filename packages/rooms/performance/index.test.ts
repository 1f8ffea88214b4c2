// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import * as entrance from './index.ts'

it('exports these names and no others', () => {
  expect(Object.keys(entrance).sort()).toMatchInlineSnapshot(`
    [
      "LEVELS",
      "SCOREBOARD_COLUMNS",
      "TELLINGS",
      "acceptanceBody",
      "assessmentBody",
      "deliveriesPage",
      "evidenceSchema",
      "halfSchema",
      "performance",
      "reportBody",
      "scoreboardInput",
      "scoreboardPage",
      "scoreboardRow",
      "scoreboardTable",
      "stepsApart",
      "tellingRow",
      "tokenSchema",
    ]
  `)
})
