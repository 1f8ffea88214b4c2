// SPDX-License-Identifier: Apache-2.0
import type { Nodes, Parents, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Block } from './document.ts'
import { makeBlock } from './make-block.ts'
import { addInline } from './markdown-inline.ts'
import { addUnit, noWords, segmentsOf, type Words } from './words.ts'

/**
 * The blocks of a Markdown text from `bodyStart` on, in order. Parsed by micromark (CommonMark); positions are turned
 * into code points of the whole text by `pointAt`. Comments and rules are no blocks.
 */
export function readMarkdown(text: string, bodyStart: number, pointAt: (unit: number) => number): Block[] {
  const body = text.slice(bodyStart)
  const root: Root = fromMarkdown(body)
  const blocks: Block[] = []
  const place = (unit: number) => pointAt(unit + bodyStart)
  walk(root, { blocks, body, place, depth: 0, quoted: false })
  return blocks
}

type Walk = { blocks: Block[]; body: string; place: (unit: number) => number; depth: number; quoted: boolean }

function walk(parent: Parents, state: Walk): void {
  for (const node of parent.children) {
    if (node.type === 'heading') emit(state, 'heading', node.depth, [node])
    else if (node.type === 'paragraph') emit(state, state.quoted ? 'quote' : 'paragraph', 0, [node])
    else if (node.type === 'blockquote') walk(node, { ...state, quoted: true })
    else if (node.type === 'list') walk(node, { ...state, depth: state.depth + 1 })
    else if (node.type === 'listItem') walkItem(node, state)
    else if (node.type === 'html') emit(state, 'paragraph', 0, [node])
    else if (node.type === 'code') emit(state, 'other', 0, [node])
  }
}

/** A bullet is one block: its paragraphs together; lists within it follow as bullets of their own. */
function walkItem(item: Extract<Nodes, { type: 'listItem' }>, state: Walk): void {
  const own = item.children.filter((child) => child.type === 'paragraph')
  emit(state, 'item', state.depth, own)
  walk({ ...item, children: item.children.filter((child) => child.type !== 'paragraph') } as Parents, state)
}

function emit(state: Walk, kind: Block['kind'], level: number, nodes: Nodes[]): void {
  const words: Words = noWords()
  for (const node of nodes) {
    addInline(node, words, { body: state.body, style: 0, stray: 0 })
    // A bullet of several paragraphs stays one block: a space stands where a paragraph ended.
    addUnit(words, ' ', Math.max(0, (node.position?.end.offset ?? 1) - 1), 0)
  }
  for (const segment of segmentsOf(words)) {
    if (/[\p{L}\p{N}]/u.test(segment.text)) state.blocks.push(makeBlock(kind, level, segment, state.place))
  }
}
