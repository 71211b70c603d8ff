// Several tasks in one step: each has its fate, whatever becomes of the others.
import {
  anotherTasksRecord,
  cancelled,
  completed,
  delayed,
  failed,
  html,
  http,
  songResult,
  status,
  vendorTimeout,
  type Script,
} from '../support/mock-api/index.ts'
import { entriesOf, fatesOf, ids, manySteps, recordsOf, scriptAll } from '../support/many-tasks.ts'

const { api: startApi, start } = manySteps()
const url = (id: string): string => `https://cdn.example.com/${id}.mp3?sig=1`
const song = (id: string): ReturnType<typeof completed> => completed(songResult(url(id)))

/** A fate for each of eleven tasks: status, reason, and the script that brings them about. */
const FATES: readonly (readonly [string, string, Script])[] = [
  ['completed', 'completed', [status('pending'), status('processing'), song('a')]],
  ['failed', 'task-failed', [status('processing'), failed()]],
  ['cancelled', 'task-cancelled', [cancelled()]],
  ['timeout', 'task-timeout', [status('assigned'), vendorTimeout()]],
  ['', 'not-found', [http(404)]],
  ['', 'rejected', [http(422)]],
  ['processing', 'rejected', [status('processing'), http(410)]],
  ['', 'bad-answer', [html(200)]],
  ['', 'bad-answer', [anotherTasksRecord()]],
  ['processing', 'wait-timeout', [status('processing')]],
  ['pending', 'unreachable', [status('pending'), http(503)]],
]

test('two tasks that complete: green, with a list of results and a line of audio each', async () => {
  const api = await startApi()
  api.task('b', [status('processing'), song('b')])
  api.task('a', [song('a')])
  const seen = await start(api, 'b\na').finished
  expect(seen).toMatchObject({ exitCode: 0, stderr: '', errors: [], warnings: [] })
  expect(seen.outputs).toMatchObject({
    status: 'completed',
    reason: 'completed',
    result: JSON.stringify([songResult(url('b')), songResult(url('a'))]),
    audioUrl: `${url('b')}\n${url('a')}`,
    errorMessage: '',
  })
  expect(fatesOf(seen)).toEqual(['b completed completed', 'a completed completed'])
  expect(recordsOf(seen)).toMatchObject([{ taskId: 'b' }, { taskId: 'a' }])
})

test('two tasks of which one fails: red, and the other one is there', async () => {
  const api = await startApi()
  api.task('a', [status('processing'), status('processing'), song('a')])
  api.task('b', [failed()])
  const seen = await start(api, 'a\nb').finished
  expect(seen).toMatchObject({ exitCode: 1, stderr: '' })
  expect(seen.outputs).toMatchObject({
    status: 'failed',
    reason: 'task-failed',
    errorMessage: 'The lyrics were rejected',
    errorCode: '4201',
    result: JSON.stringify([songResult(url('a')), null]),
    audioUrl: `${url('a')}\n`,
  })
  expect(fatesOf(seen)).toEqual(['a completed completed', 'b failed task-failed'])
  expect(seen.errors).toHaveLength(1)
  expect(seen.errors[0]?.message).toContain(
    'Task b failed at MountSea: The lyrics were rejected (errorCode 4201',
  )
})

/** Plays all the fates to so many tasks, and looks at everything that is told of them. */
async function playMixedFates(count: number): Promise<void> {
  const api = await startApi()
  const taskIds = ids(count)
  scriptAll(
    api,
    taskIds,
    FATES.map(([, , script]) => script),
  )
  // Time enough for the five answers that make a bad one, also of a hundred tasks on a slow machine.
  const seen = await start(api, taskIds, { timeout: '4s' }).finished
  expect(seen).toMatchObject({ exitCode: 1, stderr: '' })
  const expected = taskIds.map((id, index) => {
    const [taskStatus = '', reason = ''] = FATES[index % FATES.length] ?? []
    return `${id} ${taskStatus} ${reason}`
  })
  expect(fatesOf(seen)).toEqual(expected)
  expect(seen.outputs).toMatchObject({ status: 'failed', reason: 'task-failed' })
  const done = expected.filter((fate) => fate.endsWith(' completed')).length
  const silent = expected.filter((fate) => fate.includes('  ')).length
  expect(seen.stdout).toContain(`\n${done} of ${count} tasks completed (`)
  expect(recordsOf(seen).filter((record) => record === null)).toHaveLength(silent)
  expect(seen.errors).toHaveLength(10)
  const rest = count - done - 9
  expect(seen.errors[9]?.message).toContain(`${rest === 1 ? '1 more task is' : `${rest} more tasks are`} not`)
  expect(api.connections.most).toBeLessThanOrEqual(8)
}

test('12 tasks and 100, all fates mixed: each is told, in the order of the IDs', async () => {
  await Promise.all([playMixedFates(12), playMixedFates(100)])
})

test('empty lines and repeats are dropped', async () => {
  const api = await startApi()
  scriptAll(api, ['a', 'b'], [[song('x')]])
  const seen = await start(api, '\n\n b \r\n\na\n\t\nb\na\n').finished
  expect(seen.exitCode).toBe(0)
  expect(fatesOf(seen)).toEqual(['b completed completed', 'a completed completed'])
  expect(api.requests).toHaveLength(2)
})

test('a JSON array, as toJSON prints it, is the list that it is', async () => {
  const api = await startApi()
  scriptAll(api, ['a', 'b'], [[song('x')]])
  const seen = await start(api, JSON.stringify(['b', 'a', '', 'b'], null, 2)).finished
  expect(seen.exitCode).toBe(0)
  expect(fatesOf(seen)).toEqual(['b completed completed', 'a completed completed'])
})

test.each(['a,b', '["a",1]', '[]', 'a\tb'])('a list that is none is bad-input: %j', async (taskIds) => {
  const api = await startApi()
  const seen = await start(api, taskIds).finished
  expect(seen.exitCode).toBe(1)
  expect(seen.outputs).toMatchObject({ reason: 'bad-input', tasks: '[]', result: 'null' })
  expect(seen.errors).toHaveLength(1)
  expect(api.requests).toEqual([])
})

test('a task that is slow to answer holds up none of the others', async () => {
  const api = await startApi()
  api.task('slow', [delayed(1_500, song('slow'))])
  api.task('fast', [status('pending'), song('fast')])
  const run = start(api, 'slow\nfast')
  await run.waitForLog(/task fast: pending -> completed/)
  expect(run.stdout()).not.toContain('task slow')
  expect((await run.finished).exitCode).toBe(0)
})

test('each entry of tasks has all of its fields', async () => {
  const api = await startApi()
  api.task('a', [song('a')])
  api.task('b', [http(404)])
  const fields = [
    'taskId',
    'status',
    'reason',
    'audioUrl',
    'errorMessage',
    'errorCode',
    'traceId',
    'createdAt',
    'finishedAt',
    'files',
  ]
  for (const entry of entriesOf(await start(api, 'a\nb').finished)) expect(Object.keys(entry)).toEqual(fields)
})
