// SPDX-License-Identifier: Apache-2.0

/** The house's look, small enough to stand in the page itself: ink on paper, paper on ink; rows become cards where it is narrow. */
export const STYLE = `
:root { --paper: #fbfaf6; --raised: #f2f0e8; --ink: #1b1c1e; --soft: #55585d; --line: #c9c5b8; --accent: #0b57a4;
  color-scheme: light dark; font: 100% / 1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; color: var(--ink); background: var(--paper); text-size-adjust: 100% }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --raised: #202327; --ink: #e9e6dd; --soft: #aeb0b3;
  --line: #474b51; --accent: #7db8f5 } }
* { box-sizing: border-box }
body { margin: 0; overflow-wrap: anywhere }
main { max-inline-size: 78rem; margin-inline: auto; padding: 1rem }
h1, h2 { line-height: 1.2; text-wrap: balance }
h2 { border-block-start: 1px solid var(--line); padding-block-start: 1rem; font-size: 1.25rem }
p, ul { max-inline-size: 66ch }
a { color: var(--accent) }
small { color: var(--soft) }
code { font-size: 0.85em; background: var(--raised) }
blockquote { margin: 0.25rem 0 0; padding-inline-start: 0.75rem; border-inline-start: 3px solid var(--line) }
table { border-collapse: collapse; inline-size: 100% }
th, td { text-align: start; vertical-align: top; padding: 0.4rem 0.6rem; border-block-end: 1px solid var(--line) }
th { color: var(--soft); font-weight: 600 }
@media (max-width: 48rem) {
  thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
  table, tbody, tr, td { display: block }
  tr { border-block-end: 2px solid var(--line); padding-block: 0.5rem }
  td { border: 0; padding: 0.15rem 0 }
  td::before { content: attr(data-head) ": "; color: var(--soft) }
}
@media print { :root { --paper: #fff; --ink: #000 } }
`
