// SPDX-License-Identifier: Apache-2.0
import { openDocument, openDocumentFile, type SourceDocument } from '@symbolon/documents'
import { accept, daysOf, isEdtf, type Result, refuse } from '@symbolon/foundation'
import { readCommitments, toReadingJson } from '@symbolon/reading'

type ReadingJson = ReturnType<typeof toReadingJson>

/** Reads a file into drafts and keeps nothing. */
export const readBytes = (bytes: Uint8Array, name: string): Result<ReadingJson> => read(openDocument(bytes, name))

/** The same for a file on disk, whose size is looked at before its bytes. */
export const readPath = async (path: string): Promise<Result<ReadingJson>> => read(await openDocumentFile(path))

function read(opened: ReturnType<typeof openDocument>): Result<ReadingJson> {
  if (!opened.ok) return refuse(opened.problem)
  const found = readCommitments(opened.document)
  return found.ok ? accept(toReadingJson(found.reading)) : refuse(found.problem)
}

/** Opens a file as text, with what its head says of itself. */
export function openBytes(bytes: Uint8Array, name: string) {
  const opened = openDocument(bytes, name)
  if (!opened.ok) return refuse(opened.problem)
  const { text, mediaType, title, language, head } = opened.document
  return accept({
    text,
    mediaType,
    title: title ?? null,
    language: language ?? null,
    date: dateOf(head),
    url: urlOf(head),
  })
}

function dateOf(head: SourceDocument['head']): string | null {
  const date = head.date?.slice(0, 10)
  return date && isEdtf(date) && daysOf(date).first ? date : null
}

const urlOf = (head: SourceDocument['head']) =>
  [head.source_url, head.url].find((url) => url && /^https?:/.test(url)) ?? null
