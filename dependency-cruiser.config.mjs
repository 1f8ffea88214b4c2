// SPDX-License-Identifier: Apache-2.0

/** The rooms in the order in which things happen: each may use those before it, never those after it. */
const ROOMS = ['register', 'dialogue', 'partnership', 'capacity', 'performance', 'statistics', 'analysis', 'field']
const FORMATS = 'formats/[^/]+'
const PURE = ['estimation', 'reading', FORMATS]
const room = (name) => `rooms/${name}`

/** Who may import whom: folder below packages/, and the folders that it may import. One line each; no line, no import. */
const HOUSE = {
  foundation: [],
  record: ['foundation'],
  store: ['foundation', 'record'],
  estimation: ['foundation'],
  reading: ['foundation'],
  [FORMATS]: ['foundation'],
  ...Object.fromEntries(
    ROOMS.map((name, at) => [room(name), ['foundation', 'record', 'store', ...PURE, ...ROOMS.slice(0, at).map(room)]]),
  ),
  accounts: ['foundation', 'store'],
  app: ['foundation', 'record', 'store', 'accounts', ...PURE, room('[^/]+'), 'atlas'],
  witness: ['record'],
  halves: ['foundation', 'record', 'store', ...PURE, room('register'), 'app', 'witness'],
  server: ['foundation', 'record', 'store', 'accounts', ...PURE, room('[^/]+'), 'app', 'halves', 'web'],
  cli: [
    'foundation',
    'record',
    'store',
    'accounts',
    ...PURE,
    room('[^/]+'),
    'app',
    'witness',
    'halves',
    'server',
    'web',
  ],
  // web has rules of its own, below.
  web: ['foundation', 'accounts', room('[^/]+')],
  testing: ['.*'],
}

const folderOf = (name) => (name === 'atlas' ? 'atlas' : `packages/${name}`)
const anyOf = (names) => `^(?:${names.map(folderOf).join('|')})/`
const OURS = '^(?:packages|atlas|bench|e2e)/'
/** Tests may import any package, by its entrance. So may what measures and what travels through the whole product. */
const TESTS = '\\.(?:test|fixture)\\.tsx?$'
const FREE = '^(?:bench|e2e|packages/testing)/'
const LINE = 'in HOUSE (dependency-cruiser.config.mjs), and write a decision record that says why.'

const shown = (name) => name.replace('[^/]+', '*')
const directions = Object.entries({ ...HOUSE, atlas: [] }).map(([name, may]) => ({
  name: `direction-of-${shown(name)}`,
  severity: 'error',
  comment:
    `${shown(name)} may import: ${may.map(shown).join(', ') || 'no other package'}. Move the code to a package that may, ` +
    `or let the later one learn of it through a statement. To open a new direction, add the imported folder to the line ` +
    `"${shown(name)}" ${LINE}`,
  from: { path: `^${folderOf(name)}/`, pathNot: TESTS },
  to: { path: OURS, pathNot: anyOf([name, ...may]) },
}))

export default {
  forbidden: [
    ...directions,
    {
      name: 'every-package-has-a-line',
      severity: 'error',
      comment: `This folder is not in the plan of the house. Add a line with its name and what it may import ${LINE}`,
      from: { path: '^packages/', pathNot: anyOf(Object.keys(HOUSE)) },
      to: {},
    },
    {
      name: 'one-entrance',
      severity: 'error',
      comment:
        'This path is not among the "exports" of that package. Export the name in its index.ts (or a room’s contract.ts) ' +
        'and import it from there; do not add a path to "exports".',
      from: {},
      to: { couldNotResolve: true, path: '^@symbolon/' },
    },
    {
      name: 'by-name-not-by-path',
      severity: 'error',
      comment:
        'Another package is imported by its name: write @symbolon/NAME instead of a relative path into its folder.',
      from: { path: '^(packages/(?:rooms/|formats/)?[^/]+|atlas)/', pathNot: FREE },
      to: { path: OURS, pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'These files import each other in a circle. Move what both need into a third file that imports neither.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'web-reads-contracts-alone',
      severity: 'error',
      comment:
        'web imports @symbolon/ROOM/contract, @symbolon/ROOM/vocabulary and types of @symbolon/foundation; data reaches a page through the context ' +
        'that the server hands in. Move the schema or type to the room’s contract.ts.',
      from: { path: '^packages/web/', pathNot: TESTS },
      to: { path: '^packages/(?:rooms|accounts)/', pathNot: '/(?:contract|vocabulary)\\.ts$' },
    },
    {
      name: 'web-takes-types-of-foundation',
      severity: 'error',
      comment: 'Write "import type" here: foundation’s values do not belong into what a browser loads.',
      from: { path: '^packages/web/', pathNot: TESTS },
      to: { path: '^packages/foundation/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contract-is-safe-for-a-browser',
      severity: 'error',
      comment:
        'What a contract.ts or vocabulary.ts imports, however far away, must run in a browser: no module of Node. Move the function that ' +
        'needs it out of their reach.',
      from: { path: '^packages/(?:rooms/[^/]+|accounts)/(?:contract|vocabulary)\\.ts$' },
      to: {
        path: '^(?:node:)?(?:crypto|fs|os|path|url|module|child_process|net|http|stream|worker_threads|timers)\\b',
        reachable: true,
      },
    },
    {
      name: 'tests-are-nobodys-source',
      severity: 'error',
      comment:
        'A test is not imported. Move what is shared to a file of its own (NAME.fixture.ts, or packages/testing).',
      from: {},
      to: { path: '\\.test\\.tsx?$' },
    },
    {
      name: 'testing-in-tests-alone',
      severity: 'error',
      comment: 'packages/testing and fixtures serve tests, bench and e2e; the product must run without them.',
      from: { pathNot: [TESTS, FREE] },
      to: { path: ['^packages/testing/', '\\.fixture\\.ts$'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    // Workspaces are symbolic links: followed, so that @symbolon/store is packages/store.
    preserveSymlinks: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:build|\\.react-router|data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
