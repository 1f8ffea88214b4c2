// SPDX-License-Identifier: Apache-2.0
declare module 'edtf' {
  /** Throws where the text is no EDTF. The library ships no types. */
  export default function edtf(text: string): unknown
}
