// One way to green: however else the process ends, it is red.
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { completed, status, type Script } from '../../support/mock-api/index.ts'
import type { Finished } from '../../support/run-action.ts'
import { REPOSITORY } from '../../support/runner-setup.ts'
import { atPoll, openApi, runStep, type StepOptions } from '../../support/step.ts'

/** The task goes on for longer than any test. */
const GOES_ON: Script = [status('processing')]
const COMPLETES: Script = [status('pending'), status('processing'), completed({ n: 1 })]

/** JavaScript that runs once the wait is under way. */
const inTheWait = (javaScript: string): string => atPoll(2, `setTimeout(() => { ${javaScript} }, 0)`)

/** Timers that never fire: nothing is left to do once the first answer is there. */
const STANDSTILL = 'globalThis.setTimeout = () => ({ unref() {} });'

/** An API of which nothing is heard again. */
const MUTE = `
  const { EventEmitter } = process.getBuiltinModule('node:events')
  process.getBuiltinModule('node:http').request = () =>
    Object.assign(new EventEmitter(), { end() {}, destroy() {} });`

/** Runs a step with this JavaScript in its process. */
async function end(
  preload: string,
  { script = GOES_ON, ...options }: StepOptions & { script?: Script } = {},
): Promise<Finished> {
  const api = await openApi()
  api.task('t', script)
  return runStep(api, { timeout: '1h' }, { preload, ...options })
}

describe('an error in the process is reported, and the step is red', () => {
  test.concurrent.each<[string, string, RegExp]>([
    ['an exception', 'throw new RangeError("out of luck")', /RangeError: out of luck/],
    ['nothing that is thrown', 'throw undefined', /undefined/],
    ['an object whose words throw', 'throw { toString() { throw new Error("no") } }', /./],
  ])('%s', async (_what, javaScript, says) => {
    const seen = await end(inTheWait(javaScript))
    expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
    expect(seen.outputs).toMatchObject({ status: 'processing', reason: 'internal-error', result: 'null' })
    expect(seen.errors).toHaveLength(1)
    expect(seen.errors[0]?.message).toMatch(says)
    // No stack trace, but in debug logging.
    expect(seen.stdout).not.toMatch(/^\s+at /m)
    expect(seen.summary).not.toBe('')
  })

  test.concurrent.each([
    ['an event loop with nothing left to do', STANDSTILL, 'processing'],
    ['a request of which nothing is heard again', STANDSTILL + MUTE, ''],
  ])('%s', async (_what, preload, lastStatus) => {
    const seen = await end(preload)
    expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
    expect(seen.outputs).toMatchObject({ status: lastStatus, reason: 'internal-error' })
    expect(seen.errors).toHaveLength(1)
  })
})

test.concurrent('the exit code is 1 while the wait goes on', async () => {
  const { stdout } = await end(
    inTheWait('process.stdout.write(`code ${process.exitCode}\\n`); process.abort()'),
  )
  expect(stdout).toMatch(/^code 1$/m)
})

describe('a process that is ended from outside makes the step red', () => {
  async function expectRed(...step: Parameters<typeof end>): Promise<void> {
    const { exitCode, outputs } = await end(...step)
    expect(exitCode).not.toBe(0)
    expect(outputs['reason']).not.toBe('completed')
  }

  test.concurrent.each([
    'process.exit()',
    'process.exit(0)',
    'process.exit(256)', // Of which the system keeps eight bits.
    'process.exitCode = 0; throw new Error("x")',
    'process.abort()',
    'process.kill(process.pid, "SIGKILL")',
    'const stack = () => stack() + 1; stack()',
  ])('%s', async (javaScript) => {
    await expectRed(inTheWait(javaScript))
  })

  test.concurrent('process.exit(0) before the first poll', async () => {
    await expectRed('process.nextTick(() => setImmediate(() => process.exit(0)))')
  })

  test.concurrent('process.exit(0) while the outputs are being written', async () => {
    const exits = `
      const fs = process.getBuiltinModule('node:fs')
      const { writeFileSync } = fs
      fs.writeFileSync = (path, text, ...more) => {
        if (/^status<<.*\\r?\\ncompleted\\r?\\n/.test(text)) process.exit(0)
        return writeFileSync(path, text, ...more)
      }`
    await expectRed(exits, { script: COMPLETES })
  })

  test.concurrent('memory that runs out', async () => {
    const fill = 'const all = []; for (;;) all.push(new Array(1e5).fill({}).map((_, i) => ({ i })))'
    await expectRed(inTheWait(fill), { nodeArguments: ['--max-old-space-size=32'] })
  })

  test.concurrent('an action that is cut in half', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cut-'))
    cpSync(join(REPOSITORY, 'dist'), join(folder, 'dist'), { recursive: true })
    const entry = join(folder, 'dist/index.js')
    truncateSync(entry, Math.floor(readFileSync(entry).length / 2))
    await expectRed('', { entry, script: COMPLETES })
    rmSync(folder, { recursive: true })
  })
})

test.concurrent('the control: with something in its process, but left alone, the step is green', async () => {
  const seen = await end(inTheWait(''), { script: COMPLETES })
  expect(seen).toMatchObject({ exitCode: 0, stderr: '', outputs: { reason: 'completed' }, errors: [] })
})

// Node's own `process.noDeprecation` cannot be set then; and nothing here is deprecated.
test.concurrent.each(['--no-deprecation', '--throw-deprecation'])(
  'whatever the environment says about deprecations, the step goes its way: %s',
  async (option) => {
    const seen = await end('', { script: COMPLETES, env: { NODE_OPTIONS: option } })
    expect(seen).toMatchObject({ exitCode: 0, stderr: '', outputs: { reason: 'completed' } })
  },
)
