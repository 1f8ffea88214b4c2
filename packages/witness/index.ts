// SPDX-License-Identifier: Apache-2.0
export { type Answer, type Asked, formatAsked, parseAsked, submit } from './add-checkpoint.ts'
export { doorOf } from './door.ts'
export { openWitness, type Witness } from './witness.ts'
