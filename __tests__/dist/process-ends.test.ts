// One way to green: however else the process ends, it is red.
import { end, COMPLETES, type Ending } from '../support/ending.ts'
import { preload } from '../support/faults/fault.ts'

/** Runs `code` once the wait is under way: when the second poll leaves. */
const inTheWait = (code: string): string => `
  import http from 'node:http'
  const { request } = http
  let requests = 0
  http.request = (...args) => {
    if (++requests === 2) setTimeout(() => { ${code} }, 0)
    return request(...args)
  }`

/** Timers that never fire: nothing is left to do once the first answer is there. */
const STANDSTILL = 'globalThis.setTimeout = () => ({ unref() {} });'

/** Runs `code` when the first poll leaves. */
const atThePoll = (code: string): string => `
  import http from 'node:http'
  const { request } = http
  http.request = (...args) => { ${code}; return request(...args) }`

describe('a fault in the process is told, and the step is red', () => {
  test.concurrent.each<[string, string, RegExp]>([
    ['an error that nobody catches', 'throw new RangeError("out of luck")', /RangeError: out of luck/],
    ['a rejection that nobody handles', 'Promise.reject(new Error("out of luck"))', /Error: out of luck/],
    [
      'an error of several lines',
      'throw new Error("::error::a\\n::set-output name=status::completed")',
      /a\\n::set-output/,
    ],
    ['a text that is thrown', 'throw "a text"', /a text/],
    ['nothing that is thrown', 'throw undefined', /undefined/],
    ['null that is rejected', 'Promise.reject(null)', /null/],
    ['an object that has no words', 'throw Object.create(null)', /./],
    ['an object whose words throw', 'throw { toString() { throw new Error("no") } }', /./],
  ])('%s', async (_name, code, says) => {
    const seen = await end({ preload: inTheWait(code) })
    expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
    expect(seen.outputs).toMatchObject({ status: 'processing', reason: 'internal-error', result: 'null' })
    expect(seen.errors).toHaveLength(1)
    expect(seen.errors[0]?.title).toMatch(/internal error/)
    expect(seen.errors[0]?.message).toMatch(says)
    // No stack trace, but in debug logging.
    expect(seen.stdout).not.toMatch(/^\s+at /m)
    expect(seen.summary).not.toBe('')
  })

  test.concurrent('a rejection, where Node was told to ignore them', async () => {
    const seen = await end({
      preload: inTheWait('Promise.reject(new Error("out of luck"))'),
      nodeArguments: ['--unhandled-rejections=none'],
    })
    expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'internal-error' } })
    expect(seen.errors[0]?.message).toMatch(/out of luck/)
  })

  test.concurrent('an event loop with nothing left to do', async () => {
    const seen = await end({ preload: STANDSTILL })
    expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
    expect(seen.outputs).toMatchObject({ status: 'processing', reason: 'internal-error' })
    expect(seen.errors[0]?.message).toMatch(/nothing is left to wait for/)
  })

  test.concurrent('a request of which nothing is heard again', async () => {
    const mute = `
      import http from 'node:http'
      import { EventEmitter } from 'node:events'
      ${STANDSTILL}
      http.request = () => Object.assign(new EventEmitter(), { end() {}, destroy() {} })`
    const seen = await end({ preload: mute })
    expect(seen).toMatchObject({ exitCode: 1, outputs: { status: '', reason: 'internal-error' } })
  })

  test.concurrent('an abort that has no effect', async () => {
    const deaf = `
      import http from 'node:http'
      import { EventEmitter } from 'node:events'
      ${STANDSTILL}
      AbortController.prototype.abort = () => {}
      http.request = () => Object.assign(new EventEmitter(), { end() {}, destroy() {} })`
    const { exitCode, outputs } = await end({ preload: deaf })
    expect([1, 13]).toContain(exitCode)
    expect(outputs).toMatchObject({ reason: 'interrupted' })
  })
})

test.concurrent('a stop that has no effect: the process is ended all the same, after 5 s', async () => {
  const deaf = inTheWait('AbortController.prototype.abort = () => {}; throw new Error("x")')
  const { exitCode, outputs } = await end({ preload: deaf, nodeArguments: [preload('hurry')] })
  expect(exitCode).toBe(1)
  expect(outputs).toMatchObject({ reason: 'interrupted', status: 'processing' })
})

