/**
 * A step that waits for one task, in real time, run to its end.
 */
import { readFileSync } from 'node:fs'
import type { MockApi, Script } from './mock-api/index.ts'
import { endOf } from './patience.ts'
import { runAction, type Finished } from './run-action.ts'

export const KEY = 'ms-key-0123456789abcdef'
export const ID = 'abc123-def456-ghi789'

/** Runs the step to its end. `records` is what stands in the file `resultPath`. */
export async function waitFor(
  api: MockApi,
  script: Script,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Finished & { records: unknown }> {
  api.task(ID, script)
  const run = runAction({
    inputs: { 'task-id': ID, 'api-key': KEY, endpoint: api.endpoint, 'poll-interval': '100ms', ...inputs },
  })
  try {
    const finished = await endOf(run)
    const path = finished.outputs['resultPath'] ?? ''
    return { ...finished, records: path === '' ? null : JSON.parse(readFileSync(path, 'utf8')) }
  } finally {
    await run.dispose()
  }
}

/** The step has one error, of one line, which says all of this. */
export function expectOneError({ errors }: Finished, says: readonly RegExp[]): void {
  expect(errors).toHaveLength(1)
  const [error] = errors
  expect(error?.title).not.toBe('')
  expect(error?.message).not.toMatch(/[\r\n]/)
  for (const words of says) expect(error?.message).toMatch(words)
}
