/**
 * A problem and what a user sees of it, through the built action, whose pauses are skipped. Which problem means what, and how often
 * it may come, is for the tests of src/mountsea and src/watch; here each kind is met once.
 */
import {
  completed,
  status,
  type MockApi,
  type MockApiOptions,
  type Script,
  type Step,
} from '../../support/mock-api/index.ts'
import type { Finished, Run } from '../../support/run-action.ts'
import { complaints } from '../../support/inspect.ts'
import {
  entriesOf,
  KEY,
  openApi,
  recordsOf,
  startStep,
  type Inputs,
  type StepOptions,
} from '../../support/step.ts'

export interface Row {
  /** What the API answers for the task `t`. */
  readonly script?: Script
  readonly api?: MockApiOptions
  /** Besides a `timeout` of 10 min and a `poll-interval` of 100 ms. */
  readonly inputs?: Inputs
  readonly options?: StepOptions
  /** More inputs and options, of what is made before the action starts. */
  readonly world?: (api: MockApi) => Promise<StepOptions & { readonly inputs?: Inputs }>
  /** What happens while the action runs. */
  readonly meanwhile?: (run: Run, api: MockApi) => Promise<void>
  /** The output `reason`; `completed`, and a green step, unless given. */
  readonly reason?: string
  /** The output `status`, '' unless given; `completed` where that is the reason. */
  readonly status?: string
  /** What the one error says, and the one warning. */
  readonly says?: readonly (string | RegExp)[]
  readonly warns?: string | RegExp
  /** How many polls the API sees. */
  readonly polls?: number
  readonly check?: (seen: Finished, api: MockApi) => void
}

/** The task's end, where a problem lets it come. */
export const OVER = completed({ audioUrl: 'https://cdn.example.com/audio.mp3' })

/** One row: what happens is its name. */
export function problem(name: string, row: Row): void {
  test.concurrent(name, async () => {
    const api = await openApi(row.api)
    api.task('t', row.script ?? [OVER])
    const { inputs, ...options } = (await row.world?.(api)) ?? {}
    const run = startStep(
      api,
      { timeout: '10m', ...row.inputs, ...inputs },
      { skipsPauses: true, ...row.options, ...options },
    )
    await row.meanwhile?.(run, api)
    const seen = await run.finished
    expectSeen(seen, row)
    if (row.polls !== undefined) expect(api.polls('t')).toHaveLength(row.polls)
    row.check?.(seen, api)
  })
}

function expectSeen(seen: Finished, row: Row): void {
  const { reason = 'completed', says = [], warns } = row
  const green = reason === 'completed'
  const { status: word = green ? 'completed' : '' } = row
  expect(seen).toMatchObject({ exitCode: green ? 0 : 1, signal: null, outputs: { reason, status: word } })
  expect(complaints(seen, KEY)).toEqual([])
  expect(entriesOf(seen)).toMatchObject([{ taskId: 't', reason, status: word }])
  expect(recordsOf(seen)).toMatchObject([word === '' ? null : { taskId: 't', status: word }])
  expect(seen.errors).toHaveLength(green ? 0 : 1)
  for (const words of says) expect(seen.errors[0]?.message).toMatch(words)
  if (warns !== undefined) {
    expect(seen.warnings).toHaveLength(1)
    expect(seen.warnings[0]?.message).toMatch(warns)
  }
}

/** Two rows of a problem that may pass: it is waited out; where it lasts to the deadline, the error says what was seen. */
export function mayPass(name: string, step: Step, why: string): void {
  problem(`${name}, before and after the first record: it passes, and the task completes`, {
    script: [step, status('processing'), step, OVER],
    warns: why,
    polls: 4,
    check: ({ stdout }) => expect(stdout).toMatch(/answers again/),
  })
  problem(`${name}, from the first record to the deadline: unreachable, with the last status`, {
    script: [status('processing'), step],
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    status: 'processing',
    says: [why, '12s', 'processing'],
  })
}

/** Two rows of an answer that ends the wait at once, whether or not a record came before. */
export function endsAtOnce(name: string, step: Step, row: Pick<Row, 'reason' | 'says' | 'check'>): void {
  problem(`${name}, at first: ${row.reason}`, { ...row, script: [step, OVER], polls: 1 })
  problem(`${name}, after a record: ${row.reason}`, {
    ...row,
    script: [status('processing'), step, OVER],
    status: 'processing',
    polls: 2,
  })
}
