// SPDX-License-Identifier: Apache-2.0

/**
 * A program that anybody can run to check a statement against a checkpoint, with Node 20 or later and nothing else: it
 * computes the leaf from the salt and the text, climbs the proof (RFC 6962), and compares the root.
 */
export const verifyScript = (address: string): string => `import { createHash } from 'node:crypto'
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest()
const headers = process.env.TOKEN ? { authorization: 'Bearer ' + process.env.TOKEN } : {}
const found = await fetch('${address}', { headers })
if (!found.ok) throw new Error('Nothing that you may read stands there. Set TOKEN to a token of your delegation.')
const answer = await found.json()
const bytes = (text) => Buffer.from(text, 'base64')

const [, size, root] = answer.checkpoint.split('\\n')
const entry = sha256(bytes(answer.salt), Buffer.from(answer.canonical, 'utf8'))
let hash = sha256(Buffer.from([0]), entry)
let [at, last] = [answer.index, Number(size) - 1]
for (const sibling of answer.proof.map(bytes)) {
  if (at % 2 === 1 || at === last) {
    hash = sha256(Buffer.from([1]), sibling, hash)
    while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
  } else hash = sha256(Buffer.from([1]), hash, sibling)
  ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
}
console.log(last === 0 && hash.equals(bytes(root)) ? 'It stands in the log, unchanged.' : 'IT DOES NOT.')
`
