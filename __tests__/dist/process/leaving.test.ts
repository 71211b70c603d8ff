// A process that is gone when its end is told, whatever hangs in it, and that hears a signal whatever it reads.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import {
  completed,
  failed,
  silenceAfterAccept,
  status,
  text,
  type Reply,
} from '../../support/mock-api/index.ts'
import type { Finished, Run } from '../../support/run-action.ts'
import { openApi, startStep, type Inputs } from '../../support/step.ts'
import { describeUnless, isWindows, NO_SIGNALS, testUnless } from '../../support/system.ts'

/** The contract says a second. What hangs here would hold the process for half a minute, or for ever. */
const GONE_WITHIN_MS = 8_000
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const folder = mkdtempSync(join(tmpdir(), 'leaving-'))
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }))

/** From when its end is told, by this line or by the signal, until the process is gone. */
async function expectGone(run: Run, told: RegExp | 'SIGTERM', end: object): Promise<Finished> {
  if (told === 'SIGTERM') run.kill(told)
  else await run.waitForLog(told)
  const toldMs = performance.now()
  const seen = await run.finished
  expect(performance.now() - toldMs).toBeLessThan(GONE_WITHIN_MS)
  expect(seen).toMatchObject({ signal: null, stderr: '', ...end })
  return seen
}

const INTERRUPTED = { exitCode: 1, outputs: { reason: 'interrupted' } }

/** Three name servers that take questions and never answer, in a network of the step's own. */
const SERVERS = ['127.0.0.1', '127.0.0.2', '127.0.0.3']
const resolvConf = join(folder, 'resolv.conf')
writeFileSync(resolvConf, SERVERS.map((address) => `nameserver ${address}\n`).join(''))
const NAMESPACE = `mount --bind ${resolvConf} /etc/resolv.conf && ip link set lo up`
const isAllowed = spawnSync('unshare', ['-r', '-n', '-m', 'sh', '-c', NAMESPACE]).status === 0

describeUnless(
  isAllowed ? '' : 'this system allows no namespaces of network and mounts',
  'while a name lookup hangs, the process is gone at',
  () => {
    const DEAF = `
      const dgram = process.getBuiltinModule('node:dgram')
      for (const address of ${JSON.stringify(SERVERS)}) {
        const server = dgram.createSocket('udp4').bind(53, address)
        server.on('message', () => console.log('a name server is asked')).unref()
      }`
    const start = async (inputs: Inputs, preload = DEAF): Promise<Run> => {
      const endpoint = 'https://api.mountsea.test/producer/tasks'
      const run = startStep(
        await openApi(),
        { endpoint, ...inputs },
        { namespace: NAMESPACE, preload, hurry: 'always' },
      )
      await run.waitForLog(/a name server is asked/)
      return run
    }

    test.concurrent('SIGTERM', async () => {
      await expectGone(await start({}), 'SIGTERM', INTERRUPTED)
    })

    test.concurrent('`timeout`', async () => {
      await expectGone(await start({ timeout: '5s' }), /::error/, {
        exitCode: 1,
        outputs: { reason: 'unreachable' },
      })
    })

    test.concurrent('completion, green: a name in /etc/hosts is found all the same', async () => {
      const inPlace = `${DEAF}
        const { lookup } = process.getBuiltinModule('node:dns')
        setTimeout(() => lookup('hangs.mountsea.test', () => {}), 1_000)
        const answer = '{"taskId":"t","status":"completed","result":{"url":"https://a.test/b.mp3"}}'
        const reply = (_, response) => setTimeout(() => response.end(answer), 3_000)
        process.getBuiltinModule('node:http').createServer(reply).listen(8080).unref()`
      const run = await start({ endpoint: 'http://localhost:8080/' }, inPlace)
      await expectGone(run, /t: completed/, { exitCode: 0, outputs: { reason: 'completed' } })
    })
  },
)

