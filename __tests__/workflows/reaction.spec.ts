/**
 * Reactions to a failed wait: examples/react-to-failure.yml, in which each runs for its own reason only and the job stays red,
 * and examples/retry-on-wait-timeout.yml, which goes on and is red unless one of its two waits succeeded.
 */
import { failed, status } from '../support/api/index.ts'
import { wayTo } from './support/reasons.ts'
import { openWorld, TASK_ID } from './support/world.ts'

const REACTIONS = 'react-to-failure.yml'

test.concurrent.each([
  ['wait-timeout', 'success', 'skipped'],
  ['task-failed', undefined, 'success'],
  ['unreachable', undefined, 'skipped'],
])(
  'for %s, the step for wait-timeout and the job for task-failed run only where that is the reason',
  async (reason, late, report) => {
    const world = await openWorld()
    const { step, ...ran } = await world.run(REACTIONS, wayTo(reason, world))
    expect(ran).toMatchObject({ red: true, reasons: [reason], jobs: { wait: 'failure', report } })
    expect(step('wait', 'Say that the song is late')?.result).toBe(late)
  },
)

test.concurrent('a completed task sets off no reaction', async () => {
  const { api, run, song } = await openWorld()
  api.task(TASK_ID, [song()])
  const { step, ...ran } = await run(REACTIONS)
  expect(ran).toMatchObject({ red: false, jobs: { wait: 'success', report: 'skipped' }, calls: [] })
  expect(step('wait', 'Say that the song is late')).toBeUndefined()
})

test.concurrent(
  'what MountSea said of a failed task is printed and made an issue as plain text, and none of it is executed',
  async () => {
    const { api, run } = await openWorld()
    // Markdown takes a lone CR for the end of a line: what follows it must be indented too.
    const errorMessage = [
      'no "quotes", $HOME, `id`, $(id)\n# heading @everyone <b>\r# and one after a CR',
      '::set-output name=injected::yes\n::error::injected',
    ].join('\n')
    api.task(TASK_ID, [failed({ errorMessage, errorCode: 4201 })])
    const { steps, step, calls } = await run(REACTIONS)
    const lines = [
      `Task: ${TASK_ID}`,
      'Code: 4201',
      'Trace: trace-xyz789',
      '',
      ...errorMessage.split(/[\n\r]/),
    ]
    const issue = { text: lines.map((line) => `    ${line}\n`).join('') }
    expect(calls).toMatchObject([
      { args: ['issue', 'create', expect.anything(), '--body-file=issue.md'], files: { 'issue.md': issue } },
    ])
    const print = step('report', 'Print the message')
    expect(print?.printed).toContain('no "quotes", $HOME, `id`, $(id)')
    expect(print?.commands.filter((command) => command.startsWith('error'))).toEqual([])
    expect(steps.filter(({ outputs }) => 'injected' in outputs)).toEqual([])
  },
)

const RETRY = 'retry-on-wait-timeout.yml'

test.concurrent.each(['wait-timeout', 'task-failed', 'unreachable', 'download-failed', 'interrupted'])(
  'a first wait that ends with %s leaves the job red, and only wait-timeout is worth a second one',
  async (reason) => {
    const world = await openWorld()
    const { step, ...ran } = await world.run(RETRY, wayTo(reason, world))
    const reasons = reason === 'wait-timeout' ? [reason, reason] : [reason]
    expect(ran).toMatchObject({ red: true, reasons, jobs: { wait: 'failure', release: 'skipped' } })
    // `continue-on-error` hides the failure from the job, not from `outcome`.
    expect(step('wait', 'song')?.result).toBe('failure')
  },
)

test.concurrent('a first wait that succeeds is the only one', async () => {
  const { api, run, song } = await openWorld()
  api.task(TASK_ID, [song()])
  expect(await run(RETRY)).toMatchObject({
    red: false,
    reasons: ['completed'],
    jobs: { release: 'success' },
  })
})

test.concurrent.each(['completed', 'task-failed'])(
  'a second wait that ends with %s decides, and what it brought is released',
  async (reason) => {
    const { api, run, song } = await openWorld()
    const isGood = reason === 'completed'
    const end = isGood ? song() : failed()
    // Each wait has a connection of its own.
    let first: number | undefined
    api.task(TASK_ID, ({ request: { socket } }) => {
      first ??= socket.remotePort
      return socket.remotePort === first ? status('processing') : end
    })
    const { printed, ...ran } = await run(RETRY, { timeout: '1s' })
    expect(ran).toMatchObject({
      red: !isGood,
      reasons: ['wait-timeout', reason],
      jobs: { wait: isGood ? 'success' : 'failure', release: isGood ? 'success' : 'skipped' },
    })
    expect(printed('release', 'Release the song')).toBe(
      isGood ? `Releasing ${api.storage.origin}/song.mp3` : '',
    )
  },
)
