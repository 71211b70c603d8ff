// What the rehearsal answers at which time.
import { BufferSource, Input, WAVE } from 'mediabunny'
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

function pollAfter(seconds: number, line: string): Answer {
  const firstAt = new Date('2026-01-01T00:00:00Z')
  return answerPoll(taskThat(line), { firstAt, sinceFirstMs: seconds * 1000, audioUrl: AUDIO_URL })
}

/** HTTP status, type, and the fields of what is JSON. Every answer says that it is a rehearsal. */
function shown(answer: Answer): readonly unknown[] {
  if (answer.kind !== 'answer') return [answer.kind]
  const { httpStatus, headers, body } = answer
  expect(headers['Rehearsal']).toBe('true')
  const type = headers['Content-Type']
  if (type !== 'application/json') return [httpStatus, type]
  const fields: unknown = JSON.parse(body.toString())
  expect(fields).toMatchObject({ rehearsal: true })
  return [httpStatus, fields]
}

const SONG = 'pending 5s, processing 20s, completed'
const TIMES = { createdAt: '2026-01-01T00:00:00.000Z', traceId: 'rehearsal-of-t', rehearsal: true }
const ENDED = { ...TIMES, finishedAt: '2026-01-01T00:00:25.000Z' }
const RESULT = { audioId: 't', audioUrl: AUDIO_URL, duration: 1, title: 't (rehearsal)', rehearsal: true }

test.each<[seconds: number, line: string, fields: object]>([
  [0, SONG, { status: 'pending', ...TIMES }],
  [4.999, SONG, { status: 'pending', ...TIMES }],
  [5, SONG, { status: 'processing', ...TIMES }],
  [24.999, SONG, { status: 'processing', ...TIMES }],
  [25, SONG, { status: 'completed', result: RESULT, ...ENDED }],
  [
    25,
    'processing 25s, failed "No voice" 7',
    { status: 'failed', errorMessage: 'No voice', errorCode: 7, ...ENDED },
  ],
  [
    25,
    'processing 25s, failed',
    { status: 'failed', errorMessage: 'This failure is rehearsed', errorCode: null, ...ENDED },
  ],
  [25, 'processing 25s, cancelled', { status: 'cancelled', ...ENDED }],
  [25, 'processing 25s, timeout', { status: 'timeout', ...ENDED }],
  [1e6, 'never', { status: 'processing', ...TIMES }],
])('a poll %d s after the first one of `%s` is answered with a record: %j', (seconds, line, fields) => {
  expect(shown(pollAfter(seconds, line))).toEqual([200, { taskId: 't', ...fields }])
})

test.each([
  ['down', ['cut']],
  ['html', [200, 'text/html']],
  ['unauthorized', [401, { message: 'Invalid API key', rehearsal: true }]],
  ['rate-limited', [429, { message: 'Too many requests', rehearsal: true }]],
])('`%s` is answered without a record: %j', (word, answer) => {
  expect(shown(pollAfter(0, word))).toEqual(answer)
})

test.each([
  ['rate-limited 10s, completed', 0.5, '10'],
  ['rate-limited 10s, completed', 9.5, '1'],
  ['rate-limited', 100, '30'],
])('`%s` says after %d s to come back in %s s', (line, seconds, retryAfter) => {
  expect(pollAfter(seconds, line)).toMatchObject({ headers: { 'Retry-After': retryAfter } })
})

test.each([
  ['completed', [200, 'audio/wav']],
  ['bad-audio', [200, 'audio/wav']],
  ['cut-audio', [200, 'audio/wav']],
  ['expired-url', [403, 'application/xml']],
  ['failed', [404, { message: 'There is no such file', rehearsal: true }]],
])('the audio of a task that ends with `%s` is %j', (word, answer) => {
  expect(shown(answerAudio(taskThat(word)))).toEqual(answer)
})

test('`cut-audio` is half of the tone, and `slow-audio` announces all of it and sends as much', () => {
  const begin = tone().subarray(0, tone().length / 2)
  expect(answerAudio(taskThat('cut-audio'))).toMatchObject({ kind: 'answer', body: begin })
  const headers = { 'Content-Length': String(tone().length), Rehearsal: 'true' }
  expect(answerAudio(taskThat('slow-audio'))).toMatchObject({ kind: 'stalled', headers, begin })
})

test('the tone is a WAV file of one second that is to be heard, and its title says what it is', async () => {
  const wav = new Input({ formats: [WAVE], source: new BufferSource(tone()) })
  expect([await wav.computeDuration(), (await wav.getMetadataTags()).title]).toEqual([
    1,
    'Rehearsal, not a song',
  ])
  const samples = tone().subarray(-16_000)
  expect(Math.max(...Array.from({ length: 8_000 }, (_, at) => samples.readInt16LE(at * 2)))).toBe(8_000)
})
