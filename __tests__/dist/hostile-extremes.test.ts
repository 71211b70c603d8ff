// Texts from strangers where nobody expects them: in an error that nothing caught, and ten megabytes of them at once.
import { readFileSync } from 'node:fs'
import { hostileSteps, KEY } from '../support/hostile/step.ts'
import { failed, status } from '../support/mock-api/index.ts'
import type { Run } from '../support/run-action.ts'

const step = hostileSteps()

describe('something uncaught', () => {
  const TEXT = `\n::add-mask::e\r##[error]x\u0085::set-output name=reason::completed\u2028 \u001b[31m ${KEY}`

  test.each([
    'an exception',
    'a rejection',
    'an exception whose name and stack are from outside too',
    'a rejection that is no error',
    'an object that cannot be told',
  ])('%s ends the step as internal-error, and its text starts no command', async (how) => {
    step().api.task('t', [status('processing')])
    const options = {
      env: { THROW_HOW: how, THROW_TEXT: TEXT },
      nodeArguments: ['--import', new URL('../support/hostile/throw.ts', import.meta.url).href],
      meanwhile: async (run: Run) => {
        await run.waitForLog(/: processing$/m)
        run.kill('SIGUSR2')
      },
    }
    const { exitCode, outputs, errors, stdout, summary } = await step().finish({}, () => undefined, options)
    expect(exitCode).toBe(1)
    expect(outputs).toMatchObject({ reason: 'internal-error', status: 'processing' })
    expect(errors).toHaveLength(1)
    expect(stdout.replace(`::add-mask::${KEY}`, '') + summary).not.toContain(KEY)
  })
})

describe('ten megabytes', () => {
  test.each([
    ['of letters', 'x'],
    ['of backslashes', '\\'],
    ['of commands', '\n::error::x'],
    ['of NUL', '\0'],
    ['of emoji', '👍'],
    ['of the key', KEY],
  ])(
    '%s in every field leave outputs of a usable size, and all of it in the record file',
    async (_name, unit) => {
      const text = unit.repeat(2_000_000 / (JSON.stringify(unit).length - 2))
      step().api.task('t', [
        status(`x${text}`),
        failed({ errorMessage: text, errorCode: text, traceId: text, result: { title: text }, [text]: 1 }),
      ])
      await step().finish({}, ({ exitCode, outputs, stdout, summary, warnings }) => {
        expect(exitCode).toBe(1)
        expect(outputs).toMatchObject({ reason: 'task-failed', status: 'failed' })
        expect(outputs['errorMessage']?.length).toBeLessThanOrEqual(2_000)
        expect(stdout.length).toBeLessThan(200_000)
        expect(summary.length).toBeLessThan(200_000)
        expect(warnings.map(({ title }) => title)).toContain('Unknown MountSea status')
        const records: unknown = JSON.parse(readFileSync(outputs['resultPath'] ?? '', 'utf8'))
        expect(records).toHaveProperty('0.errorMessage', unit === KEY ? text.replaceAll(KEY, '***') : text)
      })
    },
  )
})
