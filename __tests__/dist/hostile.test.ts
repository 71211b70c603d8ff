// Texts from strangers in every place that the API, a storage host or a workflow can put them: what the built action writes is
// read by the runner's own rules.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parseJson, stringifyJson } from '../../src/text/json.ts'
import { hostileText } from '../fuzz/hostile-text.ts'
import { hostileSteps, inEnvironment, inHeader } from '../support/hostile/step.ts'
import {
  completed,
  failed,
  http,
  record,
  redirect,
  refusal,
  redirectTo,
  status,
  text as plain,
  type Step,
} from '../support/mock-api/index.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)

const step = hostileSteps()

/** Tries it with some texts of each run's own; the seed is in the test's name and in fast-check's message. */
function withTexts(numRuns: number, check: (text: string, more: string) => Promise<void>): Promise<void> {
  return fc.assert(fc.asyncProperty(hostileText, hostileText, check), {
    numRuns,
    seed,
    // These always; the others as chance has it.
    examples: [['::add-mask::e ##[add-mask]e', ' \u0085::error::x\n##[warning]y \u202e<img src=x>']],
    interruptAfterTimeLimit: 50_000,
  })
}

describe(`whatever it says (FUZZ_SEED=${seed})`, () => {
  test('a task that fails starts no command and no second output, and the outputs have its words', async () => {
    await withTexts(10, async (text, more) => {
      step().api.task('t', [
        status(text.trim() === '' ? 'queued' : text, { errorMessage: more }),
        failed({ errorMessage: text, errorCode: more, traceId: text, createdAt: more, [text]: more }),
      ])
      step().api.task('u', [failed({ errorMessage: more, errorCode: text, traceId: more, finishedAt: text })])
      await step().finish({ 'task-id': 't\nu' }, ({ exitCode, outputs }) => {
        expect(exitCode).toBe(1)
        expect(outputs).toMatchObject({ status: 'failed', reason: 'task-failed' })
        expect(outputs['errorMessage']).toBe(text.toWellFormed())
        expect(outputs['errorCode']).toBe(more.toWellFormed())
      })
    })
  })

  test('a song with a title like that is saved, under a plain name, and its result is the one that was sent', async () => {
    const song = step().api.storage.put('song.mp3', Buffer.from('la'))
    await withTexts(10, async (text, more) => {
      const result = { title: text, lyrics: more, format: text, [more]: { [text]: more }, audioUrl: song }
      step().api.task('t', [completed(result)])
      await step().finish({ 'download-dir': 'audio' }, ({ exitCode, outputs }) => {
        expect(exitCode).toBe(0)
        const sent = stringifyJson(parseJson(JSON.stringify(result)))
        // A lone surrogate is an escape in JSON, so nothing is lost.
        expect(outputs['result']).toBe(sent)
        const records = readFileSync(outputs['resultPath'] ?? '', 'utf8')
        expect(records).toContain(`"result":${sent}`)
      })
    })
  })

  test.each<[string, string, (text: string) => Step]>([
    ['an error page', 'unauthorized', (text) => plain(401, text)],
    ['a rejection', 'rejected', (text) => http(422, { body: text })],
    ['a missing task', 'not-found', (text) => http(404, { body: text })],
    ['something that is no JSON', 'bad-answer', (text) => plain(200, `{${text}`)],
    ['a redirect', 'rejected', (text) => redirect(`https://evil.example/${inHeader(text)}`)],
    ['a redirect to nowhere', 'rejected', (text) => redirect(inHeader(text))],
    ['another task', 'bad-answer', (text) => record({ taskId: `x${text}`, status: text })],
    ['a status that is never known', 'wait-timeout', (text) => status(`x${text}`)],
  ])('%s is shown as text', async (_name, reason, answer) => {
    await withTexts(4, async (text) => {
      step().api.task('t', [answer(text)])
      const inputs = { timeout: reason === 'wait-timeout' ? '250ms' : '1m', 'max-poll-interval': '100ms' }
      await step().finish(inputs, ({ exitCode, outputs, errors }) => {
        expect(exitCode).toBe(1)
        expect(outputs['reason']).toBe(reason)
        expect(errors).toHaveLength(1)
      })
    })
  })

  test('a storage host that refuses or leads elsewhere is shown as text', async () => {
    await withTexts(4, async (text, more) => {
      const refused = step().api.storage.put(
        'a.mp3',
        Buffer.from('x'),
        refusal(403, { 'Content-Type': inHeader(text) }),
      )
      const moved = step().api.storage.put(
        'b.mp3',
        Buffer.from('x'),
        redirectTo(`ftp://evil.example/${inHeader(more)}`),
      )
      step().api.task('a', [completed({ url: refused, format: text })])
      step().api.task('b', [completed({ url: moved, format: more })])
      await step().finish({ 'task-id': 'a\nb', 'download-dir': 'audio' }, ({ exitCode, outputs }) => {
        expect(exitCode).toBe(1)
        expect(outputs).toMatchObject({ reason: 'download-failed', files: '' })
      })
    })
  })

  test('inputs like that are errors that show them as text', async () => {
    await withTexts(10, async (text, more) => {
      const [one, other] = [inEnvironment(text), inEnvironment(more)]
      const inputs = {
        'task-id': `${one}\n${other}`,
        endpoint: `${one}//`,
        timeout: `${other}!`,
        'poll-interval': `${one}!`,
        'max-poll-interval': `${other}!`,
        'download-dir': `${one}\u0007`,
      }
      await step().finish(inputs, ({ exitCode, outputs, errors, summary }) => {
        expect({ exitCode, reason: outputs['reason'] }).toEqual({ exitCode: 1, reason: 'bad-input' })
        expect(errors.length).toBeGreaterThanOrEqual(4)
        expect(summary.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(errors.length)
      })
    })
  })

  test('task IDs that can be waited for are asked for as they are, and shown as text', async () => {
    await withTexts(6, async (text, more) => {
      const ids = [
        ...new Set(
          [`a${text}`, `${more}b`].map((id) => id.replace(/[\p{Cc}\ud800-\udfff,"'`]/gu, ' ').trim()),
        ),
      ]
      const before = step().api.requests.length
      await step().finish({ 'task-id': ids.join('\n'), timeout: '1m' }, ({ exitCode, outputs }) => {
        expect({ exitCode, reason: outputs['reason'] }).toEqual({ exitCode: 1, reason: 'not-found' })
        expect(
          new Set(
            step()
              .api.requests.slice(before)
              .map(({ taskId }) => taskId),
          ),
        ).toEqual(new Set(ids))
      })
    })
  })
})
