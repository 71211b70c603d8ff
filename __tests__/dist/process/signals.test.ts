// A job that is cancelled: the step is gone within a second, red, and says that the task goes on. A process that is killed
// without a word leaves an output file that tells the truth.
import { readFileSync } from 'node:fs'
import {
  completed,
  http,
  silenceAfterAccept,
  silenceAfterHeaders,
  status,
  type MockApi,
  type Script,
} from '../../support/mock-api/index.ts'
import type { Finished, Run } from '../../support/run-action.ts'
import { parseOutputFile } from '../../support/runner-protocol.ts'
import { complaints } from '../../support/inspect.ts'
import { KEY, openApi, recordsOf, startStep, type Inputs } from '../../support/step.ts'
import { describeUnless, NO_SIGNALS } from '../../support/system.ts'
import { until } from '../../support/until.ts'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Sends the signals one after the other and waits for the end. */
function cancel(run: Run, ...signals: readonly NodeJS.Signals[]): Promise<Finished> {
  for (const signal of signals) run.kill(signal)
  return run.finished
}

function expectInterrupted(seen: Finished, lastStatus: string): void {
  expect(seen).toMatchObject({ exitCode: 1, signal: null })
  expect(complaints(seen, KEY)).toEqual([])
  expect(seen.outputs).toMatchObject({ reason: 'interrupted', status: lastStatus, result: 'null' })
  expect(recordsOf(seen)).toHaveLength(1)
  expect(seen.errors).toHaveLength(1)
  expect(seen.errors[0]?.message).toMatch(/SIG(?:INT|TERM).*goes on at MountSea/)
}

/** It is reached when the log has this, or when so many requests have come in. */
type Situation = readonly [
  when: string,
  lastStatus: string,
  script: Script,
  reached: RegExp | number,
  inputs?: Inputs,
]

const GOES_ON = status('processing')
const SILENT = silenceAfterAccept()
const SLEEPS: Situation = [
  ...(['while it sleeps between polls', 'processing', [GOES_ON], /t: processing/] as const),
  { 'poll-interval': '10m' },
]
const SITUATIONS: readonly Situation[] = [
  SLEEPS,
  ['as soon as it prints anything', '', [SILENT], /./],
  ['while a request waits for its answer', '', [SILENT], 1],
  ['while a request waits for the body of its answer', 'processing', [GOES_ON, silenceAfterHeaders()], 2],
  ['while it pauses before a retry', 'processing', [GOES_ON, http(503, { retryAfter: 3_000 })], /::warning/],
  ['while it awaits the last poll after the deadline', '', [SILENT], 1, { timeout: '1ms' }],
]

/** Starts a step and brings it there. */
async function bring(
  [, , script, reached, inputs = {}]: Situation,
  preload = '',
): Promise<{ run: Run; api: MockApi }> {
  const api = await openApi()
  api.task('t', script)
  const run = startStep(api, inputs, { preload })
  await (typeof reached === 'number' ? api.untilRequests(reached) : run.waitForLog(reached))
  return { run, api }
}

