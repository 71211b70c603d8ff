// What the rehearsal answers at which time.
import { parseBuffer } from 'music-metadata'
import { answerAudio, answerPoll, type Answer } from '../../rehearsal/src/answers.ts'
import { parseTasks, type RehearsedTask } from '../../rehearsal/src/tasks.ts'
import { tone } from '../../rehearsal/src/tone.ts'

const AUDIO_URL = 'http://127.0.0.1:1/rehearsal/audio/t.wav'

function taskThat(line: string): RehearsedTask {
  const parsed = parseTasks(`t: ${line}`)
  const task = parsed.kind === 'tasks' ? parsed.tasks[0] : undefined
  if (task === undefined) throw new Error(`not a task: ${line}`)
  return task
}

function pollAfter(line: string, seconds: number): Answer {
  const firstAt = new Date('2026-01-01T00:00:00Z')
  return answerPoll(taskThat(line), { firstAt, sinceFirstMs: seconds * 1000, audioUrl: AUDIO_URL })
}

/** HTTP status and, where the body is JSON, its fields. */
function shown(answer: Answer): unknown {
  if (answer.kind === 'cut') return 'cut'
  const fields: unknown =
    answer.headers['Content-Type'] === 'application/json' ? JSON.parse(answer.body.toString()) : {}
  return [answer.httpStatus, fields]
}

const SONG = 'pending 5s, processing 20s, completed'
const TIMES = { createdAt: '2026-01-01T00:00:00.000Z', traceId: 'rehearsal-of-t', rehearsal: true }
const ENDED = { ...TIMES, finishedAt: '2026-01-01T00:00:25.000Z' }

test.each([
  [0, 'pending'],
  [4.999, 'pending'],
  [5, 'processing'],
  [24.999, 'processing'],
])('%d s after the first poll the song is %s', (seconds, status) => {
  expect(shown(pollAfter(SONG, seconds))).toEqual([200, { taskId: 't', status, ...TIMES }])
})

test('a completed task has the result of a song, which says that it is rehearsed', () => {
  const result = { audioId: 't', audioUrl: AUDIO_URL, duration: 1, title: 't (rehearsal)', rehearsal: true }
  expect(shown(pollAfter(SONG, 25))).toEqual([200, { taskId: 't', status: 'completed', result, ...ENDED }])
})

test.each([
  ['failed "No voice" 7', { status: 'failed', errorMessage: 'No voice', errorCode: 7 }],
  ['failed', { status: 'failed', errorMessage: 'This failure is rehearsed', errorCode: null }],
  ['cancelled', { status: 'cancelled' }],
  ['timeout', { status: 'timeout' }],
])('`%s` ends the task so', (word, fields) => {
  expect(shown(pollAfter(`processing 25s, ${word}`, 25))).toEqual([200, { taskId: 't', ...fields, ...ENDED }])
})

test('`never` goes on processing', () => {
  expect(shown(pollAfter('never', 1e6))).toEqual([200, { taskId: 't', status: 'processing', ...TIMES }])
})

test('`down` cuts the connection', () => {
  expect(shown(pollAfter('down', 0))).toBe('cut')
})

test.each([
  ['rate-limited 10s, completed', 0.5, '10'],
  ['rate-limited 10s, completed', 9.5, '1'],
  ['rate-limited', 100, '30'],
])('`%s` says after %d s to come back in %s s', (line, seconds, retryAfter) => {
  expect(pollAfter(line, seconds)).toMatchObject({ httpStatus: 429, headers: { 'Retry-After': retryAfter } })
})

test.each([
  ['html', 200, 'text/html'],
  ['unauthorized', 401, 'application/json'],
])('`%s` answers HTTP %d, %s', (word, httpStatus, type) => {
  expect(pollAfter(word, 0)).toMatchObject({ httpStatus, headers: { 'Content-Type': type } })
})

test.each([
  ['completed', 200, 'audio/wav'],
  ['bad-audio', 200, 'audio/wav'],
  ['expired-url', 403, 'application/xml'],
  ['failed', 404, 'application/json'],
])('the audio of a task that ends with `%s` is HTTP %d, %s', (word, httpStatus, type) => {
  expect(answerAudio(taskThat(word))).toMatchObject({ httpStatus, headers: { 'Content-Type': type } })
})

const WORDS = [
  'pending',
  'html',
  'unauthorized',
  'rate-limited',
  'completed',
  'failed',
  'cancelled',
  'timeout',
]

test.each(WORDS)('the answer of `%s` says in a header that it is a rehearsal', (word) => {
  expect(pollAfter(word, 0)).toMatchObject({ headers: { Rehearsal: 'true' } })
  expect(answerAudio(taskThat(word))).toMatchObject({ headers: { Rehearsal: 'true' } })
})

test('the tone is a WAV file of one second whose title says what it is', async () => {
  const { format, common } = await parseBuffer(tone(), 'audio/wav')
  expect({ container: format.container, seconds: format.duration, title: common.title }).toEqual({
    container: 'WAVE',
    seconds: 1,
    title: 'Rehearsal, not a song',
  })
})

test('the tone is to be heard', () => {
  const samples = tone().subarray(-16_000)
  const loudest = Math.max(...Array.from({ length: 8_000 }, (_, at) => samples.readInt16LE(at * 2)))
  expect(loudest).toBe(8_000)
})
