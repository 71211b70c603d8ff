// The workflow tests: each runs real workflow files, which takes seconds.
import root, { built } from '../../jest.config.js'

export default {
  ...built,
  roots: ['<rootDir>/__tests__/workflows'],
  testMatch: ['**/*.spec.ts'],
  maxWorkers: root.maxWorkers,
  testTimeout: root.testTimeout,
}
