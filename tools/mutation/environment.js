// Node's environment for a test file of a mutation run: after the first failure it skips the rest of the file. Otherwise a
// mutant that makes a request hang would cost one time-out a test.
import { TestEnvironment } from 'jest-environment-node'

export default class MutationEnvironment extends TestEnvironment {
  #hasFailed = false

  handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) this.#hasFailed = true
    if (name === 'test_start' && this.#hasFailed) test.mode = 'skip'
  }
}
