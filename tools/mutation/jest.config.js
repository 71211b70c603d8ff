// The tests of a mutation run: the two rings that import src/. The dist ring runs the built action, which is not mutated.
import { join } from 'node:path'
import { shared } from '../../jest.config.js'

// Chance is fixed: with other cases in each run, a mutant would be noticed in one run and survive the next.
process.env.FUZZ_SEED ??= '20260801'
process.env.PROPERTY_RUNS ??= '100'

const here = import.meta.dirname

export default {
  ...shared,
  roots: ['<rootDir>/__tests__/unit', '<rootDir>/__tests__/server'],
  // step-key runs the whole step hundreds of times for what other tests say in examples; hostile-media waits for bounds of
  // processor time in another process; the others read files as text.
  testPathIgnorePatterns: ['/unit/step/step-key', '/unit/audio/hostile-media', '/unit/repository/'],
  setupFiles: ['<rootDir>/__tests__/fuzz/setup.ts'],
  // Stryker's Jest runner does not replace `<rootDir>` in these two.
  runner: join(here, 'runner.js'),
  testEnvironment: join(here, 'environment.js'),
  // A mutant that hangs costs this; the slowest test takes a third of it.
  testTimeout: 5_000,
}
