// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import pg from 'pg'

/** Texts that differ in their number of placeholders are many; the server keeps what it prepared until the end. */
const MOST_PREPARED = 200

/**
 * A client that names what it asks with parameters, so that the server parses and plans a text once a connection and
 * not once a call: half of the time of a short statement under row-level security. For logins that ask the same few
 * things again and again; a query whose best plan hangs on its parameters is better asked anew.
 */
export class PreparedClient extends pg.Client {
  readonly #names = new Map<string, string>()

  // Never returns, says the type, so that one signature fits the many of pg's own; it returns what theirs returns.
  override query(text: unknown, values?: unknown, done?: unknown): never {
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? this.#nameOf(text) : undefined
    const asked = name === undefined ? text : { name, text, values }
    return super.query(asked as never, (name === undefined ? values : undefined) as never, done as never) as never
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= MOST_PREPARED) return known
    const name = createHash('sha256').update(text).digest('base64url')
    this.#names.set(text, name)
    return name
  }
}
