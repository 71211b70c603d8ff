// Texts from strangers in every place that the API, a storage host or a workflow can put them: what the step writes is read by
// the runner's own rules.
import { HOSTILE_PIECES } from '../fuzz/hostile-text.ts'
import { complaints } from '../support/inspect.ts'
import { completed, failed, http } from '../../tools/stand-ins/api/answers.ts'
import { redirect, status, text as plain } from '../../tools/stand-ins/api/answers.ts'
import type { Step } from '../../tools/stand-ins/api/faults.ts'
import type { Api } from '../../tools/stand-ins/api/index.ts'
import type { Finished } from '../../tools/stand-ins/runner/run-action.ts'
import { atPoll, KEY, openApi, recordsOf, runStep, type Inputs, type StepOptions } from '../support/step.ts'

const SONG = { sizeBytes: 5_000, seed: 1 }
/** Every hostile piece, in nine texts (GitHub shows nine tasks in full), each piece once at a text's start or after another. */
const TEXTS = Array.from({ length: 9 }, (_, index) =>
  HOSTILE_PIECES.filter((_piece, at) => at % 9 === index).join(index % 2 === 0 ? '' : ' x '),
)
/** The text as an environment variable may have it. */
const inEnvironment = (text: string): string => text.replaceAll('\0', '')
/** As a header may have it (RFC 9110, 5.5): visible Latin-1 and spaces. */
const inHeader = (text: string): string => text.replace(/[^\x20-\x7e\xa0-\xff]/g, '~').trim()

/** Runs a step with debug logging, to check those lines too. Expects no complaints. */
async function expectHarmless(api: Api, inputs: Inputs, options: StepOptions = {}): Promise<Finished> {
  const seen = await runStep(api, inputs, { env: { RUNNER_DEBUG: '1' }, skipsPauses: true, ...options })
  expect(complaints(seen, KEY)).toEqual([])
  return seen
}

interface Place {
  readonly reason: string
  /** What the task answers whose place among the nine is `index`. */
  readonly steps: (text: string, other: string, api: Api, index: number) => readonly Step[]
  readonly inputs?: Inputs
  readonly check?: (seen: Finished) => void
}

const AUDIO: Inputs = { 'download-dir': 'audio' }

const PLACES: Readonly<Record<string, Place>> = {
  'a task that fails': {
    reason: 'task-failed',
    steps: (text, other) => [
      status(`x${text}`, { errorMessage: other }),
      failed({ errorMessage: text, errorCode: other, traceId: text, createdAt: other, [text]: other }),
    ],
    check: ({ outputs }) => {
      expect(outputs['errorMessage']).toBe(TEXTS[0]?.toWellFormed())
      expect(outputs['errorCode']).toBe(TEXTS[1]?.toWellFormed())
    },
  },
  'a song with a title like that, whose result is the one that was sent,': {
    reason: 'completed',
    steps: (text, _other, { storage }) => {
      const audioUrl = storage.put('song.mp3', SONG)
      return [completed({ title: text, format: text, [text]: { [text]: text }, audioUrl })]
    },
    inputs: AUDIO,
    check: (seen) => {
      const results = TEXTS.map((text): unknown =>
        expect.objectContaining({ title: text, [text]: { [text]: text } }),
      )
      expect(JSON.parse(seen.outputs['result'] ?? '')).toEqual(results)
      expect(recordsOf(seen)).toMatchObject(results.map((result) => ({ result })))
    },
  },
  'a rejection': { reason: 'rejected', steps: (text) => [http(422, { body: text })] },
  'something that is no JSON': { reason: 'bad-answer', steps: (text) => [plain(200, `{${text}`)] },
  'a redirect': { reason: 'rejected', steps: (text) => [redirect(`https://h.test/${inHeader(text)}`)] },
  'a status that is never known': {
    reason: 'wait-timeout',
    steps: (text) => [status(`x${text}`)],
    inputs: { timeout: '12s' },
  },
  'a storage host that refuses or leads elsewhere': {
    reason: 'download-failed',
    steps: (text, other, api, index) => {
      const serving =
        index % 2
          ? http(403, { headers: { 'Content-Type': inHeader(text) } })
          : redirect(`ftp://evil.example/${inHeader(other)}`)
      const url = api.storage.put(`${index}.mp3`, Buffer.from('x'), serving)
      return [completed({ url, format: other })]
    },
    inputs: AUDIO,
    check: ({ outputs }) => expect(outputs['files']).toBe(''),
  },
}

