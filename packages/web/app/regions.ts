// SPDX-License-Identifier: Apache-2.0
// The UN's geographic regions (M49), from the region to the smallest area, as the register keeps them.

export const REGION_PATHS: readonly (readonly string[])[] = [
  ['002', '015'],
  ['002', '202', '011'],
  ['002', '202', '014'],
  ['002', '202', '017'],
  ['002', '202', '018'],
  ['019', '021'],
  ['019', '419', '005'],
  ['019', '419', '013'],
  ['019', '419', '029'],
  ['142', '030'],
  ['142', '034'],
  ['142', '035'],
  ['142', '143'],
  ['142', '145'],
  ['150', '039'],
  ['150', '151'],
  ['150', '154'],
  ['150', '155'],
  ['009', '053'],
  ['009', '054'],
  ['009', '057'],
  ['009', '061'],
]

/** A region in the reader's language, from the largest to the smallest. */
export function regionWords(path: readonly string[], locale: string): string {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return path.map((code) => names.of(code) ?? code).join(' › ')
}
