// SPDX-License-Identifier: Apache-2.0

/**
 * Turns UTF-16 offsets of a text into code points. Most texts hold no surrogate pairs, and then it is the identity.
 * Cost: one pass and four bytes a unit where the text needs it.
 */
export function codePointsOf(text: string): (unit: number) => number {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (unit) => unit
  const points = new Uint32Array(text.length + 1)
  let point = 0
  for (let unit = 0; unit < text.length; unit++) {
    points[unit] = point
    const code = text.charCodeAt(unit)
    const next = text.charCodeAt(unit + 1)
    const pair = code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff
    if (pair) points[++unit] = point
    point++
  }
  points[text.length] = point
  return (unit) => points[unit]!
}
