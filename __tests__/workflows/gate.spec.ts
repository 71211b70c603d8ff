/**
 * A gate in a real workflow run: the job `release` needs the job `wait` (examples/wait-gate.yml).
 */
import { completed, failed, songResult, status } from '../support/mock-api/index.ts'
import { RED_REASONS, wayTo } from './support/reasons.ts'
import { API_KEY, inWorld, TASK_ID } from './support/world.ts'

const SONG = completed(songResult('https://cdn.example.com/audio.mp3?signature=s3cret'))

test.concurrent('a completed task lets the release run, with the status and the audio URL', () =>
  inWorld(async ({ api, run }) => {
    api.task(TASK_ID, [status('pending'), SONG])
    const { red, result, step } = await run('wait-gate.yml', { inputs: { 'task-id': TASK_ID } })
    expect({ red, wait: result('wait'), release: result('release') }).toEqual({
      red: false,
      wait: 'success',
      release: 'success',
    })
    expect(step('wait', 'song')?.outputs['audioUrl']).toBe(
      'https://cdn.example.com/audio.mp3?signature=s3cret',
    )
    expect(step('release', 'Release the song')?.printed).toContain(
      'Releasing a song that is completed: https://cdn.example.com/audio.mp3',
    )
  }),
)

/** Those that need `download-dir`, which this workflow does not use. */
const OF_DOWNLOADS = ['audio-missing', 'audio-invalid', 'download-failed']

test.concurrent.each(RED_REASONS.filter((reason) => !OF_DOWNLOADS.includes(reason)))(
  'a wait that ends with %s keeps the release from running',
  (reason) =>
    inWorld(async (world) => {
      const { red, result, step } = await world.run('wait-gate.yml', await wayTo(reason)(world))
      expect({
        reason: step('wait', 'song')?.outputs['reason'],
        red,
        wait: result('wait'),
        release: result('release'),
      }).toEqual({ reason, red: true, wait: 'failure', release: 'skipped' })
    }),
)

test.concurrent('the key reaches the API and neither the log nor an output', () =>
  inWorld(async ({ api, run }) => {
    api.task(TASK_ID, [failed({ errorMessage: `the key ${API_KEY} was seen` })])
    const { step, log } = await run('wait-gate.yml', {
      inputs: { 'task-id': TASK_ID },
      args: ['--insecure-secrets'],
    })
    expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${API_KEY}`)
    expect(step('wait', 'song')?.outputs['errorMessage']).toMatch(/^the key .* was seen$/)
    // act writes down the command that asks for the mask; nothing else may have the key.
    expect(
      log.split('\n').filter((line) => line.includes(API_KEY) && !line.includes('"command":"add-mask"')),
    ).toEqual([])
  }),
)
