// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { memo, type ReactNode } from 'react'
import { layOut, type Passage, type Piece, type TextBlock, withoutLead, withoutMarks } from '../document-text.ts'

/** A passage with the number that joins it to what stands beside, where that leads, and how it looks. */
export type MarkedPassage = Passage & { number?: number; href?: string; label?: string; state?: string; anchor: string }

type Props = { text: string; markdown: boolean; language: string; passages: MarkedPassage[]; current?: string | null }

/** A document's words in reading order, its passages marked. The exact text is kept; only the marks of Markdown are not shown. */
export const DocumentText = memo(function DocumentText({ text, markdown, language, passages, current }: Props) {
  const { i18n } = useLingui()
  const byId = new Map(passages.map((one) => [one.id, one]))
  const shown = (piece: Piece, first: boolean): string => {
    const bare = first ? withoutLead(piece.text) : piece.text
    return markdown ? withoutMarks(bare) : bare
  }
  const words = ({ pieces }: TextBlock): ReactNode =>
    pieces.map((piece, i) => {
      const passage = piece.passage === null ? undefined : byId.get(piece.passage)
      const inside = shown(piece, i === 0)
      if (!passage) return inside
      // Passages that begin here but have no words of their own still need a place to be led to.
      const others = piece.opens.filter((id) => id !== passage.id)
      const opens = piece.opens.includes(passage.id)
      return (
        <span key={piece.at}>
          {others.map((id) => (
            <span key={id} id={byId.get(id)!.anchor} className="passage-anchor" />
          ))}
          <mark
            id={opens ? passage.anchor : undefined}
            data-passage={passage.id}
            data-state={passage.state}
            className={passage.id === current ? 'passage current' : 'passage'}
          >
            {opens && passage.href && (
              <a href={passage.href} className="passage-number" aria-label={passage.label}>
                {passage.number}
              </a>
            )}
            {inside}
          </mark>
        </span>
      )
    })
  const blocks = layOut(text, markdown, passages)
  return (
    <div className="document-text" lang={language === 'und' ? undefined : language} dir="auto">
      {groupsOf(blocks).map(({ at, blocks: [block, ...more] }) => {
        if (block!.kind === 'head')
          return (
            <details key={at} className="no-print">
              <summary lang={i18n.locale}>{i18n._('The head of the file')}</summary>
              <pre>{block!.pieces.map((piece) => piece.text).join('')}</pre>
            </details>
          )
        if (block!.kind === 'heading') return <h3 key={at}>{words(block!)}</h3>
        if (block!.kind === 'paragraph') return <p key={at}>{words(block!)}</p>
        return (
          <ul key={at}>
            {[block!, ...more].map((item) => (
              <li key={item.pieces[0]!.at} className={/^\s*\d/.test(item.pieces[0]!.text) ? 'numbered' : undefined}>
                {words(item)}
              </li>
            ))}
          </ul>
        )
      })}
    </div>
  )
})

/** Items that follow each other are one list. */
function groupsOf(blocks: TextBlock[]): { at: number; blocks: TextBlock[] }[] {
  const groups: { at: number; blocks: TextBlock[] }[] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    if (block.kind === 'item' && last?.blocks[0]?.kind === 'item') last.blocks.push(block)
    else groups.push({ at: block.pieces[0]!.at, blocks: [block] })
  }
  return groups
}
