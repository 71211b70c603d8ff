// Jest with ES modules: Node's own type stripping turns TypeScript into JavaScript, line for line.
import { availableParallelism } from 'node:os'

/** What every test needs; tools/mutation and tools/workflows add to it. */
export const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'json', 'node'],
  transform: { '\\.ts$': '<rootDir>/tools/test/strip-types.js' },
}

/** For the tests that run dist/: it has to be what src/ makes. */
export const built = { ...shared, globalSetup: '<rootDir>/tools/test/build-first.ts' }

export default {
  projects: [
    { ...built, roots: ['<rootDir>/__tests__/dist', '<rootDir>/__tests__/rehearsal'] },
    { ...shared, roots: ['<rootDir>/__tests__/unit', '<rootDir>/__tests__/server'] },
  ],
  // More than there are cores: most of these tests wait for another process (measured on 2 cores: 61 s with 2, 49 s with 3).
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testTimeout: 60_000,
}
