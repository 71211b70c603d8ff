// Mutation testing: breaks src/ in thousands of small ways and counts the breaks that the unit and server rings notice.
// main.ts runs it from the root of the project, and paths count from there; docs/mutation.md explains the result.
export default {
  testRunner: 'same-process',
  plugins: ['./tools/mutation/runner.js'],
  coverageAnalysis: 'perTest',
  // These cannot be loaded into a test without taking its process over: they handle signals, call `process.exit`, and use
  // the real runner's environment. The dist ring runs them as they are (docs/mutation.md).
  // The inspector's program ends itself at its bounds: with a mutant in them it would run on for ever beside the run.
  mutate: [
    'src/**/*.ts',
    '!src/index.ts',
    '!src/exit.ts',
    '!src/world/runner.ts',
    '!src/audio/inspector/main.ts',
  ],
  // The copy that is mutated needs none of these; `tmp` and `.git` alone are larger than all the rest.
  ignorePatterns: ['/.git', '/tmp', '/build', '/coverage', '/docs', '/examples', '/reports'],
  disableTypeChecks: false,
  concurrency: 2,
  // A mutant that no test notices runs all tests, and counts as noticed if that takes too long.
  timeoutMS: 10_000,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/report.json' },
  tempDirName: '.stryker-tmp',
  thresholds: { high: 95, low: 90, break: 90 },
}
