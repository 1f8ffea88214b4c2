// SPDX-License-Identifier: Apache-2.0
export { apiOf } from './api.ts'
export { type Listening, listen, serverOf } from './server.ts'
