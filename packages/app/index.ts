// SPDX-License-Identifier: Apache-2.0
export { type App, type AppOptions, openApp, type Place } from './app.ts'
export { COPIES, hasMark } from './found-register.ts'
export { loadAtlas } from './load-atlas.ts'
export { DEMONSTRATION, demoDelegations, loadDemonstration } from './load-demonstration.ts'
export { openBytes, readBytes, readPath } from './read-file.ts'
export { rooms } from './rooms.ts'
export { namesOfParties, seatedParties } from './seated-parties.ts'
