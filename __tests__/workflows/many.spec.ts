/**
 * Many tasks: an album in one step (examples/album.yml), and a list split into a matrix of chunks whose last job is the gate
 * (examples/matrix-of-chunks.yml).
 */
import { completed, failed, songResult, status } from '../../tools/stand-ins/api/index.ts'
import { openWorld, type World } from './support/world.ts'

const ids = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `song-${index + 1}`)

/** Every task ends as completed, except `bad`, which fails. */
function settle({ api }: World, taskIds: readonly string[], bad?: string): void {
  for (const [seed, id] of taskIds.entries()) {
    const url = api.storage.put(`${id}.mp3`, { sizeBytes: 20_000, seed })
    api.task(id, [status('processing'), id === bad ? failed() : completed(songResult(url))])
  }
}

test.concurrent(
  'an album with one failed song is red, and the good songs are saved and uploaded',
  async () => {
    const world = await openWorld()
    const { api, run } = world
    settle(world, ids(5), 'song-2')
    // One song is not audio: its bytes stay on the runner.
    api.task('song-5', [completed(songResult(api.storage.put('song-5.mp3', Buffer.from('An error'))))])
    const { step, printed, ...ran } = await run('album.yml', { 'task-ids': JSON.stringify(ids(5)) })
    const files = ['song-1.mp3', 'song-3.mp3', 'song-4.mp3']
    expect(ran).toMatchObject({
      red: true,
      reasons: ['task-failed'],
      artifacts: ['SHA256SUMS', ...files].map((name) => `album/${name}`),
    })
    expect(step('wait', 'album')?.outputs['files']?.split('\n')).toEqual(
      files.map((name): unknown => expect.stringMatching(`/${name}$`)),
    )
    expect(printed('wait', 'List the songs').split('\n')).toEqual([
      '1. completed, 1 file(s)',
      '2. task-failed, 0 file(s)',
      '3. completed, 1 file(s)',
      '4. completed, 1 file(s)',
      '5. audio-invalid, 0 file(s)',
    ])
  },
)

const MATRIX = 'matrix-of-chunks.yml'
/** IDs with white space, empty ones and repeats: three tasks. */
const UNTIDY = [' song-1', 'song-2\t', '', ' ', 'song-1', '\u00a0song-3\n']

test.concurrent.each([
  ['green if every song is completed', UNTIDY, '2', 2, ['3 "completed"']],
  ['green if all fit into one chunk', ids(3), null, 1, ['3 "completed"']],
  ['red if one song of one leg failed', ['bad', ...ids(3)], '2', 2, ['3 "completed"', '1 "failed"']],
  ['red if a leg got no record', [...ids(2), 'unknown'], '2', 2, ['2 "completed"', '1 "no record"']],
])('the gate of a matrix of chunks is %s', async (_what, taskIds, size, legs, said) => {
  const world = await openWorld()
  settle(world, [...ids(3), 'bad'], 'bad')
  const inputs = { 'task-ids': JSON.stringify(taskIds), ...(size === null ? {} : { 'chunk-size': size }) }
  const ran = await world.run(MATRIX, inputs)
  const isGreen = said.length === 1
  expect(ran).toMatchObject({ red: !isGreen, jobs: { gate: isGreen ? 'success' : 'failure' } })
  expect(ran.reasons).toHaveLength(legs)
  const printed = ran.printed('gate', 'Green only if every song is completed').split('\n')
  expect(printed.slice(0, said.length)).toEqual(said)
})

test.concurrent.each([
  ['an empty list', '[]', '4'],
  ['a number in the list', '["song-1", 5]', '4'],
  ['chunks of no task', '["song-1"]', '0'],
  ['more tasks in a chunk than a step takes', '["song-1"]', '101'],
  ['more chunks than a matrix takes', JSON.stringify(ids(257)), '1'],
])('a matrix of chunks is red for %s, and no leg runs', async (_what, taskIds, size) => {
  const { api, run } = await openWorld()
  const ran = await run(MATRIX, { 'task-ids': taskIds, 'chunk-size': size })
  expect(ran).toMatchObject({ red: true, reasons: [], jobs: { plan: 'failure' } })
  // GitHub runs the gate, which is red; act ends earlier, at the matrix that it cannot evaluate.
  expect(ran.jobs['gate']).not.toBe('success')
  expect(api.requests).toEqual([])
})
