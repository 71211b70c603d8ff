/**
 * Many tasks: an album in one step (examples/album.yml), and a list split into a matrix of chunks whose last job is the gate
 * (examples/matrix-of-chunks.yml).
 */
import { completed, failed, songResult, status, type MockApi } from '../support/mock-api/index.ts'
import { inWorld } from './support/world.ts'

const ids = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `song-${index + 1}`)

/** Gives every task an end: completed, but for the ones that failed. */
function settle(api: MockApi, taskIds: readonly string[], bad: readonly string[] = []): void {
  for (const [seed, id] of taskIds.entries()) {
    const url = api.storage.put(`${id}.mp3`, { sizeBytes: 20_000, seed })
    api.task(id, [status('processing'), bad.includes(id) ? failed() : completed(songResult(url))])
  }
}

test.concurrent('an album with one failed song is red, and the others are saved and handed on', () =>
  inWorld(async ({ api, run, artifact }) => {
    settle(api, ids(5), ['song-2'])
    // One song is no audio: its bytes stay on the runner and do not go out.
    api.task('song-5', [completed(songResult(api.storage.put('song-5.mp3', Buffer.from('An error'))))])
    const { red, step } = await run('album.yml', { inputs: { 'task-ids': JSON.stringify(ids(5)) } })
    expect({
      red,
      reason: step('wait', 'album')?.outputs['reason'],
      files: step('wait', 'album')
        ?.outputs['files']?.split('\n')
        .map((path) => path.replace(/.*\//, '')),
      listed: step('wait', 'List the songs')?.printed.trim().split(/\r?\n/),
      upload: step('wait', 'Keep what is there')?.result,
      artifact: artifact('album'),
    }).toEqual({
      red: true,
      reason: 'task-failed',
      files: ['song-1.mp3', 'song-3.mp3', 'song-4.mp3'],
      listed: [
        '1. completed, 1 file(s)',
        '2. task-failed, 0 file(s)',
        '3. completed, 1 file(s)',
        '4. completed, 1 file(s)',
        '5. audio-invalid, 0 file(s)',
      ],
      upload: 'success',
      artifact: ['SHA256SUMS', 'song-1.mp3', 'song-3.mp3', 'song-4.mp3'],
    })
  }),
)

const CHUNKS = { inputs: { 'task-ids': JSON.stringify(ids(11)), 'chunk-size': '4' } }
const GATE = 'Green only if every song is completed'

test.concurrent('the gate of a matrix of chunks is green when every song of every leg is completed', () =>
  inWorld(async ({ api, run }) => {
    settle(api, ids(11))
    const { red, result, step, steps } = await run('matrix-of-chunks.yml', CHUNKS)
    expect({
      red,
      legs: steps.filter(({ id }) => id === 'songs').length,
      gate: result('gate'),
      said: step('gate', GATE)?.printed.split(/\r?\n/)[0],
    }).toEqual({ red: false, legs: 3, gate: 'success', said: '11 "completed"' })
  }),
)

test.concurrent('the gate of a matrix of chunks is red when one song of one leg failed, and says so', () =>
  inWorld(async ({ api, run }) => {
    settle(api, ids(11), ['song-6'])
    const { red, result, step } = await run('matrix-of-chunks.yml', CHUNKS)
    expect({
      red,
      gate: result('gate'),
      said: step('gate', GATE)?.printed.trim().split(/\r?\n/).slice(0, 2),
    }).toEqual({ red: true, gate: 'failure', said: ['10 "completed"', '1 "failed"'] })
  }),
)

test.concurrent('the gate of a matrix of chunks is green when a single chunk holds them all', () =>
  inWorld(async ({ api, run }) => {
    settle(api, ids(3))
    const { red, result } = await run('matrix-of-chunks.yml', {
      inputs: { 'task-ids': JSON.stringify(ids(3)) },
    })
    expect({ red, gate: result('gate') }).toEqual({ red: false, gate: 'success' })
  }),
)

test.concurrent('the gate of a matrix of chunks is red when a leg never got a record', () =>
  inWorld(async ({ api, run }) => {
    // song-9 is unknown to the API.
    settle(api, ids(8))
    const inputs = { 'task-ids': JSON.stringify(ids(9)), 'chunk-size': '4' }
    const { red, result, step } = await run('matrix-of-chunks.yml', { inputs })
    expect({ red, gate: result('gate') }).toEqual({ red: true, gate: 'failure' })
    expect(step('gate', GATE)?.printed).toContain('1 "no record"')
  }),
)

test.concurrent('white space around IDs, empty IDs and repeats are dropped, as the action drops them', () =>
  inWorld(async ({ api, run }) => {
    settle(api, ids(3))
    const taskIds = [' song-1', 'song-2\t', '', ' ', 'song-1', '\u00a0song-3\n']
    const { red, result, step, steps } = await run('matrix-of-chunks.yml', {
      inputs: { 'task-ids': JSON.stringify(taskIds), 'chunk-size': '2' },
    })
    expect({
      red,
      legs: steps.filter(({ id }) => id === 'songs').length,
      gate: result('gate'),
      said: step('gate', GATE)?.printed.split(/\r?\n/)[0],
    }).toEqual({ red: false, legs: 2, gate: 'success', said: '3 "completed"' })
  }),
)

test.concurrent.each([
  ['an empty list', '[]', '4'],
  ['a list of blanks', '["", " "]', '4'],
  ['a list with a number in it', '["song-1", 5]', '4'],
  ['chunks of no task', '["song-1"]', '0'],
  ['chunks of half a task', '["song-1"]', '0.5'],
  ['chunks of a negative size', '["song-1"]', '-1'],
  ['chunks larger than a step takes', '["song-1"]', '101'],
  ['more chunks than a matrix takes', JSON.stringify(ids(257)), '1'],
])('a matrix of chunks is red for %s, and no leg runs', (_what, taskIds, size) =>
  inWorld(async ({ api, run }) => {
    const inputs = { 'task-ids': taskIds, 'chunk-size': size }
    const { red, result } = await run('matrix-of-chunks.yml', { inputs })
    expect({ red, plan: result('plan'), requests: api.requests.length }).toEqual({
      red: true,
      plan: 'failure',
      requests: 0,
    })
    // GitHub runs the gate, which is red; act ends the run before, at the matrix that cannot be evaluated.
    expect(result('gate')).not.toBe('success')
  }),
)
