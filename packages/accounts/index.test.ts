// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import * as entrance from './index.ts'

it('exports these names and no others', () => {
  expect(Object.keys(entrance).sort()).toMatchInlineSnapshot(`
    [
      "ROLES",
      "RULES",
      "accountTables",
      "asksForSignature",
      "disablePerson",
      "doesBind",
      "doormanFor",
      "endChosenSessions",
      "forgetOld",
      "forgetWaiting",
      "listPeople",
      "makeInvitation",
      "mayRun",
      "migrations",
      "noSuchParty",
      "noteUse",
      "openIdSettings",
      "openOpenId",
      "prepareAllowed",
      "preparedFor",
      "runAllowed",
      "sealOld",
      "submitAllowed",
      "whoIs",
    ]
  `)
})
