// SPDX-License-Identifier: Apache-2.0
export { convene, enrol, type Player, promise } from './cast.ts'
export { gapsIn } from './catalogue.ts'
export { type Chance, chanceOf } from './chance.ts'
export { forkOf, freshApp, freshCopies, type TestApp } from './fresh-app.ts'
export { type Populace, populate, sayAll } from './populate.ts'
export { commitmentTerms, figures, telling } from './random-bodies.ts'
export { acceptedOn, asSuperuser } from './server.ts'
