// Mutation testing: breaks src/ in thousands of small ways and counts the breaks that the unit and server rings notice.
// `npm run mutation`; docs/mutation.md says how to read the report and explains every survivor.
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  // Tests are chosen by what they cover. Jest's own way, by imports, does not see those that import src/ through a helper.
  jest: { projectType: 'custom', configFile: 'jest.mutation.config.js', enableFindRelatedTests: false },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  // The edges of the process cannot be loaded into a test without taking it over: handlers of signals, `process.exit`, the real
  // runner's environment. The dist ring starts them as they are (docs/mutation.md).
  mutate: ['src/**/*.ts', '!src/index.ts', '!src/exit.ts', '!src/ports/runner.ts'],
  // The copy that is mutated needs none of these; `tmp` and `.git` alone are larger than all the rest.
  ignorePatterns: ['/.git', '/tmp', '/build', '/coverage', '/bench', '/docs', '/examples', '/reports'],
  disableTypeChecks: false,
  concurrency: 2,
  // A mutant that no test notices runs all tests, and counts as noticed if that takes too long.
  timeoutMS: 30_000,
  // Modules of ES are never let go by Node's `vm`; after some hundred test files all that a runner does is collect garbage.
  maxTestRunnerReuse: 40,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/report.json' },
  tempDirName: '.stryker-tmp',
  thresholds: { high: 95, low: 90, break: 90 },
}