describe('while a disk does not answer, the process is gone at', () => {
  // Opening a pipe waits for somebody at its other end; on Windows it opens, and reading waits.
  const pipe = isWindows ? `\\\\.\\pipe\\${basename(folder)}` : join(folder, 'pipe')
  const preload = isWindows
    ? `
      const fs = process.getBuiltinModule('node:fs')
      const server = process.getBuiltinModule('node:net').createServer(() => {}).unref()
      const path = ${JSON.stringify(pipe)} + process.pid
      server.listen(path, () => fs.open(path, 'r', (_, file) => fs.read(file, Buffer.alloc(1), () => {})))`
    : `process.getBuiltinModule('node:fs').open(${JSON.stringify(pipe)}, () => {})`
  if (!isWindows) beforeAll(() => void execFileSync('mkfifo', [pipe]))

  const rows: readonly [string, string, Reply, RegExp | 'SIGTERM', object][] = [
    [
      isWindows ? 'Windows has no quick end with exit code 0' : '',
      'completion, green',
      completed({ url: 'https://a.test/b.mp3' }),
      /t: completed/,
      { exitCode: 0 },
    ],
    ['', 'failure, red', failed(), /::error/, { exitCode: 1, outputs: { reason: 'task-failed' } }],
    [NO_SIGNALS, 'SIGTERM', status('processing'), 'SIGTERM', INTERRUPTED],
  ]
  for (const [not, what, last, told, end] of rows) {
    testUnless(not, what, async () => {
      const api = await openApi()
      api.task('t', [status('pending'), last])
      const run = startStep(api, { 'poll-interval': '1s' }, { preload })
      await run.waitForLog(/t: pending/)
      await expectGone(run, told, end)
    })
  }
})

describeUnless(NO_SIGNALS, 'a machine that sleeps past the deadline', () => {
  test.concurrent.each([
    ['between two polls', status('processing')],
    ['during a poll', silenceAfterAccept()],
  ])('%s: the last poll leaves on waking, and a completed task is green', async (_when, first) => {
    const api = await openApi()
    api.task('t', [first, completed({ url: 'https://cdn.example.com/a.mp3' })])
    const run = startStep(api, { timeout: '20s', 'poll-interval': '1h' }, { hurry: 'always' })
    await api.untilRequests(1)
    await pause(200)
    run.kill('SIGSTOP')
    // Forty seconds for the step, whose time passes ten times faster.
    await pause(4_000)
    run.kill('SIGCONT')
    expect(await run.finished).toMatchObject({ exitCode: 0, outputs: { reason: 'completed' } })
    expect(api.polls('t')).toHaveLength(2)
  })
})

describeUnless(NO_SIGNALS, 'a large answer does not deafen the step', () => {
  const MIB = 1024 * 1024
  const list = (item: string, bytes: number): string =>
    `[${new Array(Math.floor(bytes / (item.length + 1))).fill(item).join(',')}]`
  const cpuMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000

  // Measured: 11 and 2 times; with a function called for each value 70 and 9 times. The benchmark `answers` has the rest.
  test.concurrent.each([
    ['8 MiB of numbers', list('0', 8 * MIB), 40],
    ['8 MiB of objects', list('{}', 8 * MIB), 5],
  ])('%s: a signal is answered, and it all costs little more than JSON.parse', async (_what, json, times) => {
    const api = await openApi()
    api.task('t', [status('pending'), text(200, `{"taskId":"t","status":"processing","result":${json}}`)])
    const preload = `process.on('exit', () => console.log('cpu ' + JSON.stringify(process.cpuUsage())))`
    const run = startStep(api, {}, { preload })
    await api.untilRequests(2)
    await pause(100)
    run.kill('SIGTERM')
    const seen = await run.finished
    expect(seen).toMatchObject({ signal: null, ...INTERRUPTED })
    const before = process.cpuUsage()
    JSON.parse(json)
    const leastMs = cpuMs(process.cpuUsage(before))
    const [, user, system] = /^cpu \{"user":(\d+),"system":(\d+)\}$/m.exec(seen.stdout) ?? []
    expect(cpuMs({ user: Number(user), system: Number(system) })).toBeLessThan(leastMs * times + 500)
  })
})
