// The house rules that a machine can check: strict TypeScript, and which room may touch the outside world.
import tseslint from 'typescript-eslint'

/** Modules that only the named files may import; everything else gets them handed in as ports. */
const GUARDED = {
  '@actions/core': 'only src/world/runner.ts speaks to the runner',
  '@actions/http-client': 'src/world/http.ts speaks HTTP, with the client of Node',
  '@actions/http-client/lib/proxy': 'only src/world/network.ts knows of proxies',
}

/** Which rooms the files of a room may import from: the arrows in docs/design.md. */
const ROOMS = {
  text: [],
  world: ['text', 'mountsea', 'outcome'],
  mountsea: ['text', 'world', 'audio', 'watch'],
  inputs: ['text', 'mountsea'],
  watch: ['text', 'world', 'mountsea', 'outcome'],
  audio: ['text', 'world', 'mountsea', 'outcome', 'watch'],
  tell: ['text', 'world', 'mountsea', 'outcome', 'ledger', 'audio', 'watch'],
}

/** What a file may import: `allowed` are guarded modules, `room` is the folder below src/ that it lies in. */
const restrict = (allowed, room) => [
  'error',
  {
    paths: Object.entries(GUARDED)
      .filter(([name]) => !allowed.includes(name))
      .map(([name, message]) => ({ name, message })),
    patterns: [
      ...(allowed.includes('timers')
        ? []
        : [{ regex: '^(node:)?timers', message: 'only src/world/clock.ts touches timers' }]),
      ...(room === undefined
        ? []
        : [
            {
              regex: `^\\.\\./(?!(?:${[...ROOMS[room], '$'].join('|')})(?:/|\\.ts))`,
              message: `src/${room}/ may import from: ${ROOMS[room].join(', ') || 'no other room'} (docs/design.md)`,
            },
          ]),
    ],
  },
]
const CLOCKS = ['setTimeout', 'setInterval', 'setImmediate', 'performance'].map((name) => ({
  name,
  message: 'time comes in through the Clock port (src/world/clock.ts)',
}))

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'rehearsal/dist/',
      '!__tests__/dist/',
      'build/',
      'rehearsal/build/',
      'reports/',
      'coverage/',
      '.stryker-tmp/',
      'tmp/',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.js', '*.cjs'] } },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false },
      ],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': 'error',
      'max-lines': ['error', { max: 200, skipComments: true, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 50, skipComments: true, skipBlankLines: true }],
      complexity: ['error', { max: 12, variant: 'modified' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-imports': restrict([]),
      'no-restricted-globals': [
        'error',
        ...CLOCKS,
        { name: 'process', message: 'only the edges read the process' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'use Clock.wallMs()' },
      ],
      'no-console': 'error',
    },
  },
  ...Object.keys(ROOMS).map((room) => ({
    files: [`src/${room}/*.ts`],
    rules: { 'no-restricted-imports': restrict([], room) },
  })),
  {
    files: ['src/world/runner.ts'],
    rules: {
      'no-restricted-imports': restrict(['@actions/core'], 'world'),
      'no-restricted-globals': ['error', ...CLOCKS],
    },
  },
  {
    files: ['src/world/network.ts'],
    rules: {
      'no-restricted-imports': restrict(['@actions/http-client/lib/proxy'], 'world'),
      'no-restricted-globals': ['error', ...CLOCKS],
    },
  },
  {
    files: ['src/world/clock.ts', 'src/exit.ts'],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-imports': restrict(['timers'], 'world'),
    },
  },
  {
    files: ['rehearsal/src/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.\\./\\.\\./src/(?!text/)',
              message: 'of src/ the rehearsal shares how text is shown and how a duration is read',
            },
          ],
        },
      ],
      'no-console': 'error',
    },
  },
  // A program of its own.
  { files: ['src/audio/inspector/main.ts'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['src/index.ts'], rules: { 'no-restricted-globals': ['error', ...CLOCKS] } },
  {
    files: ['__tests__/**/*.ts', 'tools/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-floating-promises': 'error' },
  },
  { files: ['**/*.js', '**/*.cjs'], extends: [tseslint.configs.disableTypeChecked] },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
)
