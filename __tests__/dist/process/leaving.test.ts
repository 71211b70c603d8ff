// The process is gone once its end is reported, even if something in it hangs. It hears signals while it reads large answers.
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { completed, failed, status, text } from '../../../tools/stand-ins/api/index.ts'
import type { Run } from '../../../tools/stand-ins/runner/run-action.ts'
import { makeFolder, openApi, startStep, type Inputs } from '../../support/step.ts'
import { describeUnless, isWindows, NO_SIGNALS, testUnless } from '../../support/system.ts'

const folder = makeFolder('leaving')

/** After this line or signal the process must end. If something held it, it would run until the test kills it. */
async function expectGone(run: Run, told: RegExp | 'SIGTERM', end: object): Promise<void> {
  if (told === 'SIGTERM') run.kill(told)
  else await run.waitForLog(told)
  expect(await run.finished).toMatchObject({ signal: null, stderr: '', ...end })
}

const INTERRUPTED = { exitCode: 1, outputs: { reason: 'interrupted' } }

/** Three name servers that take questions and never answer, in a network of the step's own. */
const SERVERS = ['127.0.0.1', '127.0.0.2', '127.0.0.3']
const resolvConf = join(folder, 'resolv.conf')
const PATIENT = 'options timeout:30 attempts:5\n'
writeFileSync(resolvConf, PATIENT + SERVERS.map((address) => `nameserver ${address}\n`).join(''))
const NAMESPACE = `mount --bind ${resolvConf} /etc/resolv.conf && ip link set lo up`
const isAllowed = spawnSync('unshare', ['-r', '-n', '-m', 'sh', '-c', NAMESPACE]).status === 0

describeUnless(
  isAllowed ? '' : 'this system allows no namespaces of network and mounts',
  'while a name lookup hangs, the process is gone at',
  () => {
    const DEAF = `
      let asked = () => console.log('a name server is asked')
      const dgram = process.getBuiltinModule('node:dgram')
      for (const address of ${JSON.stringify(SERVERS)}) {
        const socket = dgram.createSocket('udp4').on('message', () => asked())
        await new Promise((bound) => socket.bind(53, address, bound))
        socket.unref()
      }`
    const start = async (inputs: Inputs, preload = DEAF): Promise<Run> => {
      const endpoint = 'https://api.mountsea.test/producer/tasks'
      const run = startStep(await openApi(), { endpoint, ...inputs }, { namespace: NAMESPACE, preload })
      await run.waitForLog(/a name server is asked/)
      return run
    }

    test.concurrent('SIGTERM', async () => {
      await expectGone(await start({}), 'SIGTERM', INTERRUPTED)
    })

    // And ten seconds for the last poll.
    test.concurrent('`timeout`', async () => {
      const end = { exitCode: 1, outputs: { reason: 'unreachable' } }
      await expectGone(await start({ timeout: '500ms' }), /::error/, end)
    })

    test.concurrent('completion, green: a name in /etc/hosts is still found', async () => {
      const inPlace = `${DEAF}
        const { lookup } = process.getBuiltinModule('node:dns')
        const answer = '{"taskId":"t","status":"completed","result":{"url":"https://a.test/b.mp3"}}'
        const reply = (_, response) => {
          const tell = asked
          asked = () => (tell(), response.end(answer))
          lookup('hangs.mountsea.test', () => {})
        }
        process.getBuiltinModule('node:http').createServer(reply).listen(8080).unref()`
      const run = await start({ endpoint: 'http://localhost:8080/' }, inPlace)
      await expectGone(run, /t: completed/, { exitCode: 0, outputs: { reason: 'completed' } })
    })
  },
)

describe('while a disk does not answer, the process is gone at', () => {
  // Opening a pipe waits for a writer. On Windows it opens at once, and reading waits.
  const pipe = isWindows ? `\\\\.\\pipe\\${basename(folder)}` : join(folder, 'pipe')
  const preload = isWindows
    ? `
      const fs = process.getBuiltinModule('node:fs')
      const server = process.getBuiltinModule('node:net').createServer(() => {}).unref()
      const path = ${JSON.stringify(pipe)} + process.pid
      server.listen(path, () => fs.open(path, 'r', (_, file) => fs.read(file, Buffer.alloc(1), () => {})))`
    : `process.getBuiltinModule('node:fs').open(${JSON.stringify(pipe)}, () => {})`
  if (!isWindows) beforeAll(() => void execFileSync('mkfifo', [pipe]))

  const NO_QUICK_END = isWindows ? 'Windows has no quick end with exit code 0' : ''
  const DONE = completed({ url: 'https://a.test/b.mp3' })
  const FAILED = { exitCode: 1, outputs: { reason: 'task-failed' } }
  for (const [not, what, last, told, end] of [
    [NO_QUICK_END, 'completion, green', DONE, /t: completed/, { exitCode: 0 }],
    ['', 'failure, red', failed(), /::error/, FAILED],
    [NO_SIGNALS, 'SIGTERM', status('processing'), 'SIGTERM', INTERRUPTED],
  ] as const) {
    testUnless(not, what, async () => {
      const api = await openApi()
      api.task('t', [status('pending'), last])
      const run = startStep(api, { 'poll-interval': '1s' }, { preload })
      await run.waitForLog(/t: pending/)
      await expectGone(run, told, end)
    })
  }
})

describeUnless(NO_SIGNALS, 'a large answer does not deafen the step', () => {
  const list = (item: string): string => `[${new Array(4_000_000).fill(item).join(',')}]`

  // How long it takes is measured by the benchmark `answers`.
  test.concurrent.each([
    ['numbers', list('0')],
    ['objects', list('{}')],
  ])('four million %s: a signal is answered', async (_what, json) => {
    const api = await openApi()
    api.task('t', [status('pending'), text(200, `{"taskId":"t","status":"processing","result":${json}}`)])
    const run = startStep(api)
    await api.untilRequests(2)
    await expectGone(run, 'SIGTERM', INTERRUPTED)
  })
})
