// SPDX-License-Identifier: Apache-2.0
import { decodeNamedCharacterReference } from 'decode-named-character-reference'
import type { Nodes } from 'mdast'
import { addUnit, BOLD, ITALIC, type Words } from './words.ts'

/** `stray` is the style that unmatched marks and HTML tags have switched on so far in this block. */
type Inline = { body: string; style: number; stray: number }

/** Adds the words under a node. Marks that never closed, or closed in the wrong place, still switch bold on and off. */
export function addInline(node: Nodes, words: Words, inline: Inline): void {
  const from = node.position?.start.offset ?? 0
  const to = node.position?.end.offset ?? from
  if (node.type === 'text') addText(node.value, from, to, words, inline)
  else if (node.type === 'break') addUnit(words, '\n', from, inline.style)
  else if (node.type === 'html') addHtml(node.value, from, words, inline)
  else if (node.type === 'inlineCode' || node.type === 'code') {
    const start = inline.body.indexOf(node.value.slice(0, 8), from)
    addText(node.value, start < from || start > to ? from : start, to, words, inline)
  }
  if (!('children' in node)) return
  const more = node.type === 'strong' ? BOLD : node.type === 'emphasis' ? ITALIC : 0
  const before = inline.style
  inline.style = before | more
  for (const child of node.children as Nodes[]) addInline(child, words, inline)
  inline.style = before
}

/**
 * Lays the parsed value beside its source and keeps the place of each character. The two differ by escapes,
 * character references and the indentation of wrapped lines, all of which only ever lengthen the source.
 */
function addText(value: string, from: number, to: number, words: Words, inline: Inline): void {
  const { body } = inline
  let at = from
  for (let i = 0; i < value.length; i++) {
    const unit = value[i]!
    if (body[at] === '&' && !value.startsWith(body.slice(at, at + 2), i)) {
      const reference = /^&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z0-9]{1,31});/i.exec(body.slice(at, at + 40))
      if (reference && isReference(reference[0])) {
        addUnit(words, unit, at, inline.style | inline.stray)
        at += reference[0].length
        continue
      }
    }
    while (at < to && body[at] !== unit) at++
    const marks = /^\*{2,3}/.exec(value.slice(i, i + 3))
    if (marks && body[at - 1] !== '\\') {
      inline.stray ^= BOLD
      i += marks[0].length - 1
      at += marks[0].length
      continue
    }
    addUnit(words, unit, Math.min(at, to - 1), inline.style | inline.stray)
    at++
  }
}

const isReference = (reference: string): boolean =>
  reference[1] === '#' || decodeNamedCharacterReference(reference.slice(1, -1)) !== false

/** Words between tags are words; comments are not. Tags of emphasis count as the marks do. */
function addHtml(html: string, from: number, words: Words, inline: Inline): void {
  let at = 0
  while (at < html.length) {
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at)
      at = end < 0 ? html.length : end + 3
    } else if (html[at] === '<') {
      const end = html.indexOf('>', at)
      if (end < 0) return
      const tag = /^<(\/?)(u|b|strong|span|p|br|div|li)\b/i.exec(html.slice(at, at + 12))
      if (tag && /^(?:u|b|strong|span)$/i.test(tag[2]!)) inline.stray = tag[1] ? inline.stray & ~BOLD : BOLD
      else if (tag) addUnit(words, '\n', from + at, inline.style)
      at = end + 1
    } else addUnit(words, html[at]!, from + at++, inline.style | inline.stray)
  }
}
