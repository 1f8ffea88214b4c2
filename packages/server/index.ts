// SPDX-License-Identifier: Apache-2.0
export type { Accounts } from './accounts.ts'
export { apiOf } from './api.ts'
export { type Listening, listen, serverOf } from './server.ts'
