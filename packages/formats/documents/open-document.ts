// SPDX-License-Identifier: Apache-2.0
import { decodeText } from './decode.ts'
import type { MediaType, SourceDocument } from './document.ts'
import { readFrontMatter } from './front-matter.ts'
import { readMarkdown } from './markdown.ts'
import { withinMarksBudget } from './marks-budget.ts'
import { readPlainText } from './plain-text.ts'
import { codePointsOf } from './positions.ts'
import { type DocumentProblem, empty, tooLarge } from './problems.ts'

/** Largest file that is opened, in bytes: some 800,000 words. Refused from the size alone, before any decoding. */
export const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024

export type Opened = { ok: true; document: SourceDocument } | { ok: false; problem: DocumentProblem }
/** `mediaType` overrides what the name and the text suggest. `maxBytes` may lower the limit, in bytes. */
export type OpenOptions = { mediaType?: MediaType; maxBytes?: number }

/**
 * Opens a Markdown or plain text file from its bytes: its exact text, its head, and its blocks with their places.
 * Refuses, with what to do next: `documents/too-large`, `documents/empty`, `documents/not-text`,
 * `documents/wrong-encoding`. Never throws for what the bytes hold. Cost: linear in the bytes.
 */
export function openDocument(bytes: Uint8Array, name: string, options: OpenOptions = {}): Opened {
  const limit = options.maxBytes ?? MAX_DOCUMENT_BYTES
  if (bytes.length > limit) return { ok: false, problem: tooLarge({ name, size: bytes.length, limit }) }
  if (bytes.length === 0) return { ok: false, problem: empty({ name }) }
  const decoded = decodeText(bytes, name)
  if (!decoded.ok) return decoded
  const { text } = decoded
  const mediaType = options.mediaType ?? mediaTypeOf(name, text)
  const { head, bodyStart } = mediaType === 'text/markdown' ? readFrontMatter(text) : { head: {}, bodyStart: 0 }
  const pointAt = codePointsOf(text)
  const marked = mediaType === 'text/markdown' && withinMarksBudget(text)
  const blocks = marked ? readMarkdown(text, bodyStart, pointAt) : readPlainText(text, pointAt)
  if (blocks.length === 0) return { ok: false, problem: empty({ name }) }
  const title = titleOf(head, blocks)
  const language = head.language ?? head.lang
  return {
    ok: true,
    document: { name, mediaType, text, head, ...(title && { title }), ...(language && { language }), blocks },
  }
}

function mediaTypeOf(name: string, text: string): MediaType {
  if (/\.(?:md|markdown)$/i.test(name)) return 'text/markdown'
  if (/\.txt$/i.test(name)) return 'text/plain'
  return /^---\r?\n|^#{1,6} |\*\*\S|\]\(https?:/m.test(text.slice(0, 20_000)) ? 'text/markdown' : 'text/plain'
}

function titleOf(head: Record<string, string>, blocks: SourceDocument['blocks']): string | undefined {
  if (head.title) return head.title.replace(/\s+/g, ' ').trim()
  const heading = blocks.slice(0, 3).find((block) => block.kind === 'heading' && block.level <= 2)
  return heading?.text
}
