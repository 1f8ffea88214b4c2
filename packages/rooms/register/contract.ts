// SPDX-License-Identifier: Apache-2.0
export * from './bodies.ts'
export * from './pages.ts'
export * from './vocabulary.ts'
