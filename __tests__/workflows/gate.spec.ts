/**
 * The gate: a job that needs the wait runs only if the wait was green. In examples/wait-gate.yml, call-reusable-wait.yml (with
 * reusable-wait.yml), attach-to-release.yml and check-once.yml. (readme.spec.ts runs the workflow that the README offers to copy.)
 */
import { completed, failed, songResult, status, type Reply } from '../../tools/stand-ins/api/index.ts'
import { wayTo, type RedReason } from './support/reasons.ts'
import { openWorld, TASK_ID, type World } from './support/world.ts'

test.concurrent.each<[RedReason, string, string]>([
  ['wait-timeout', 'release', 'wait-gate.yml'],
  ['task-failed', 'release', 'call-reusable-wait.yml'],
  ['audio-invalid', 'attach', 'attach-to-release.yml'],
])('after a wait that ends with %s, the job %s of %s does not run', async (reason, job, workflow) => {
  const world = await openWorld()
  expect(await world.run(workflow, wayTo(reason, world))).toMatchObject({
    red: true,
    reasons: [reason],
    jobs: { [job]: 'skipped' },
    artifacts: [],
    calls: [],
  })
})

test.concurrent.each(['wait-gate.yml', 'call-reusable-wait.yml'])(
  'in %s, a completed task lets the release run, with the status and the audio URL',
  async (workflow) => {
    const { api, run } = await openWorld()
    const audioUrl = 'https://cdn.example.com/audio.mp3?signature=s3cret'
    api.task(TASK_ID, [status('pending'), completed(songResult(audioUrl))])
    const ran = await run(workflow)
    expect(ran).toMatchObject({ red: false, jobs: { release: 'success' } })
    expect(ran.step('wait', 'song')?.outputs['audioUrl']).toBe(audioUrl)
    expect(ran.printed('release', 'Release the song')).toBe(
      'Releasing a song that is completed: https://cdn.example.com/audio.mp3',
    )
  },
)

const CHECK = 'check-once.yml'

test.concurrent.each<[string, (world: World) => Reply, string, string, string]>([
  ['a completed task is released', ({ song }) => song(), 'completed', 'success', 'success'],
  [
    'an unfinished task is green but not released',
    () => status('ready'),
    'wait-timeout',
    'success',
    'skipped',
  ],
  ['a failed task is red and not released', () => failed(), 'task-failed', 'failure', 'skipped'],
])('when check-once looks, %s', async (_what, reply, reason, look, release) => {
  const world = await openWorld()
  world.api.task(TASK_ID, [reply(world)])
  const ran = await world.run(CHECK, {}, ['schedule', '--var', `MOUNTSEA_TASK_ID=${TASK_ID}`])
  const tag = `song-${TASK_ID}`
  const files = ['./SHA256SUMS', `./${TASK_ID}.mp3`]
  const create = ['release', 'create', tag, `--title=${tag}`, '--notes=', ...files]
  expect(ran).toMatchObject({
    red: look === 'failure',
    reasons: [reason],
    jobs: { look, release },
    calls: [['release', 'view', tag], ...(release === 'success' ? [create] : [])].map((args) => ({ args })),
  })
})

test.concurrent('without a task, check-once asks nothing', async () => {
  const { api, run } = await openWorld()
  expect(await run(CHECK, {}, ['schedule'])).toMatchObject({ jobs: { look: 'skipped', release: 'skipped' } })
  expect(api.requests).toEqual([])
})
