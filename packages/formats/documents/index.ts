// SPDX-License-Identifier: Apache-2.0
export type { Block, BlockKind, MediaType, SourceDocument } from './document.ts'
export { MAX_DOCUMENT_BYTES, type Opened, type OpenOptions, openDocument } from './open-document.ts'
export { openDocumentFile } from './open-document-file.ts'
export type { DocumentProblem } from './problems.ts'
