// Jest with ES modules: Node's own type stripping turns TypeScript into JavaScript, line for line.
import { availableParallelism } from 'node:os'

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'json', 'node'],
  transform: { '\\.ts$': '<rootDir>/tools/test/strip-types.js' },
  // More than there are cores: most of these tests wait for another process (measured on 2 cores: 61 s with 2, 49 s with 3).
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testTimeout: 60_000,
}
