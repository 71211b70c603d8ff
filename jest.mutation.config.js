// What a mutation run executes again and again: the two rings that import src/; the built action is not mutated. Chance is fixed.
import { join } from 'node:path'
import config from './jest.config.js'

process.env.FUZZ_SEED ??= '20260801'
process.env.PROPERTY_RUNS ??= '100'

export default {
  ...config,
  roots: ['<rootDir>/__tests__/unit', '<rootDir>/__tests__/server'],
  // key-echo runs the whole step hundreds of times, for what others say in examples; the others read files as text or are not about src/.
  testPathIgnorePatterns: [
    '/unit/run/key-echo',
    '/unit/support-',
    '/server/mock-',
    '/unit/bench-',
    '/unit/repository/',
  ],
  setupFiles: ['<rootDir>/__tests__/fuzz/setup.ts'],
  runner: '<rootDir>/scripts/mutation/runner.js',
  // Stryker's Jest runner does not know `<rootDir>` here.
  testEnvironment: join(import.meta.dirname, 'scripts/mutation/environment.js'),
  // A mutant that hangs costs this; the slowest test takes a third of it.
  testTimeout: 5_000,
}
