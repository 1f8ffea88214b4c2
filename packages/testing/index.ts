// SPDX-License-Identifier: Apache-2.0
export { convene, enrol, type Player, promise } from './cast.ts'
export { gapsIn } from './catalogue.ts'
export { type Chance, chanceOf } from './chance.ts'
export { type DebianServer, debianServer, packagedPrograms } from './debian-server.ts'
export { distributionOf } from './distribution.ts'
export { erasing } from './erasing.ts'
export {
  forkOf,
  freshApp,
  freshCopies,
  type House,
  houseIn,
  type TestApp,
} from './fresh-app.ts'
export { makeImage, mayMount, mountImage, mountSmall, unmount, writtenSoFar } from './mount.ts'
export {
  keyFile,
  type NamedKey,
  nameKey,
  type OwnKey,
  passkey,
  prepared,
  saySigned,
  signatures,
  wordsOfKeys,
} from './own-keys.ts'
export { placesOf } from './places-of.ts'
export { type Populace, populate, sayAll } from './populate.ts'
export { startProvider, type TestProvider } from './provider.ts'
export { commitmentTerms, figures, telling } from './random-bodies.ts'
export { makeRandomTwin, type RandomTwin } from './random-twin.ts'
export { acceptedOn, asSuperuser } from './server.ts'
export { exampleWith, inputsOf } from './twin-inputs.ts'
export { answerOf, requestsFor, type Sent } from './twin-requests.ts'
