/**
 * Reactions to a failed wait: examples/react-to-failure.yml, in which each runs for its own reason only and the job stays red,
 * and examples/retry-on-wait-timeout.yml, which waits a second time and is red unless one of its two waits succeeded.
 */
import { failed, status } from '../../tools/stand-ins/api/index.ts'
import { wayTo, type RedReason } from './support/reasons.ts'
import { openWorld, TASK_ID } from './support/world.ts'

const REACTIONS = 'react-to-failure.yml'

test.concurrent.each<[RedReason | 'completed', string | undefined, string]>([
  ['wait-timeout', 'success', 'skipped'],
  ['task-failed', undefined, 'success'],
  ['unreachable', undefined, 'skipped'],
  ['completed', undefined, 'skipped'],
])('after %s, only the reaction to that reason runs', async (reason, late, report) => {
  const world = await openWorld()
  const isGood = reason === 'completed'
  if (isGood) world.api.task(TASK_ID, [world.song()])
  const { step, ...ran } = await world.run(REACTIONS, isGood ? {} : wayTo(reason, world))
  expect(ran).toMatchObject({
    red: !isGood,
    reasons: [reason],
    jobs: { wait: isGood ? 'success' : 'failure', report },
  })
  expect(step('wait', 'Say that the song is late')?.result).toBe(late)
})

test.concurrent(
  'the error message of a failed task becomes an issue as plain text, and nothing in it is executed',
  async () => {
    const { api, run } = await openWorld()
    // Markdown takes a lone CR for the end of a line: the text after it must be indented too.
    const errorMessage = [
      'no "quotes", $HOME, `id`, $(id)\n# heading @everyone <b>\r# and one after a CR',
      '::set-output name=injected::yes\n::error::injected',
    ].join('\n')
    api.task(TASK_ID, [failed({ errorMessage, errorCode: 4201 })])
    const { steps, step, calls } = await run(REACTIONS)
    const lines = [
      ...[`Task: ${TASK_ID}`, 'Code: 4201', 'Trace: trace-xyz789', ''],
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

test.concurrent.each([
  ['second', 'completed'],
  ['second', 'task-failed'],
  ['second', 'wait-timeout'],
  ['first', 'completed'],
  ['first', 'task-failed'],
])('only wait-timeout leads to a second wait: a %s wait that ends with %s decides', async (which, reason) => {
  const { api, run, song } = await openWorld()
  const [isGood, isLate] = [reason === 'completed', which === 'second']
  const end = isGood ? song() : reason === 'task-failed' ? failed() : status('processing')
  // Each wait has a connection of its own.
  let first: number | undefined
  api.task(TASK_ID, ({ request: { socket } }) => {
    first ??= socket.remotePort
    return isLate && socket.remotePort === first ? status('processing') : end
  })
  const { printed, step, ...ran } = await run(RETRY, { timeout: '1s' })
  expect(ran).toMatchObject({
    red: !isGood,
    reasons: isLate ? ['wait-timeout', reason] : [reason],
    jobs: { wait: isGood ? 'success' : 'failure', release: isGood ? 'success' : 'skipped' },
  })
  // `continue-on-error` hides the failure from the job, not from `outcome`.
  expect(step('wait', 'song')?.result).toBe(isGood && !isLate ? 'success' : 'failure')
  const released = isGood ? `Releasing ${api.storage.origin}/song.mp3` : ''
  expect(printed('release', 'Release the song')).toBe(released)
})
