// Mutation testing: breaks src/ in thousands of small ways and counts the breaks that the unit and server rings notice.
// main.ts runs it from the root of the project, and paths count from there; docs/mutation.md explains the result.
export default {
  testRunner: 'jest',
  // Found beside Stryker itself; Jest is the project's own.
  plugins: ['@stryker-mutator/jest-runner'],
  // Tests are chosen by what they cover. Jest's own way, by imports, does not see those that import src/ through a helper.
  jest: { projectType: 'custom', configFile: 'tools/mutation/jest.config.js', enableFindRelatedTests: false },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  // These cannot be loaded into a test without taking its process over: they handle signals, call `process.exit`, and use
  // the real runner's environment. The dist ring runs them as they are (docs/mutation.md).
  mutate: ['src/**/*.ts', '!src/index.ts', '!src/exit.ts', '!src/world/runner.ts'],
  // The copy that is mutated needs none of these; `tmp` and `.git` alone are larger than all the rest.
  ignorePatterns: ['/.git', '/tmp', '/build', '/coverage', '/docs', '/examples', '/reports'],
  disableTypeChecks: false,
  concurrency: 2,
  // A mutant that no test notices runs all tests, and counts as noticed if that takes too long.
  timeoutMS: 30_000,
  // Node never frees an ES module that was loaded into a `vm` context: after some hundred test files a runner does little
  // but collect garbage.
  maxTestRunnerReuse: 40,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/report.json' },
  tempDirName: '.stryker-tmp',
  thresholds: { high: 95, low: 90, break: 90 },
}
