/**
 * Reactions to a failed wait without `continue-on-error` (examples/react-to-failure.yml): each runs for its own reason only,
 * and the job stays red.
 */
import { completed, failed, songResult } from '../support/mock-api/index.ts'
import { wayTo } from './support/reasons.ts'
import { inWorld, TASK_ID } from './support/world.ts'

const WORKFLOW = 'react-to-failure.yml'

test.concurrent.each(['wait-timeout', 'task-failed', 'unreachable'])(
  'for %s, the step for wait-timeout and the job for task-failed run only where that is the reason, and the run stays red',
  (reason) =>
    inWorld(async (world) => {
      const { red, result, step } = await world.run(WORKFLOW, await wayTo(reason)(world))
      expect({
        reason: step('wait', 'song')?.outputs['reason'],
        late: step('wait', 'Say that the song is late')?.result,
        report: result('report'),
        red,
      }).toEqual({
        reason,
        late: reason === 'wait-timeout' ? 'success' : undefined,
        report: reason === 'task-failed' ? 'success' : 'skipped',
        red: true,
      })
    }),
)

test.concurrent('a completed task sets off no reaction', () =>
  inWorld(async ({ api, run, ghCalls }) => {
    api.task(TASK_ID, [completed(songResult('https://cdn.example.com/audio.mp3'))])
    const { red, result, step } = await run(WORKFLOW, { inputs: { 'task-id': TASK_ID } })
    expect({ red, late: step('wait', 'Say that the song is late'), report: result('report') }).toEqual({
      red: false,
      late: undefined,
      report: 'skipped',
    })
    expect(ghCalls()).toEqual([])
  }),
)

test.concurrent('the issue about a failed task tells what MountSea said, as plain text', () =>
  inWorld(async ({ api, run, ghCalls }) => {
    // Markdown takes a lone CR for the end of a line: what follows it must be indented too.
    const errorMessage = 'no "quotes", $HOME, `id`, $(id)\n# heading @everyone <b>\r# and one after a CR'
    api.task(TASK_ID, [failed({ errorMessage, errorCode: 4201 })])
    await run(WORKFLOW, { inputs: { 'task-id': TASK_ID } })
    const [call, ...more] = ghCalls()
    expect(more).toEqual([])
    expect(call?.args.slice(0, 2)).toEqual(['issue', 'create'])
    const text = call?.files['issue.md']?.text ?? ''
    expect(text).toBe(
      [
        `    Task: ${TASK_ID}`,
        '    Code: 4201',
        '    Trace: trace-xyz789',
        '    ',
        '    no "quotes", $HOME, `id`, $(id)',
        '    # heading @everyone <b>',
        '    # and one after a CR',
        '',
      ].join('\n'),
    )
  }),
)

test.concurrent('a message with commands in it is printed, and none of them is executed', () =>
  inWorld(async ({ api, run }) => {
    const errorMessage = 'first line\n::set-output name=injected::yes\n::error::injected'
    api.task(TASK_ID, [failed({ errorMessage })])
    const { steps, step } = await run(WORKFLOW, { inputs: { 'task-id': TASK_ID } })
    const { printed = '', commands = [] } = step('report', 'Print the message') ?? {}
    expect(printed).toContain('first line')
    expect(commands.filter(({ name }) => name === 'error')).toEqual([])
    expect(steps.filter(({ outputs }) => 'injected' in outputs)).toEqual([])
  }),
)
