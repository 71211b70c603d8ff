/**
 * The gate: a job that needs the wait runs if the wait was green, and for no other end of it. In examples/wait-gate.yml,
 * call-reusable-wait.yml (with reusable-wait.yml), attach-to-release.yml, check-once.yml, and the workflow that the README
 * offers to copy. (A test of the READMEs holds the Chinese one to the same code; readme.spec.ts runs its other blocks.)
 */
import { completed, failed, songResult, status, stemsResult, type Reply } from '../support/api/index.ts'
import { readmeBlocks } from './support/readme.ts'
import { RED_REASONS, wayTo } from './support/reasons.ts'
import { openWorld, TASK_ID, type World } from './support/world.ts'

const AUDIO_URL = 'https://cdn.example.com/audio.mp3?signature=s3cret'
const SONG = completed(songResult(AUDIO_URL))
const NAMES = ['SHA256SUMS', `${TASK_ID}.mp3`]
const FILES = NAMES.map((name) => `audio/${name}`)

const [README = ''] = readmeBlocks().filter((block) => block.startsWith('name: '))
const openReadme = (): Promise<World> => openWorld({ workflows: { 'readme.yml': README } })

/** What only a workflow with `download-dir` can end with. */
const OF_DOWNLOADS = ['audio-missing', 'audio-invalid', 'download-failed']

test.concurrent.each([
  ...RED_REASONS.map((reason) =>
    OF_DOWNLOADS.includes(reason)
      ? [reason, 'attach', 'attach-to-release.yml']
      : [reason, 'release', 'wait-gate.yml'],
  ),
  ['task-cancelled', 'release', 'call-reusable-wait.yml'],
  ['task-failed', 'publish', 'readme.yml'],
])('a wait that ends with %s keeps the job %s of %s from running', async (reason, job, workflow) => {
  const world = await openReadme()
  expect(await world.run(workflow, wayTo(reason, world))).toMatchObject({
    red: true,
    reasons: [reason],
    jobs: { [job]: 'skipped' },
    artifacts: [],
    calls: [],
  })
})

test.concurrent('a completed task lets the release run, with the status and the audio URL', async () => {
  const { api, run } = await openWorld()
  api.task(TASK_ID, [status('pending'), SONG])
  const ran = await run('wait-gate.yml')
  expect(ran).toMatchObject({ red: false, jobs: { wait: 'success', release: 'success' } })
  expect(ran.step('wait', 'song')?.outputs['audioUrl']).toBe(AUDIO_URL)
  expect(ran.printed('release', 'Release the song')).toBe(
    'Releasing a song that is completed: https://cdn.example.com/audio.mp3',
  )
})

test.concurrent(
  'a reusable workflow hands blanks on, which mean the defaults, and its outputs reach the caller',
  async () => {
    const { api, run } = await openWorld()
    api.task(TASK_ID, [status('pending'), SONG])
    const ran = await run('call-reusable-wait.yml')
    const [first, second] = api.polls(TASK_ID)
    expect(ran).toMatchObject({ red: false, jobs: { release: 'success' } })
    expect(ran.printed('wait', 'song')).toMatch(/\b30m\b/)
    // The default poll-interval is 5 s, less up to 10 % at random.
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(4_400)
    expect(ran.printed('release', 'Release the song')).toContain('that is completed: https://cdn.example.com')
  },
)

test.concurrent('the workflow in the README saves a song and publishes those very bytes', async () => {
  const { api, run, song } = await openReadme()
  api.task(TASK_ID, [status('pending'), song()])
  const { steps, ...ran } = await run('readme.yml')
  expect(ran).toMatchObject({ red: false, artifacts: FILES })
  const published = steps.filter(({ job }) => job === 'publish').map(({ printed }) => printed)
  expect(published).toContain(`${TASK_ID}.mp3: OK\n`)
})

test.concurrent(
  'the workflow in the README keeps what is saved where one file is damaged, and publishes none',
  async () => {
    const { api, run } = await openReadme()
    const put = (name: string): string => api.storage.put(name, { sizeBytes: 20_000, seed: 1 })
    const bass = api.storage.put('bass.wav', Buffer.from('An error'))
    const stems = { vocals: put('vocals.wav'), drums: put('drums.wav'), bass, other: put('other.wav') }
    api.task(TASK_ID, [completed(stemsResult(stems))])
    const names = [
      'SHA256SUMS',
      ...['bass.wav.invalid', 'drums.wav', 'other.wav', 'vocals.wav'].map((name) => `${TASK_ID}-${name}`),
    ]
    expect(await run('readme.yml')).toMatchObject({
      red: true,
      reasons: ['audio-invalid'],
      jobs: { publish: 'skipped' },
      artifacts: names.map((name) => `audio/${name}`),
    })
  },
)

test.concurrent.each<[string, (world: World) => Reply, string, string, string]>([
  ['a completed task is released', ({ song }) => song(), 'completed', 'success', 'success'],
  [
    'a task that goes on is green and not released',
    () => status('ready'),
    'wait-timeout',
    'success',
    'skipped',
  ],
  ['a failed task is red and not released', () => failed(), 'task-failed', 'failure', 'skipped'],
])('at a look, %s', async (_what, reply, reason, look, release) => {
  const world = await openWorld()
  world.api.task(TASK_ID, [reply(world)])
  const ran = await world.run('check-once.yml', {}, ['schedule', '--var', `MOUNTSEA_TASK_ID=${TASK_ID}`])
  const tag = `song-${TASK_ID}`
  const create = ['release', 'create', tag, `--title=${tag}`, '--notes=', ...NAMES.map((name) => `./${name}`)]
  expect(ran).toMatchObject({
    red: look === 'failure',
    reasons: [reason],
    jobs: { look, release },
    calls: [['release', 'view', tag], ...(release === 'success' ? [create] : [])].map((args) => ({ args })),
  })
})

test.concurrent('without a task nobody looks', async () => {
  const { api, run } = await openWorld()
  const { jobs } = await run('check-once.yml', {}, ['schedule'])
  expect({ jobs, requests: api.requests }).toEqual({
    jobs: { look: 'skipped', release: 'skipped' },
    requests: [],
  })
})
