// Jest with ES modules: Node's own type stripping turns TypeScript into JavaScript, line for line.
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'json', 'node'],
  transform: { '\\.ts$': '<rootDir>/scripts/strip-types.js' },
  // By default Jest leaves a core to itself; most of these tests wait for another process.
  maxWorkers: '100%',
  testTimeout: 60_000,
}
