/**
 * A release that is rehearsed (examples/rehearse-release.yml): green with a song in an artifact, red with the release closed for
 * every red word, and nothing is ever published.
 */
import { readFileSync } from 'node:fs'
import { completed, songResult } from '../support/mock-api/index.ts'
import { inWorld, TASK_ID, type World } from './support/world.ts'
import type { WorkflowRun } from './support/log.ts'

const WORKFLOW = 'rehearse-release.yml'
const PUBLISH = 'Publish the release'

function rehearse(
  { run }: World,
  rehearsal: string,
  more: Readonly<Record<string, string>> = {},
): Promise<WorkflowRun> {
  return run(WORKFLOW, { inputs: { tag: 'v1.0', rehearsal, ...more } })
}

test.concurrent('a rehearsed song arrives in the release job, which publishes nothing', () =>
  inWorld(async (world) => {
    const { red, step } = await rehearse(world, 'song: pending 300ms, processing 300ms, completed')
    expect({
      red,
      reason: step('wait', 'song')?.outputs['reason'],
      says: step('wait', 'rehearsal')?.commands.map(({ title }) => title),
      audio: step('release', 'Check what is released')?.printed.match(/\S+\.wav/g),
      publish: step('release', PUBLISH),
      calls: world.ghCalls(),
      asked: world.api.requests,
    }).toEqual({
      red: false,
      reason: 'completed',
      says: ['This is a rehearsal'],
      audio: ['song.wav'],
      publish: undefined,
      calls: [],
      asked: [],
    })
  }),
)

/** Each red word, and the reason of the wait. What ends only with the wait's time gets little of it. */
const RED_WORDS: readonly (readonly [line: string, reason: string, timeout?: string])[] = [
  ['failed "The lyrics were rejected" 4201', 'task-failed'],
  ['cancelled', 'task-cancelled'],
  ['timeout', 'task-timeout'],
  ['unauthorized', 'unauthorized'],
  ['html', 'bad-answer'],
  ['bad-audio', 'audio-invalid'],
  ['expired-url', 'download-failed'],
  ['never', 'wait-timeout', '1s'],
  ['down', 'unreachable', '1s'],
  ['down 30s, completed', 'unreachable', '1s'],
  ['rate-limited', 'unreachable', '1s'],
  ['rate-limited 10s, completed', 'unreachable', '1s'],
]

test.concurrent.each(RED_WORDS)('`%s` keeps the release closed: %s', (line, reason, timeout = '5m') =>
  inWorld(async (world) => {
    const { red, result, step, log } = await rehearse(world, `song: ${line}`, { timeout })
    expect({
      reason: step('wait', 'song')?.outputs['reason'],
      red,
      wait: result('wait'),
      release: result('release'),
      calls: world.ghCalls(),
      // The red job has ended the stand-in too.
      ended: log.includes('The rehearsal is over.'),
    }).toEqual({ reason, red: true, wait: 'failure', release: 'skipped', calls: [], ended: true })
  }),
)

test.concurrent('one bad song among good ones keeps the release closed', () =>
  inWorld(async (world) => {
    const { red, result } = await rehearse(world, 'a: completed\nb: failed\nc: completed')
    expect({ red, release: result('release') }).toEqual({ red: true, release: 'skipped' })
  }),
)

test.concurrent('an API that is away for a moment does not keep the release closed', () =>
  inWorld(async (world) => {
    const { red, result } = await rehearse(world, 'song: down 1s, rate-limited 1s, completed')
    expect({ red, release: result('release') }).toEqual({ red: false, release: 'success' })
  }),
)

test.concurrent('a bad line keeps the release closed', () =>
  inWorld(async (world) => {
    const { red, result, step } = await rehearse(world, 'song: succeeded')
    expect({
      red,
      error: step('wait', 'rehearsal')?.commands.map(({ text }) => text.slice(0, 48)),
      release: result('release'),
    }).toEqual({
      red: true,
      error: ['Input `tasks`, line 1: `succeeded` is not known.'],
      release: 'skipped',
    })
  }),
)

test.concurrent('without a rehearsal the same workflow publishes the real song', () =>
  inWorld(async (world) => {
    const { api, run, ghCalls } = world
    const song = readFileSync(new URL('../support/media/song.mp3', import.meta.url))
    api.task(TASK_ID, [completed(songResult(api.storage.put('song.mp3', song)))])
    const { red, step } = await run(WORKFLOW, { inputs: { tag: 'v1.0', 'task-id': TASK_ID } })
    expect({ red, rehearsal: step('wait', 'rehearsal'), published: ghCalls()[0]?.args.slice(2) }).toEqual({
      red: false,
      rehearsal: undefined,
      published: ['v1.0', '--title=v1.0', '--notes=', 'audio/SHA256SUMS', `audio/${TASK_ID}.mp3`],
    })
  }),
)

const TWICE = `
on: workflow_dispatch
permissions: {}
jobs:
  wait:
    runs-on: ubuntu-latest
    steps:
      - id: one
        uses: OWNER/wait-for-mountsea-task/rehearsal@v1
        with:
          tasks: 'song: completed'
      - id: two
        uses: OWNER/wait-for-mountsea-task/rehearsal@v1
        with:
          tasks: 'song: cancelled'
      - id: second
        continue-on-error: true
        uses: OWNER/wait-for-mountsea-task@v1
        with:
          task-id: \${{ steps.two.outputs.task-ids }}
          api-key: \${{ steps.two.outputs.api-key }}
          endpoint: \${{ steps.two.outputs.endpoint }}
      - id: first
        uses: OWNER/wait-for-mountsea-task@v1
        with:
          task-id: \${{ steps.one.outputs.task-ids }}
          api-key: \${{ steps.one.outputs.api-key }}
          endpoint: \${{ steps.one.outputs.endpoint }}
`

test.concurrent('two rehearsals in one job answer each for its own tasks, and both end with the job', () =>
  inWorld(
    async ({ run }) => {
      const { red, step, log } = await run('twice.yml')
      expect({
        red,
        first: step('wait', 'first')?.outputs['reason'],
        second: step('wait', 'second')?.outputs['reason'],
        ended: log.match(/The rehearsal is over\./g)?.length,
      }).toEqual({ red: false, first: 'completed', second: 'task-cancelled', ended: 2 })
    },
    { workflows: { 'twice.yml': TWICE } },
  ),
)
