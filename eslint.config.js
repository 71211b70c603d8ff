// The house rules that a machine can check: strict TypeScript, and which room may touch the outside world.
import tseslint from 'typescript-eslint'

/** Modules that only the named files may import; everything else gets them handed in as ports. */
const GUARDED = {
  '@actions/core': 'only src/runner.ts speaks to the runner',
  '@actions/http-client': 'only src/http.ts speaks HTTP',
}
const restrict = (allowed) => [
  'error',
  {
    paths: Object.entries(GUARDED)
      .filter(([name]) => !allowed.includes(name))
      .map(([name, message]) => ({ name, message })),
    patterns: allowed.includes('timers')
      ? []
      : [{ regex: '^(node:)?timers', message: 'only src/clock.ts touches timers' }],
  },
]
const CLOCKS = ['setTimeout', 'setInterval', 'setImmediate', 'performance'].map((name) => ({
  name,
  message: 'time comes in through the Clock port (src/clock.ts)',
}))

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'reports/', 'coverage/', '.stryker-tmp/', 'tmp/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.js', '*.cjs', 'stubs/*/*.js'] } },
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
  {
    files: ['src/runner.ts'],
    rules: {
      'no-restricted-imports': restrict(['@actions/core']),
      'no-restricted-globals': ['error', ...CLOCKS],
    },
  },
  { files: ['src/http.ts'], rules: { 'no-restricted-imports': restrict(['@actions/http-client']) } },
  {
    files: ['src/clock.ts', 'src/exit.ts'],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-imports': restrict(['timers']),
    },
  },
  { files: ['src/index.ts'], rules: { 'no-restricted-globals': ['error', ...CLOCKS] } },
  {
    files: ['__tests__/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-floating-promises': 'error' },
  },
  { files: ['**/*.js', '**/*.cjs'], extends: [tseslint.configs.disableTypeChecked] },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // A stub has the shape of what it stands in for.
  { files: ['stubs/**'], rules: { '@typescript-eslint/no-extraneous-class': 'off' } },
)
