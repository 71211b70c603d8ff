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

/** HTTP status, with the fields of a JSON body or else its type. Every answer says that it is a rehearsal. */
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
const TIMES = {
  taskId: 't',
  createdAt: '2026-01-01T00:00:00.000Z',
  traceId: 'rehearsal-of-t',
  rehearsal: true,
}
const ENDED = { ...TIMES, finishedAt: '2026-01-01T00:00:25.000Z' }
const RESULT = { audioId: 't', audioUrl: AUDIO_URL, duration: 1, title: 't (rehearsal)', rehearsal: true }
const REHEARSED = { errorMessage: 'This failure is rehearsed', errorCode: null }
const said = (message: string): object => ({ message, rehearsal: true })

test.each<[seconds: number, line: string, answer: readonly [number | 'cut', (object | string)?]]>([
  [0, SONG, [200, { status: 'pending', ...TIMES }]],
  [4.999, SONG, [200, { status: 'pending', ...TIMES }]],
  [5, SONG, [200, { status: 'processing', ...TIMES }]],
  [24.999, SONG, [200, { status: 'processing', ...TIMES }]],
  [25, SONG, [200, { status: 'completed', result: RESULT, ...ENDED }]],
  [
    25,
    'processing 25s, failed "No voice" 7',
    [200, { status: 'failed', errorMessage: 'No voice', errorCode: 7, ...ENDED }],
  ],
  [25, 'processing 25s, failed', [200, { status: 'failed', ...REHEARSED, ...ENDED }]],
  [25, 'processing 25s, cancelled', [200, { status: 'cancelled', ...ENDED }]],
  [25, 'processing 25s, timeout', [200, { status: 'timeout', ...ENDED }]],
  [1e6, 'never', [200, { status: 'processing', ...TIMES }]],
  [0, 'down', ['cut']],
  [0, 'html', [200, 'text/html']],
  [0, 'unauthorized', [401, said('Invalid API key')]],
  [0, 'rate-limited', [429, said('Too many requests')]],
])('a poll %d s after the first one of `%s` is answered with %j', (seconds, line, answer) => {
  expect(shown(pollAfter(seconds, line))).toEqual(answer)
})

test.each([
  ['rate-limited 10s, completed', 0.5, '10'],
  ['rate-limited 10s, completed', 9.5, '1'],
  ['rate-limited', 100, '30'],
])('`%s` says after %d s to come back in %s s', (line, seconds, retryAfter) => {
  expect(pollAfter(seconds, line)).toMatchObject({ headers: { 'Retry-After': retryAfter } })
})

const begin = tone().subarray(0, tone().length / 2)

test.each([
  ['completed', { httpStatus: 200, headers: { 'Content-Type': 'audio/wav' }, body: tone() }],
  ['bad-audio', { httpStatus: 200, body: 'This is a rehearsal, and this text is not audio.\n' }],
  ['cut-audio', { httpStatus: 200, body: begin }],
  ['slow-audio', { kind: 'stalled', headers: { 'Content-Length': String(tone().length) }, begin }],
  ['expired-url', { httpStatus: 403 }],
  ['failed', { httpStatus: 404 }],
])('the audio of a task that ends with `%s`', (word, answer) => {
  const headers = { Rehearsal: 'true' }
  expect(answerAudio(taskThat(word))).toMatchObject({ headers, ...answer })
})

test('the tone is a WAV file of one second that can be heard, and its title says that it is a rehearsal', async () => {
  const wav = new Input({ formats: [WAVE], source: new BufferSource(tone()) })
  const told = [await wav.computeDuration(), (await wav.getMetadataTags()).title]
  expect(told).toEqual([1, 'Rehearsal, not a song'])
  const samples = tone().subarray(-16_000)
  expect(Math.max(...Array.from({ length: 8_000 }, (_, at) => samples.readInt16LE(at * 2)))).toBe(8_000)
})
