// A job that is cancelled: the step is gone within a second, red, and says that the task goes on. A process that is killed
// without warning leaves an output file that is true.
import { readFileSync } from 'node:fs'
import { completed, status } from '../../../tools/stand-ins/api/answers.ts'
import { silenceAfterAccept } from '../../../tools/stand-ins/api/faults.ts'
import type { Script } from '../../../tools/stand-ins/api/index.ts'
import { complaints } from '../../support/inspect.ts'
import type { Finished, Run } from '../../../tools/stand-ins/runner/run-action.ts'
import { parseOutputFile } from '../../../tools/stand-ins/runner/protocol.ts'
import { KEY, openApi, recordsOf, startStep, type Inputs } from '../../support/step.ts'
import { describeUnless, NO_SIGNALS } from '../../support/system.ts'

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

const GOES_ON = status('processing')
const SILENT = silenceAfterAccept()
const SLEEPS: Inputs = { 'poll-interval': '10m' }
const HAIL = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? 'SIGINT' : 'SIGTERM'))

describeUnless(NO_SIGNALS, 'a job that is cancelled', () => {
  /** Wait until the log has this text, or until this many requests have come in. */
  test.concurrent.each<
    [when: string, signals: readonly NodeJS.Signals[], last: string, Script, RegExp | number, Inputs?]
  >([
    ['SIGTERM while it sleeps', ['SIGTERM'], 'processing', [GOES_ON], /t: processing/, SLEEPS],
    ['a hail of signals', HAIL, 'processing', [GOES_ON], /t: processing/, SLEEPS],
    ['SIGTERM as soon as it prints anything', ['SIGTERM'], '', [SILENT], /./],
    ['SIGTERM while a request waits for its answer', ['SIGTERM'], '', [SILENT], 1],
  ])('%s: interrupted, with the last status', async (_when, signals, last, script, reached, inputs) => {
    const api = await openApi()
    api.task('t', script)
    const run = startStep(api, inputs)
    await (typeof reached === 'number' ? api.untilRequests(reached) : run.waitForLog(reached))
    expectInterrupted(await cancel(run, ...signals), last)
  })

  test.concurrent('SIGTERM does not lose the outputs that are just being written after SIGINT', async () => {
    // A disk that takes half a second for the file of records.
    const preload = `
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
    const api = await openApi()
    api.task('t', [GOES_ON])
    const run = startStep(api, SLEEPS, { preload })
    await run.waitForLog(/t: processing/)
    run.kill('SIGINT')
    await run.waitForLog(/writing now/)
    expectInterrupted(await cancel(run, 'SIGTERM'), 'processing')
  })
})

// Windows, too, can end a process without a word.
describe.each(NO_SIGNALS === '' ? (['SIGTERM', 'SIGKILL'] as const) : (['SIGKILL'] as const))(
  '%s',
  (signal) => {
    const WORDS = ['pending', 'ready', 'assigned', 'processing']

    test.concurrent.each([0, 20, 60, 120, 200, 300])(
      '%d ms after the start: not green, and the outputs are true',
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
  },
)

describe('SIGKILL, which leaves no time to write anything', () => {
  test.concurrent.each([0, 2, 5])(
    '%d ms after the last answer, while the end is written: no output is half written, and earlier outputs stay',
    async (ms) => {
      const api = await openApi()
      const result = { lyrics: 'la '.repeat(30_000) }
      api.task('t', [status('processing'), completed(result)])
      const run = startStep(api)
      await api.untilRequests(2)
      await pause(ms)
      await cancel(run, 'SIGKILL').catch(() => undefined)
      const outputs = readableOutputs(readFileSync(run.setup.outputFile, 'utf8'))
      expect(['null', JSON.stringify(result)]).toContain(outputs['result'])
      expect(['interrupted', 'completed']).toContain(outputs['reason'])
      // `reason` is written last: whoever sees it finds the other outputs written.
      if (outputs['reason'] === 'completed') expect(outputs['result']).toBe(JSON.stringify(result))
    },
  )

  /**
   * How the runner reads a file whose last output may be cut off: it sets one after the other, and stops with an error at
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