describeUnless(NO_SIGNALS, 'a job that is cancelled', () => {
  test.concurrent.each([
    ...SITUATIONS.map((situation) => ({ when: situation[0], situation, signal: 'SIGTERM' }) as const),
    { when: SLEEPS[0], situation: SLEEPS, signal: 'SIGINT' } as const,
  ])('$when, by $signal: interrupted, with the last status', async ({ situation, signal }) => {
    const { run, api } = await bring(situation)
    expectInterrupted(await cancel(run, signal), situation[1])
    // Also the connection of a request that was given up.
    await until(() => api.connections.open === 0)
  })

  test.concurrent('a hail of signals does not lose the outputs', async () => {
    const { run } = await bring(SLEEPS)
    const hail = Array.from({ length: 50 }, (_, index) => SIGNALS[index % 2] ?? 'SIGINT')
    expectInterrupted(await cancel(run, ...hail), 'processing')
  })

  test.concurrent('SIGTERM does not lose the outputs that are just being written after SIGINT', async () => {
    // A disk that takes half a second for the file of records.
    const slowDisk = `
      const fs = process.getBuiltinModule('node:fs')
      const { openSync } = fs
      let isSlow = false
      process.once('SIGINT', () => (isSlow = true))
      fs.openSync = (path, ...more) => {
        if (isSlow && String(path).endsWith('.json.part')) {
          process.stdout.write('writing now\\n')
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
        }
        return openSync(path, ...more)
      }`
    const { run } = await bring(SLEEPS, slowDisk)
    run.kill('SIGINT')
    await run.waitForLog(/writing now/)
    expectInterrupted(await cancel(run, 'SIGTERM'), 'processing')
  })
})

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  // Windows, too, can end a process without a word.
  describeUnless(signal === 'SIGKILL' ? '' : NO_SIGNALS, `${signal} at any moment`, () => {
    const WORDS = ['pending', 'ready', 'assigned', 'processing']
    const MOMENTS = [0, 20, 60, 120, 200, 300]

    test.concurrent.each(MOMENTS)(
      '%d ms after the start: not green, and the outputs say the truth',
      async (ms) => {
        const api = await openApi()
        api.task('t', ({ index }) => status(WORDS[index % WORDS.length] ?? ''))
        const run = startStep(api)
        await pause(ms)
        // Rejects where the runner could not read the file.
        const { exitCode, outputs } = await cancel(run, signal)
        expect([null, 1]).toContain(exitCode)
        // Before its first word the file is empty.
        expect([undefined, 'interrupted']).toContain(outputs['reason'])
        expect([undefined, '', ...WORDS]).toContain(outputs['status'])
      },
    )
  })
}

describe('SIGKILL, which leaves no time to write anything', () => {
  test.concurrent(
    'in the middle of the wait: the outputs say `interrupted`, and the last status',
    async () => {
      const api = await openApi()
      api.task('t', [status('pending'), status('processing', { traceId: 'trace-1' })])
      const run = startStep(api)
      await until(() => run.outputsNow()['status'] === 'processing')
      run.kill('SIGKILL')
      const { exitCode, signal, outputs } = await run.finished
      expect({ exitCode, signal }).toEqual({ exitCode: null, signal: 'SIGKILL' })
      expect(outputs).toMatchObject({
        ...{ status: 'processing', result: 'null', audioUrl: '', files: '' },
        ...{ errorMessage: '', errorCode: '', traceId: 'trace-1', reason: 'interrupted' },
      })
    },
  )

  test.concurrent.each([0, 2, 5])(
    '%d ms after the last answer, while the end is being written: half an output is none, and what came before stays',
    async (ms) => {
      const api = await openApi()
      const result = { lyrics: 'la '.repeat(30_000) }
      api.task('t', [status('processing'), completed(result)])
      const run = startStep(api)
      await api.untilRequests(2)
      await pause(ms)
      run.kill('SIGKILL')
      await run.finished.catch(() => undefined)
      const outputs = readableOutputs(readFileSync(run.setup.outputFile, 'utf8'))
      expect(['null', JSON.stringify(result)]).toContain(outputs['result'])
      expect(['interrupted', 'completed']).toContain(outputs['reason'])
      // `reason` is written last: whoever sees it finds the other outputs written.
      if (outputs['reason'] === 'completed') expect(outputs['result']).toBe(JSON.stringify(result))
    },
  )

  /**
   * What the runner makes of a file whose last output may be cut off: it sets one after the other and stops, with an error, at
   * the one that it cannot read (`SetOutputFileCommand.ProcessCommand` over `EnvFileKeyValuePairs`, actions/runner).
   */
  function readableOutputs(text: string): Readonly<Record<string, string>> {
    try {
      return Object.fromEntries(parseOutputFile(text))
    } catch {
      const heads = [...text.matchAll(/^[A-Za-z]+<<ghadelimiter_/gm)]
      return Object.fromEntries(parseOutputFile(text.slice(0, heads.at(-1)?.index)))
    }
  }
})
