/**
 * A reusable workflow that hands blanks on for what its caller left out (examples/reusable-wait.yml, call-reusable-wait.yml).
 */
import { cancelled, completed, songResult, status } from '../support/mock-api/index.ts'
import { inWorld, TASK_ID } from './support/world.ts'

const WORKFLOW = 'call-reusable-wait.yml'
const SONG = completed(songResult('https://cdn.example.com/audio.mp3?signature=s3cret'))

test.concurrent('a blank optional input means the default', () =>
  inWorld(async ({ api, run }) => {
    api.task(TASK_ID, [status('pending'), SONG])
    const { red, step } = await run(WORKFLOW, { inputs: { 'task-id': TASK_ID } })
    const [first, second, ...more] = api.polls(TASK_ID)
    expect({ red, more }).toEqual({ red: false, more: [] })
    expect(step('wait', 'song')?.printed).toMatch(/\b30m\b/)
    // The default poll-interval is 5 s, less up to 10 % at random.
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(4_400)
  }),
)

test.concurrent('the outputs of the reusable workflow reach the caller, and its release runs', () =>
  inWorld(async ({ api, run }) => {
    api.task(TASK_ID, [SONG])
    const { result, step } = await run(WORKFLOW, { inputs: { 'task-id': TASK_ID } })
    expect({ release: result('release'), said: step('release', 'Release the song')?.printed.trim() }).toEqual(
      {
        release: 'success',
        said: 'Releasing a song that is completed: https://cdn.example.com/audio.mp3',
      },
    )
  }),
)

test.concurrent('a cancelled task keeps the release of the caller from running', () =>
  inWorld(async ({ api, run }) => {
    api.task(TASK_ID, [cancelled()])
    const { red, result } = await run(WORKFLOW, { inputs: { 'task-id': TASK_ID } })
    expect({ red, release: result('release') }).toEqual({ red: true, release: 'skipped' })
  }),
)
