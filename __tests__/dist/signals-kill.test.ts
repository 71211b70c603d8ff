// SIGKILL, with no time for another word: the output file says `interrupted` and the last status, and can be read.
import { readFileSync } from 'node:fs'
import { startMockApi, status, completed, type MockApi } from '../support/mock-api/index.ts'
import { runAction, type Run } from '../support/run-action.ts'
import { parseOutputFile } from '../support/runner-protocol.ts'

const KEY = 'ms-key-0123456789abcdef'
const WORDS = ['pending', 'ready', 'assigned', 'processing']

let api: MockApi
beforeEach(async () => {
  api = await startMockApi()
})
afterEach(() => api.close())

const start = (): Run =>
  runAction({
    inputs: { 'task-id': 't', 'api-key': KEY, endpoint: api.endpoint, 'poll-interval': '100ms' },
  })

/** Looks into the output file until it says so. */
async function untilStatus(run: Run, word: string): Promise<void> {
  while (run.outputsNow()['status'] !== word) await new Promise((resolve) => setTimeout(resolve, 5))
}

test('in the middle of the wait', async () => {
  api.task('t', [status('pending'), status('processing', { traceId: 'trace-1' })])
  const run = start()
  await untilStatus(run, 'processing')
  run.kill('SIGKILL')
  const { exitCode, signal, outputs } = await run.finished
  await run.dispose()
  expect({ exitCode, signal }).toEqual({ exitCode: null, signal: 'SIGKILL' })
  expect(outputs).toEqual({
    status: 'processing',
    result: 'null',
    audioUrl: '',
    resultPath: '',
    files: '',
    tasks: '[]',
    errorMessage: '',
    errorCode: '',
    traceId: 'trace-1',
    reason: 'interrupted',
  })
})

test('at any moment of a wait', async () => {
  const kill = async (delayMs: number): Promise<void> => {
    const taskId = `t${delayMs}`
    api.task(taskId, ({ index }) => status(WORDS[index % WORDS.length] ?? ''))
    const run = runAction({
      inputs: { 'task-id': taskId, 'api-key': KEY, endpoint: api.endpoint, 'poll-interval': '100ms' },
    })
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    run.kill('SIGKILL')
    // Throws where the runner could not read the file.
    const { signal, outputs } = await run.finished
    await run.dispose()
    expect(signal).toBe('SIGKILL')
    // Before its first word the file is empty; after it, it says the truth.
    expect([undefined, 'interrupted']).toContain(outputs['reason'])
    expect([undefined, '', ...WORDS]).toContain(outputs['status'])
  }
  const delays = Array.from({ length: 24 }, (_, index) => 20 + index * 13 + Math.floor(Math.random() * 13))
  for (let at = 0; at < delays.length; at += 4) await Promise.all(delays.slice(at, at + 4).map(kill))
})

test('while the end is being written: half an output is none, and what came before it stays', async () => {
  const lyrics = 'la '.repeat(30_000)
  for (let index = 0; index < 8; index++) {
    api.task('t', [status('processing'), completed({ lyrics })])
    const run = start()
    await untilStatus(run, 'processing')
    await api.untilRequests(2 * (index + 1))
    await new Promise((resolve) => setTimeout(resolve, index))
    run.kill('SIGKILL')
    await run.finished.catch(() => undefined)
    const text = readFileSync(run.setup.outputFile, 'utf8')
    await run.dispose()
    const { reason, status: word, result } = outputsOf(text)
    expect(['processing', 'completed']).toContain(word)
    expect(['null', JSON.stringify({ lyrics })]).toContain(result)
    expect(['interrupted', 'completed']).toContain(reason)
    // `reason` is written last: where it tells of the end, all of it is there.
    if (reason === 'completed') expect(result).toBe(JSON.stringify({ lyrics }))
  }
})

/**
 * What the runner makes of a file whose last output may be cut off: it sets one after the other and stops, with an error, at
 * the one that it cannot read (`SetOutputFileCommand.ProcessCommand` over `EnvFileKeyValuePairs`, actions/runner).
 */
function outputsOf(text: string): Record<string, string> {
  try {
    return Object.fromEntries(parseOutputFile(text))
  } catch {
    const heads = [...text.matchAll(/^[A-Za-z]+<<ghadelimiter_/gm)]
    return Object.fromEntries(parseOutputFile(text.slice(0, heads.at(-1)?.index)))
  }
}
