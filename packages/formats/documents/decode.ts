// SPDX-License-Identifier: Apache-2.0
import { type DocumentProblem, notText, wrongEncoding } from './problems.ts'

type Decoded = { ok: true; text: string } | { ok: false; problem: DocumentProblem }

/** First bytes by which common files that are not text give themselves away. */
const SIGNATURES: [bytes: number[], what: string][] = [
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an office document (DOCX, XLSX, ODT)'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an office document of the old binary kind (DOC, XLS)'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'a rich text file (RTF)'],
  [[0x1f, 0x8b], 'a compressed file (gzip)'],
]

const startsWith = (bytes: Uint8Array, signature: number[]) => signature.every((byte, at) => bytes[at] === byte)

function encodingOf(bytes: Uint8Array): { label: string; shown: string; skip: number } {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return { label: 'utf-8', shown: 'UTF-8', skip: 3 }
  if (startsWith(bytes, [0xff, 0xfe])) return { label: 'utf-16le', shown: 'UTF-16', skip: 2 }
  if (startsWith(bytes, [0xfe, 0xff])) return { label: 'utf-16be', shown: 'UTF-16', skip: 2 }
  return { label: 'utf-8', shown: 'UTF-8', skip: 0 }
}

/** The longest prefix that decodes, by halving: a streaming decoder forgives only a last character cut short. */
function firstBadByte(bytes: Uint8Array, label: string): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    try {
      new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, middle), { stream: true })
      good = middle
    } catch {
      bad = middle
    }
  }
  // The decoder still waited for the rest of a character there: it is that character's first byte that does not fit.
  for (let back = 0; back < 4 && back <= good; back++) {
    try {
      new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, good - back))
      return good - back
    } catch {}
  }
  return good
}

/** Characters that no text holds: controls other than tab, line feed, vertical tab, form feed, carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffe\uffff]/

/**
 * Decodes the bytes of a text file. UTF-8 with or without a byte order mark, UTF-16 with one.
 * Refuses what is not text (by signature or by control characters) and what does not decode, with the place.
 */
export function decodeText(bytes: Uint8Array, name: string): Decoded {
  const signature = SIGNATURES.find(([head]) => startsWith(bytes, head))
  if (signature) return { ok: false, problem: notText({ name, what: signature[1] }) }
  const { label, shown, skip } = encodingOf(bytes)
  const body = bytes.subarray(skip)
  if (label === 'utf-8' && body.includes(0)) {
    const what = `binary (a zero byte at ${body.indexOf(0) + skip})`
    return { ok: false, problem: notText({ name, what }) }
  }
  let text: string
  try {
    text = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    const offset = firstBadByte(body, label)
    let line = 1
    for (let at = 0; at < offset; at++) if (body[at] === 0x0a) line++
    return { ok: false, problem: wrongEncoding({ name, encoding: shown, offset: offset + skip, line }) }
  }
  const control = CONTROL.exec(text)
  if (control) {
    const code = text.charCodeAt(control.index).toString(16).toUpperCase().padStart(4, '0')
    const what = `not text (a control character U+${code} at character ${control.index})`
    return { ok: false, problem: notText({ name, what }) }
  }
  return { ok: true, text }
}
