// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'

export const notSeated = defineProblem(
  'register/not-seated',
  403,
  /*i18n*/ 'Your delegation holds no seat in this arrangement, so it reads and does not speak here. Ask a seated party to grant one.',
)
export const alreadySeated = defineProblem(
  'register/already-seated',
  409,
  /*i18n*/ 'That party already holds a seat here. End it first if its tier should change.',
)
export const notYourSeat = defineProblem(
  'register/not-your-seat',
  403,
  /*i18n*/ 'Only the holder of a seat, or the party that granted it, can end it.',
)
export const noSuchParty = defineProblem(
  'register/no-such-party',
  422,
  /*i18n*/ 'The register has no party {party}. Register it first, or choose one from the list.',
)
export const noSuchSource = defineProblem(
  'register/no-such-source',
  422,
  /*i18n*/ 'The register has no document {source} that your delegation can read. Register it first, or name another.',
)
export const noSuchArrangement = defineProblem(
  'register/no-such-arrangement',
  422,
  /*i18n*/ 'The register has no arrangement {arrangement} that your delegation can read. Register it first, or name another.',
)
export const notYourStatement = defineProblem(
  'register/not-your-statement',
  403,
  /*i18n*/ 'Only the delegation that entered a statement can say that it was entered in error. You can contest it instead.',
)
export const alreadyInError = defineProblem(
  'register/already-in-error',
  409,
  /*i18n*/ 'This statement has been entered in error already. Both stay visible; there is nothing more to do.',
)
export const isCorrection = defineProblem(
  'register/is-a-correction',
  422,
  /*i18n*/ 'This statement corrects an earlier one. Correct it once more, or say of the earlier one that it was entered in error.',
)
export const cannotBeInError = defineProblem(
  'register/cannot-be-in-error',
  422,
  /*i18n*/ 'What this statement did is not undone by calling it an error. End the seat, or say what is right in a further statement.',
)
export const textTooLong = defineProblem(
  'register/text-too-long',
  413,
  /*i18n*/ 'The text is longer than {limit} characters. Split it into parts and register each.',
)
export const notAWitnessKey = defineProblem(
  'register/not-a-witness-key',
  422,
  /*i18n*/ 'This is no key of a witness. "symbolon witness" prints it when it starts: copy the whole line.',
)
export const witnessTaken = defineProblem(
  'register/witness-taken',
  409,
  /*i18n*/ 'Another party has named a witness of that name or key. Each party needs a witness of its own: start yours under another name.',
)
export const tooFewWitnesses = defineProblem(
  'register/too-few-witnesses',
  409,
  /*i18n*/ 'Only {named} parties have named a witness, so {count} could never co-sign. Let more parties name one first.',
)
