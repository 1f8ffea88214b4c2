// SPDX-License-Identifier: Apache-2.0

export type BlockKind = 'heading' | 'paragraph' | 'item' | 'quote' | 'other'

/**
 * One block of a document. `start` and `end` are code points of the document's text. `text` is the block's words
 * alone: marks removed, white space collapsed to single spaces. `map[i]` is the code point of the document that the
 * i-th UTF-16 unit of `text` comes from, so that any range of the words finds its place again.
 */
export type Block = {
  kind: BlockKind
  /** Headings: 1 to 6 as marked, 7 a bold line, 8 a bold italic or italic line. Items: depth of the list, from 1. */
  level: number
  start: number
  end: number
  text: string
  map: Uint32Array
  /** The bold words that open a bullet or a paragraph, without final colon or stop; `end` counts in `text`. */
  lead: { text: string; end: number } | null
}

export type MediaType = 'text/markdown' | 'text/plain'

/** A document as read: `text` is exactly what was decoded (no BOM, newlines kept, front matter included). */
export type SourceDocument = {
  name: string
  mediaType: MediaType
  text: string
  head: Record<string, string>
  title?: string
  language?: string
  blocks: Block[]
}
