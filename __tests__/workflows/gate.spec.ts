/**
 * A gate in a real workflow run: the job `release` needs the job `wait` (examples/wait-gate.yml).
 */
import { cancelled, completed, failed, songResult, status, vendorTimeout } from '../support/mock-api/index.ts'
import { API_KEY, inWorld, TASK_ID, type RunOptions } from './support/world.ts'
import type { Script } from '../support/mock-api/index.ts'

const SONG = completed(songResult('https://cdn.example.com/audio.mp3?signature=s3cret'))

test.concurrent('a completed task lets the release run, with the status and the audio URL', async () => {
  await inWorld(async ({ api, run }) => {
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
  })
})

interface Refusal {
  readonly what: string
  readonly script: Script
  readonly options?: RunOptions
  readonly status: string
  readonly reason: string
}

const short = { inputs: { 'task-id': TASK_ID, timeout: '1s' } }

const REFUSALS: readonly Refusal[] = [
  { what: 'a failed task', script: [failed()], status: 'failed', reason: 'task-failed' },
  { what: 'a cancelled task', script: [cancelled()], status: 'cancelled', reason: 'task-cancelled' },
  {
    what: 'a task that timed out at MountSea',
    script: [vendorTimeout()],
    status: 'timeout',
    reason: 'task-timeout',
  },
  {
    what: 'a wait that ran out of time',
    script: [status('processing')],
    options: short,
    status: 'processing',
    reason: 'wait-timeout',
  },
  {
    what: 'a wrong key',
    script: [SONG],
    options: { apiKey: 'not-the-key' },
    status: '',
    reason: 'unauthorized',
  },
  {
    what: 'a bad input',
    script: [SONG],
    options: { inputs: { 'task-id': TASK_ID, timeout: '30' } },
    status: '',
    reason: 'bad-input',
  },
]

test.concurrent.each(REFUSALS)('$what keeps the release from running', async (refusal) => {
  await inWorld(async ({ api, run }) => {
    api.task(TASK_ID, refusal.script)
    const { red, result, step } = await run('wait-gate.yml', {
      inputs: { 'task-id': TASK_ID },
      ...refusal.options,
    })
    expect({ red, wait: result('wait'), release: result('release') }).toEqual({
      red: true,
      wait: 'failure',
      release: 'skipped',
    })
    expect(step('wait', 'song')?.outputs).toMatchObject({ status: refusal.status, reason: refusal.reason })
  })
})

test.concurrent('the key reaches the API and neither the log nor an output', async () => {
  await inWorld(async ({ api, run }) => {
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
  })
})
