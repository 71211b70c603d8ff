/**
 * A step that should have ended, but has not, ends here: its test fails, and leaves no process behind that would keep Jest waiting.
 */
import type { Finished, Run } from './run-action.ts'

/** Less than a test has (`testTimeout` in jest.config.js), far more than any step here needs. */
const PATIENCE_MS = 45_000

/** Does to the step what `meanwhile` does, and waits for its end; after 45 s it is killed. */
export async function endOf(run: Run, meanwhile?: (run: Run) => Promise<void>): Promise<Finished> {
  const limit = setTimeout(() => {
    run.kill('SIGKILL')
  }, PATIENCE_MS)
  try {
    await meanwhile?.(run)
    return await run.finished
  } finally {
    clearTimeout(limit)
  }
}
