// SPDX-License-Identifier: Apache-2.0

/**
 * Says on a page that shows what is on the record how much has come since. The page is whole without it; where a line
 * breaks the browser takes it up again by itself.
 */
for (const place of document.querySelectorAll<HTMLElement>('[data-live]')) {
  const { live = '', after = '0' } = place.dataset
  const words = place.querySelector<HTMLElement>('[data-words]')!
  const source = new EventSource(`/api/v1/live/${live}?after=${after}`)
  source.addEventListener('grew', (event) => {
    const { statements } = JSON.parse(event.data) as { statements: number }
    const more = statements - Number(after)
    if (more <= 0) return
    words.textContent = words.dataset.words!.replace('#', more.toLocaleString(document.documentElement.lang))
    place.hidden = false
  })
}