test.concurrent.each(Object.entries(PLACES))(
  '%s is shown as text, which starts no command and no second output',
  async (_what, { reason, steps, inputs, check }) => {
    const api = await openApi()
    TEXTS.forEach((text, index) =>
      api.task(`t${index}`, steps(text, TEXTS[(index + 1) % 9] ?? '', api, index)),
    )
    const ids = TEXTS.map((_, index) => `t${index}`).join('\n')
    const seen = await expectHarmless(api, { 'task-id': ids, ...inputs })
    expect(seen).toMatchObject({ exitCode: reason === 'completed' ? 0 : 1, outputs: { reason } })
    expect(seen.errors).toHaveLength(reason === 'completed' ? 0 : 9)
    check?.(seen)
  },
)

test.concurrent('hostile inputs are errors, which quote them as text', async () => {
  const api = await openApi()
  const text = inEnvironment(TEXTS.join('').slice(0, 300))
  const { exitCode, outputs, errors } = await expectHarmless(api, {
    'task-id': text,
    endpoint: `${text}//`,
    timeout: `${text}!`,
    'poll-interval': `${text}!`,
    'max-poll-interval': `${text}!`,
    'download-dir': `${text}\u0007`,
  })
  expect({ exitCode, reason: outputs['reason'] }).toEqual({ exitCode: 1, reason: 'bad-input' })
  expect(errors).toHaveLength(6)
})

test.concurrent('hostile task IDs, if allowed, reach the API unchanged and are shown as text', async () => {
  const api = await openApi()
  const ids = TEXTS.map((text) => `a${text}b`.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ud800-\udfff,"'`\s]/gu, '-'))
  const { exitCode, outputs } = await expectHarmless(api, { 'task-id': ids.join('\n'), timeout: '1m' })
  expect({ exitCode, reason: outputs['reason'] }).toEqual({ exitCode: 1, reason: 'not-found' })
  expect(new Set(api.requests.map(({ taskId }) => taskId))).toEqual(new Set(ids))
})

const UNCAUGHT = `\n::add-mask::e\r##[error]x\u0085::set-output name=reason::completed\u2028 \u001b[31m ${KEY}`

test.concurrent.each([
  [
    'an exception whose name and stack are from outside too',
    'throw Object.assign(new Error(text), { name: text, stack: text })',
  ],
  ['an object that cannot be printed', 'throw Object.assign(Object.create(null), { text })'],
])(
  '%s that nothing caught ends the step as internal-error, and its text starts no command',
  async (_what, how) => {
    const api = await openApi()
    api.task('t', [status('processing')])
    const preload = atPoll(2, `const text = ${JSON.stringify(UNCAUGHT)}; setTimeout(() => { ${how} }, 0)`)
    const { exitCode, outputs, errors } = await expectHarmless(api, {}, { preload })
    expect(exitCode).toBe(1)
    expect(outputs).toMatchObject({ reason: 'internal-error', status: 'processing' })
    expect(errors).toHaveLength(1)
  },
)

test.concurrent(
  'ten megabytes of text leave outputs of a usable size, and all of it in the record file',
  async () => {
    const api = await openApi()
    const text = `\\${KEY}`.repeat(80_000)
    const fields = { errorMessage: text, errorCode: text, traceId: text, result: { title: text }, [text]: 1 }
    api.task('t', [status(`x${text}`), failed(fields)])
    const seen = await expectHarmless(api, {})
    expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'task-failed', status: 'failed' } })
    expect(seen.outputs['errorMessage']?.length).toBeLessThanOrEqual(2_000)
    expect(seen.stdout.length + seen.summary.length).toBeLessThan(200_000)
    expect(recordsOf(seen)).toHaveProperty('0.errorMessage', text.replaceAll(KEY, '***'))
  },
)
