// A job that is cancelled: the step is gone within a second, red, and says that the task goes on.
import {
  completed,
  dripping,
  http,
  silenceAfterAccept,
  silenceAfterHeaders,
  startMockApi,
  status,
  type MockApi,
  type Script,
} from '../support/mock-api/index.ts'
import { runAction, type Finished, type Run } from '../support/run-action.ts'

const KEY = 'ms-key-0123456789abcdef'
/** The contract says a second; a machine that is busy with other things gets four more. */
const GONE_WITHIN_MS = 5_000

let api: MockApi
let run: Run
beforeEach(async () => {
  api = await startMockApi()
})
afterEach(async () => {
  await run.dispose()
  await api.close()
})

/** `preload` is JavaScript that runs in the action's process before the action does. */
function start(script: Script, inputs: Readonly<Record<string, string>> = {}, preload = ''): void {
  api.task('t', script)
  run = runAction({
    inputs: { 'task-id': 't', 'api-key': KEY, endpoint: api.endpoint, timeout: '1h', ...inputs },
    nodeArguments: [`--import=data:text/javascript,${encodeURIComponent(preload)}`],
  })
}

/** Sends the signals one after the other and waits for the end. */
async function cancel(...signals: readonly NodeJS.Signals[]): Promise<Finished & { goneAfterMs: number }> {
  const sentMs = performance.now()
  for (const signal of signals) run.kill(signal)
  const finished = await run.finished
  return { ...finished, goneAfterMs: performance.now() - sentMs }
}

function expectInterrupted(
  seen: Finished & { goneAfterMs: number },
  signal: string,
  lastStatus: string,
): void {
  expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
  expect(seen.goneAfterMs).toBeLessThan(GONE_WITHIN_MS)
  expect(seen.outputs).toMatchObject({ reason: 'interrupted', status: lastStatus, result: 'null' })
  expect(Object.keys(seen.outputs)).toHaveLength(10)
  expect(JSON.parse(seen.outputs['tasks'] ?? '')).toMatchObject([{ taskId: 't', reason: 'interrupted' }])
  expect(seen.outputs['resultPath']).not.toBe('')
  expect(seen.errors).toHaveLength(1)
  const message = seen.errors[0]?.message
  expect(message).toContain(signal)
  expect(message).toMatch(/goes on at MountSea/)
  expect(message).toMatch(/Running the step again waits for the same task/)
  expect(seen.summary).toMatch(/interrupted/)
}

interface Situation {
  readonly name: string
  readonly script: Script
  readonly lastStatus: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly until: () => Promise<void>
}

const SITUATIONS: readonly Situation[] = [
  {
    name: 'as soon as it prints anything',
    script: [silenceAfterAccept()],
    lastStatus: '',
    until: () => run.waitForLog(/./),
  },
  {
    name: 'while it sleeps between polls',
    script: [status('processing')],
    lastStatus: 'processing',
    inputs: { 'poll-interval': '10m' },
    until: () => run.waitForLog(/t: processing/),
  },
  {
    name: 'while a request waits for its answer',
    script: [silenceAfterAccept()],
    lastStatus: '',
    until: () => api.untilRequests(1),
  },
  {
    name: 'while a request waits for the body of its answer',
    script: [status('processing'), silenceAfterHeaders()],
    lastStatus: 'processing',
    inputs: { 'poll-interval': '100ms' },
    until: () => api.untilRequests(2),
  },
  {
    name: 'while an answer drips in',
    script: [status('ready'), dripping(200, completed(null))],
    lastStatus: 'ready',
    inputs: { 'poll-interval': '100ms' },
    until: () => api.untilRequests(2),
  },
  {
    name: 'while it pauses before a retry',
    script: [status('processing'), http(503, { retryAfter: 3_000 })],
    lastStatus: 'processing',
    inputs: { 'poll-interval': '100ms' },
    until: () => run.waitForLog(/API failing/),
  },
  {
    name: 'while it is sent away by a 429',
    script: [status('processing'), http(429, { retryAfter: 3_000 })],
    lastStatus: 'processing',
    inputs: { 'poll-interval': '100ms' },
    until: () => run.waitForLog(/API failing/),
  },
  {
    name: 'while it awaits the last poll after the deadline',
    script: [silenceAfterAccept()],
    lastStatus: '',
    inputs: { timeout: '1ms' },
    until: () => api.untilRequests(1),
  },
]

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test.each(SITUATIONS)('$name', async ({ script, lastStatus, inputs, until }) => {
    start(script, inputs)
    await until()
    expectInterrupted(await cancel(signal), signal, lastStatus)
  })

  test('closes the connection of the request that it gives up', async () => {
    start([silenceAfterAccept()])
    await api.untilRequests(1)
    await cancel(signal)
    while (api.connections.open > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  })

  test('before Node has started the program is the end too, and never a green one', async () => {
    for (const delayMs of [0, 10, 20, 30, 40, 60, 80]) {
      start([status('processing')], { 'poll-interval': '10m' })
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      const { exitCode, outputs, goneAfterMs } = await cancel(signal)
      expect(exitCode === null || exitCode === 1).toBe(true)
      expect(['interrupted', undefined]).toContain(outputs['reason'])
      expect(goneAfterMs).toBeLessThan(GONE_WITHIN_MS)
      await run.dispose()
    }
  })
})

describe('a second signal', () => {
  test.each<[string, readonly NodeJS.Signals[]]>([
    ['the same again', ['SIGINT', 'SIGINT']],
    ['as the runner sends it', ['SIGINT', 'SIGTERM']],
    ['a hail of them', Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? 'SIGINT' : 'SIGTERM'))],
  ])('does not lose the outputs: %s', async (_name, signals) => {
    start([status('processing')], { 'poll-interval': '10m' })
    await run.waitForLog(/t: processing/)
    expectInterrupted(await cancel(...signals), 'SIG', 'processing')
  })

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'does not lose the outputs that are just being written: %s',
    async (second) => {
      // A disk that takes half a second for the file of records.
      const slowDisk = `
      import fs from 'node:fs'
      const { writeFileSync } = fs
      fs.writeFileSync = (path, ...more) => {
        if (String(path).includes('mountsea-tasks')) {
          process.stdout.write('writing now\\n')
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
        }
        return writeFileSync(path, ...more)
      }`
      start([status('processing')], { 'poll-interval': '10m' }, slowDisk)
      await run.waitForLog(/t: processing/)
      run.kill('SIGINT')
      await run.waitForLog(/writing now/)
      expectInterrupted(await cancel(second), 'SIGINT', 'processing')
    },
  )
})
