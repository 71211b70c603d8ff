// What a mutation run executes again and again: the two rings that import src/; the built action is not mutated.
import config from './jest.config.js'

export default { ...config, roots: ['<rootDir>/__tests__/unit', '<rootDir>/__tests__/server'] }
