// One task, one step, as a user runs it: its end, its outputs.
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { completed, failed, songResult, status } from '../../tools/stand-ins/api/index.ts'
import { complaints } from '../support/inspect.ts'
import { entriesOf, KEY, openApi, recordsOf, runStep } from '../support/step.ts'
import { testUnless } from '../support/system.ts'

const SONG = 'https://cdn.example.com/audio.mp3?sig=a%20b&x=1'
const TIMES = { createdAt: '2025-02-06T10:25:00.000Z', finishedAt: '2025-02-06T10:30:00.000Z' }
/** An entry of the output `tasks`; a test gives the fields that differ. */
const ENTRY = {
  taskId: 't',
  audioUrl: '',
  errorMessage: '',
  errorCode: null,
  traceId: 'trace-xyz789',
  ...TIMES,
  files: [],
}

test.concurrent(
  'a task that completes makes the step green, with everything about it in the outputs, and no signed URL in the log',
  async () => {
    const api = await openApi()
    const result = songResult(SONG)
    api.task('t', [status('pending'), status('ready'), status('processing'), completed(result)])
    const seen = await runStep(api)
    expect(seen).toMatchObject({ exitCode: 0, signal: null, errors: [], warnings: [] })
    expect(complaints(seen, KEY)).toEqual([])
    expect(seen.stdout + seen.summary).not.toContain('sig=')
    const { resultPath, tasks, ...outputs } = seen.outputs
    expect(outputs).toMatchObject({
      status: 'completed',
      result: JSON.stringify(result),
      audioUrl: SONG,
      files: '',
      errorMessage: '',
      errorCode: '',
      traceId: 'trace-xyz789',
      rehearsal: 'true',
      reason: 'completed',
    })
    expect(JSON.parse(tasks ?? '')).toMatchObject([
      { ...ENTRY, status: 'completed', reason: 'completed', audioUrl: SONG },
    ])
    expect(resultPath?.startsWith(seen.runnerTemp)).toBe(true)
    expect(recordsOf(seen)).toEqual([
      { taskId: 't', status: 'completed', ...TIMES, traceId: 'trace-xyz789', result },
    ])
    // Asked until it is over, and never again.
    expect(api.polls('t')).toHaveLength(4)
  },
)

test.concurrent('a task that fails makes the step red, says why, and is not asked for again', async () => {
  const api = await openApi()
  api.task('t', [status('processing'), failed()])
  const seen = await runStep(api)
  const told = { status: 'failed', reason: 'task-failed', errorMessage: 'The lyrics were rejected' }
  expect(seen).toMatchObject({ exitCode: 1, signal: null, warnings: [] })
  expect(complaints(seen, KEY)).toEqual([])
  expect(seen.outputs).toMatchObject({ ...told, result: 'null', audioUrl: '', files: '', errorCode: '4201' })
  expect(entriesOf(seen)).toMatchObject([{ ...ENTRY, ...told, errorCode: 4201 }])
  expect(recordsOf(seen)).toMatchObject([{ taskId: 't', status: 'failed' }])
  expect(seen.errors).toHaveLength(1)
  expect(seen.errors[0]?.message).toMatch(/The lyrics were rejected.*4201.*trace-xyz789/)
  expect(seen.summary).toContain('failed')
  expect(api.polls('t')).toHaveLength(2)
})

/** A Node that is too old for the action, as the runner uses on 32-bit ARM. */
const OLD_NODE = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find((path) => String(spawnSync(path, ['-p', "'rawJSON' in JSON"]).stdout).trim() === 'false')

testUnless(
  OLD_NODE === undefined ? 'PATH has no Node before 22' : '',
  'a Node without JSON.rawJSON ends the step at once, red, and one line says so',
  async () => {
    const api = await openApi()
    api.task('t', [completed(songResult(SONG))])
    const { exitCode, outputs, stdout } = await runStep(api, {}, { node: OLD_NODE ?? '' })
    expect(exitCode).toBe(1)
    expect(outputs).toMatchObject({ status: '', result: 'null', tasks: '[]', reason: 'internal-error' })
    expect(stdout.split('\n').slice(1)).toEqual([expect.stringMatching(/^::error.*Node 22.*32-bit ARM/), ''])
    expect(api.requests).toEqual([])
  },
)
