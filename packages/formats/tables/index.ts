// SPDX-License-Identifier: Apache-2.0
export { csvOf } from './csv.ts'
