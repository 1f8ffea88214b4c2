// SPDX-License-Identifier: Apache-2.0

/** A form as a page offers it: what it sends where nobody has touched it. */
export type PageForm = { fields: [name: string, value: string][]; multipart: boolean }

const TAG = /<(form|input|textarea|select|option|button|\/form)\b([^>]*)>/g
const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]

/** The forms that post, from a page's own HTML: enough for pages of ours, which a renderer wrote. */
export function formsIn(html: string): PageForm[] {
  const forms: PageForm[] = []
  let open: PageForm | null = null
  let chosen: string | undefined
  for (const [, name, tag] of html.matchAll(TAG)) {
    if (name === 'form' && /method="post"/i.test(tag!)) open = { fields: [], multipart: /multipart/.test(tag!) }
    else if (name === '/form' && open) {
      forms.push(open)
      open = null
    }
    if (!open) continue
    const field = attribute(tag!, 'name')
    if (name === 'select') chosen = field
    else if (name === 'option' && chosen) {
      open.fields.push([chosen, attribute(tag!, 'value') ?? ''])
      chosen = undefined
    } else if (field && name !== 'form') open.fields.push([field, attribute(tag!, 'value') ?? ''])
  }
  return forms
}

export const HOSTILE = [
  ...['', ' ', '__proto__', 'constructor', 'toString', 'then', 'null', '0', '-1', '1e999', '9'.repeat(400), 'NaN'],
  ...['a\0b', '\ud800', '\ufeff', 'Ghana \u202egnp.exe', 'x'.repeat(60_000), '01900000-0000-7000-8000-00000000dead'],
  ...['../../etc/passwd', '//elsewhere.example', 'javascript:alert(1)', "' or 1=1 --", '[object Object]', '2024-13-45'],
  ...['{"a":', '%', '%00', '\r\nSet-Cookie: a=b', '<script>alert(1)</script>', '=1+1', 'on', 'true'],
]
