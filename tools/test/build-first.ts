/** Jest runs this before the tests of the built action, and only then. */
import { buildIfStale } from '../build/fresh.ts'

export default buildIfStale
