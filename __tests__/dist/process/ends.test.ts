// One way to green: however else the process ends, it is red.
import { cpSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { completed, status, type Script } from '../../../tools/stand-ins/api/index.ts'
import type { Finished } from '../../../tools/stand-ins/runner/run-action.ts'
import { REPOSITORY } from '../../../tools/stand-ins/runner/setup.ts'
import { atPoll, makeFolder, openApi, runStep, type StepOptions } from '../../support/step.ts'

/** The task goes on for longer than any test. */
const GOES_ON: Script = [status('processing')]
const COMPLETES: Script = [status('pending'), status('processing'), completed({ n: 1 })]

/** JavaScript that runs once the wait is under way. */
const inTheWait = (javaScript: string): string => atPoll(2, `setTimeout(() => { ${javaScript} }, 0)`)

/** Timers that never fire: nothing is left to do once the first answer is there. */
const STANDSTILL = 'globalThis.setTimeout = () => ({ unref() {} });'

/** Requests never settle. */
const MUTE = `
  const { EventEmitter } = process.getBuiltinModule('node:events')
  process.getBuiltinModule('node:http').request = () =>
    Object.assign(new EventEmitter(), { end() {}, destroy() {} });`

/** Runs a step with this JavaScript in its process. */
async function end(preload: string, script = GOES_ON, options: StepOptions = {}): Promise<Finished> {
  const api = await openApi()
  api.task('t', script)
  return runStep(api, { timeout: '1h' }, { preload, ...options })
}

test.concurrent.each<[string, string, string, RegExp]>([
  ['an exception', inTheWait('throw new RangeError("out of luck")'), 'processing', /RangeError: out of luck/],
  ['a thrown `undefined`', inTheWait('throw undefined'), 'processing', /undefined/],
  ['an event loop with nothing left to do', STANDSTILL, 'processing', /./],
  ['a request that never settles', STANDSTILL + MUTE, '', /./],
])('an error in the process is reported, and the step is red: %s', async (_what, preload, word, says) => {
  const seen = await end(preload)
  expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
  expect(seen.outputs).toMatchObject({ status: word, reason: 'internal-error', result: 'null' })
  expect(seen.errors).toHaveLength(1)
  expect(seen.errors[0]?.message).toMatch(says)
  // No stack trace, but in debug logging.
  expect(seen.stdout).not.toMatch(/^\s+at /m)
  expect(seen.summary).not.toBe('')
})

/** Exits while the outputs are being written. */
const HALF_WRITTEN = `
  const fs = process.getBuiltinModule('node:fs')
  const { writeFileSync } = fs
  fs.writeFileSync = (path, text, ...more) => {
    if (/^status<<.*\\r?\\ncompleted\\r?\\n/.test(text)) process.exit(0)
    return writeFileSync(path, text, ...more)
  }`
const FILL = 'const all = []; for (;;) all.push(new Array(1e5).fill({}).map((_, i) => ({ i })))'

/** An action that is cut in half. */
function half(): string {
  const folder = makeFolder('cut')
  cpSync(join(REPOSITORY, 'dist'), join(folder, 'dist'), { recursive: true })
  const entry = join(folder, 'dist/index.js')
  truncateSync(entry, Math.floor(readFileSync(entry).length / 2))
  return entry
}

test.concurrent.each<[string, string, Script?, StepOptions?]>([
  ['process.exit(0)', inTheWait('process.exit(0)')],
  ['process.exit(256), which the system cuts to 0', inTheWait('process.exit(256)')],
  ['an exception and exit code 0', inTheWait('process.exitCode = 0; throw new Error("x")')],
  ['process.abort()', inTheWait('process.abort()')],
  ['a stack that overflows', inTheWait('const stack = () => stack() + 1; stack()')],
  ['process.exit(0) before the first poll', 'process.nextTick(() => setImmediate(() => process.exit(0)))'],
  ['process.exit(0) while the outputs are being written', HALF_WRITTEN, COMPLETES],
  ['memory that runs out', inTheWait(FILL), GOES_ON, { nodeArguments: ['--max-old-space-size=32'] }],
  ['an action that is cut in half', '', COMPLETES, { entry: half() }],
])('a process that is ended from outside makes the step red: %s', async (_how, ...step) => {
  const { exitCode, outputs } = await end(...step)
  expect(exitCode).not.toBe(0)
  expect(outputs['reason']).not.toBe('completed')
})

// Node's own `process.noDeprecation` cannot be set under the options; and nothing here is deprecated.
test.concurrent.each<[string, string, StepOptions]>([
  ['something in its process', inTheWait(''), {}],
  ['--no-deprecation', '', { env: { NODE_OPTIONS: '--no-deprecation' } }],
  ['--throw-deprecation', '', { env: { NODE_OPTIONS: '--throw-deprecation' } }],
])('the control: with %s, but left alone, the step is green', async (_what, preload, options) => {
  const seen = await end(preload, COMPLETES, options)
  expect(seen).toMatchObject({ exitCode: 0, stderr: '', outputs: { reason: 'completed' }, errors: [] })
})
