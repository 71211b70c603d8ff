/**
 * What a user of the built action sees of problems on the wire. Pauses are skipped. unit/watch/rules, unit/mountsea/problems and
 * server/ prove the meaning of each problem and how often it may come; many-tasks has the other ends.
 */
import { complaints } from '../support/inspect.ts'
import { completed, html, http, status } from '../../tools/stand-ins/api/answers.ts'
import { cutInBody, resetBeforeHeaders, thenCloses } from '../../tools/stand-ins/api/faults.ts'
import type { Api, Script } from '../../tools/stand-ins/api/index.ts'
import { entriesOf, KEY, openApi, recordsOf, runStep } from '../support/step.ts'
import type { Inputs, StepOptions } from '../support/step.ts'

/** The task's end, if the problem passes. */
const OVER = completed({ audioUrl: 'https://cdn.example.com/audio.mp3' })

interface Problem {
  /** What the API answers for the task `t`. */
  readonly script?: Script
  readonly inputs?: (api: Api) => Inputs
  readonly options?: StepOptions
  /** The outputs; green and `completed` if the problem passes. */
  readonly reason?: string
  /** The text of the one error or, if the step is green, of the one warning. */
  readonly says: readonly (string | RegExp)[]
  readonly polls?: number
}

/** One of each kind that may pass. */
const TROUBLE = [
  ...[http(500), html(502), resetBeforeHeaders(), cutInBody('chunked', 'close', OVER)],
  ...[http(503, { retryAfter: 1 }), html(200), http(404), http(429, { retryAfter: 1 })],
]

const PROBLEMS: Readonly<Record<string, Problem>> = {
  'an outage of many kinds that ends: one warning, and the task completes': {
    script: [...TROUBLE, status('processing'), ...TROUBLE, OVER],
    inputs: () => ({ timeout: '100h' }),
    says: ['HTTP 500'],
    polls: 2 * TROUBLE.length + 2,
  },
  'a connection that is refused to the deadline: unreachable': {
    inputs: () => ({ timeout: '12s', endpoint: 'http://127.0.0.1:9/' }),
    ...{ reason: 'unreachable', polls: 0 },
    says: ['connection refused', '12s'],
  },
  'an outage of the name server, before and after a record: the task completes': {
    script: [thenCloses(status('processing')), OVER],
    inputs: ({ port }) => ({ endpoint: `http://localhost:${port}/` }),
    options: { lookups: 'EAI_AGAIN EAI_AGAIN EAI_AGAIN 127.0.0.1 ENOTFOUND ENOTFOUND ENOTFOUND 127.0.0.1' },
    says: ['DNS'],
  },
}

test.concurrent.each(Object.entries(PROBLEMS))('%s', async (_what, row) => {
  const { reason = 'completed' } = row
  const green = reason === 'completed'
  const [errors, word] = green ? [0, reason] : [1, '']
  const api = await openApi()
  api.task('t', row.script ?? [OVER])
  const inputs = { timeout: '10m', ...row.inputs?.(api) }
  const seen = await runStep(api, inputs, { skipsPauses: true, ...row.options })
  expect(seen).toMatchObject({ exitCode: errors, signal: null, outputs: { reason, status: word } })
  expect(complaints(seen, KEY)).toEqual([])
  expect(entriesOf(seen)).toMatchObject([{ taskId: 't', reason, status: word }])
  expect(recordsOf(seen)).toMatchObject([word === '' ? null : { taskId: 't', status: word }])
  expect(seen.errors).toHaveLength(errors)
  expect(seen.warnings.length).toBeLessThanOrEqual(1)
  for (const words of row.says) expect((green ? seen.warnings : seen.errors)[0]?.message).toMatch(words)
  if (row.polls !== undefined) expect(api.polls('t')).toHaveLength(row.polls)
})