test.concurrent('the exit code is 1 while the wait goes on', async () => {
  const seen = await end({
    preload: inTheWait('process.stdout.write(`code ${process.exitCode}\\n`); process.abort()'),
  })
  expect(seen.stdout).toMatch(/^code 1$/m)
})

describe('an end that somebody else makes is red', () => {
  const red = async (ending: Ending): Promise<void> => {
    const { exitCode, signal, outputs } = await end(ending)
    expect({ exitCode, signal }).not.toMatchObject({ exitCode: 0 })
    expect(outputs['reason']).not.toBe('completed')
  }

  test.concurrent.each([
    ['process.exit() in a dependency', 'process.exit()'],
    ['process.exit(0) in a dependency', 'process.exit(0)'],
    ['process.exit("0") in a dependency', 'process.exit("0")'],
    ['process.exit(256) in a dependency, of which the system keeps eight bits', 'process.exit(256)'],
    [
      'process.exit(0) in a dependency that also clears the exit code',
      'process.exitCode = undefined; process.exit()',
    ],
    ['an exit code of 0 and an error', 'process.exitCode = 0; throw new Error("x")'],
    [
      'an exit in answer to an error',
      'process.prependListener("uncaughtException", () => process.exit(0)); throw new Error("x")',
    ],
    [
      'no listener for errors any more',
      'process.removeAllListeners("uncaughtException"); throw new Error("x")',
    ],
    [
      'no listener for rejections any more',
      'process.removeAllListeners("unhandledRejection"); Promise.reject(new Error("x"))',
    ],
    ['no listener for the exit any more', 'process.removeAllListeners("exit"); process.exit()'],
    ['process.abort()', 'process.abort()'],
    ['SIGKILL', 'process.kill(process.pid, "SIGKILL")'],
    ['SIGHUP', 'process.kill(process.pid, "SIGHUP")'],
    ['SIGQUIT', 'process.kill(process.pid, "SIGQUIT")'],
    ['SIGSEGV', 'process.kill(process.pid, "SIGSEGV")'],
    ['SIGALRM', 'process.kill(process.pid, "SIGALRM")'],
  ])('%s', async (_name, code) => {
    await red({ preload: inTheWait(code) })
  })

  test.concurrent.each([
    ['an exit code of 0', 'process.exitCode = 0'],
    [
      'an exit code of 0 and nobody who notices',
      'process.exitCode = 0; process.removeAllListeners("beforeExit")',
    ],
    ['somebody who exits then', 'process.prependListener("beforeExit", () => process.exit())'],
    ['somebody who exits with 0 then', 'process.prependListener("beforeExit", () => process.exit(0))'],
  ])('an event loop with nothing left to do, and %s', async (_name, code) => {
    await red({ preload: `${atThePoll(code)}\n${STANDSTILL}` })
  })

  test.concurrent('process.exit(0) before the first poll', async () => {
    await red({ preload: 'process.nextTick(() => setImmediate(() => process.exit(0)))' })
  })

  test.concurrent('process.exit(0) while the outputs are being written', async () => {
    const exits = `
      import fs from 'node:fs'
      const { appendFileSync } = fs
      fs.appendFileSync = (path, text, ...more) => {
        if (/^status<<.*\\ncompleted\\n/.test(text)) process.exit(0)
        return appendFileSync(path, text, ...more)
      }`
    await red({ preload: exits, script: COMPLETES })
  })

  test.concurrent(
    'memory that runs out',
    async () => {
      const fill = 'const all = []; for (;;) all.push(new Array(1e5).fill({}).map((_, i) => ({ i })))'
      await red({ preload: inTheWait(fill), nodeArguments: ['--max-old-space-size=32'] })
    },
    120_000,
  )

  test.concurrent('a call stack that runs out', async () => {
    await red({ preload: inTheWait('const f = () => f() + 1; f()') })
  })
})

test.concurrent(
  'the control: with such a preload, but left alone, the task completes and the step is green',
  async () => {
    const seen = await end({ preload: inTheWait(''), script: COMPLETES })
    expect(seen).toMatchObject({ exitCode: 0, stderr: '', outputs: { reason: 'completed' }, errors: [] })
  },
)
