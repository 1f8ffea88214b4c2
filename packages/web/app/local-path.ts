// SPDX-License-Identifier: Apache-2.0

/** A path of this site, as the browser will read it; whatever would lead elsewhere becomes the first page. */
export function localPath(given: FormDataEntryValue | string | null | undefined): string {
  const here = 'http://here.invalid'
  const url = typeof given === 'string' && given.startsWith('/') ? URL.parse(given, here) : null
  // Steps back may leave two slashes in front, `/a/..//elsewhere.example`, which a browser takes for another host.
  if (url?.origin !== here || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search + url.hash
}
