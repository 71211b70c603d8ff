/**
 * Each YAML block of the README runs as it stands there: steps and jobs in the smallest workflow that they can be pasted into. (A
 * test of the READMEs holds the Chinese one to the same code.) And each example is run by one of these tests.
 */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PROJECT } from '../../tools/packages.ts'
import { completed, songResult, status } from '../../tools/stand-ins/api/index.ts'
import { wayTo } from './support/reasons.ts'
import { openWorld, TASK_ID, type World } from './support/world.ts'

const read = (pattern: string): [name: string, source: string][] =>
  globSync(join(PROJECT, pattern)).map((path) => [basename(path), readFileSync(path, 'utf8')])
const [[, readme] = ['', '']] = read('README.md')
const blocks = [...readme.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block = '']) => block)
const startingWith = (start: string): string[] => blocks.filter((block) => block.startsWith(start))
const [WORKFLOW = ''] = startingWith('name: ')
const [CALL = ''] = startingWith('jobs:')
const [REHEARSAL = ''] = startingWith('- ').filter((block) => block.includes('/rehearsal@'))
const STEPS = startingWith('- ').filter((block) => block !== REHEARSAL)

const ON = `name: Pasted
on: { workflow_dispatch: { inputs: { task-id: { type: string } } } }
permissions: {}
`
const JOB = `${ON}jobs:
  song:
    name: Song
    runs-on: ubuntu-latest
    outputs: { rehearsal: '\${{ steps.song.outputs.rehearsal }}' }
    steps:
`
const PUBLISH = `
  publish:
    needs: song
    if: always() && needs.song.outputs.rehearsal == 'false'
    runs-on: ubuntu-latest
    steps: [{ run: gh publish }]
`
/** Says what the reusable workflow returned. */
const READ = `
  read:
    needs: song
    runs-on: ubuntu-latest
    steps:
      - env:
          FILES: \${{ needs.song.outputs.files }}
          RESULT: \${{ fromJSON(needs.song.outputs.result).audioId }}
          ARTIFACT: \${{ needs.song.outputs.artifact-id != '' }}
          REASON: \${{ needs.song.outputs.reason }}
        run: gh "$FILES" "$RESULT" "$ARTIFACT" "$REASON"
`
const withSteps = (steps: string): string => JOB + steps.replace(/^(?=.)/gm, '      ')

const openWith = (source: string, isRehearsal = false): Promise<World> =>
  openWorld({ workflows: { 'pasted.yml': source }, isRehearsal })

const examples = read('examples/*.yml')
const specs = read('__tests__/workflows/*.spec.ts').join('\n')

test.each(examples)('a test runs examples/%s, or an example that uses it', (name) => {
  const callers = examples.filter(([, source]) => source.includes(`/${name}`)).map(([caller]) => caller)
  expect([name, ...callers].filter((way) => specs.includes(`'${way}'`))).not.toEqual([])
})

test('every block is the workflow, the call, the rehearsal or one of two lists of steps', () => {
  expect(blocks).toHaveLength(5)
  expect(new Set([WORKFLOW, CALL, REHEARSAL, ...STEPS])).toEqual(new Set(blocks))
})

test.concurrent('the workflow saves a song and publishes those very bytes', async () => {
  const { api, run, song } = await openWith(WORKFLOW)
  api.task(TASK_ID, [status('pending'), song()])
  const { steps, ...ran } = await run('pasted.yml')
  expect(ran).toMatchObject({ red: false, artifacts: ['audio/SHA256SUMS', `audio/${TASK_ID}.mp3`] })
  const published = steps.filter(({ job }) => job === 'publish').map(({ printed }) => printed)
  expect(published).toContain(`${TASK_ID}.mp3: OK\n`)
})

test.concurrent('the workflow keeps the saved files if one is damaged, and publishes none', async () => {
  const { api, run } = await openWith(WORKFLOW)
  const videoUrl = api.storage.put('video.mp4', Buffer.from('An error'))
  const audioUrl = api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 })
  api.task(TASK_ID, [completed(songResult(audioUrl, { videoUrl }))])
  const names = ['SHA256SUMS', `${TASK_ID}-video.mp4.invalid`, `${TASK_ID}.mp3`]
  expect(await run('pasted.yml')).toMatchObject({
    red: true,
    reasons: ['audio-invalid'],
    jobs: { publish: 'skipped' },
    artifacts: names.map((name) => `audio/${name}`),
  })
})

test.concurrent.each(STEPS.map((steps) => [steps.split('\n')[0], steps]))(
  'the steps that begin with `%s` wait for the song',
  async (_first, steps = '') => {
    const { api, run, song } = await openWith(withSteps(steps))
    api.task(TASK_ID, [status('pending'), song()])
    expect(await run('pasted.yml')).toMatchObject({ red: false, reasons: ['completed'] })
  },
)

test.concurrent('the rehearsal brings one good song and two bad ones, and publishes nothing', async () => {
  const { run } = await openWith(`${withSteps(REHEARSAL)}${PUBLISH}`, true)
  const { step, ...ran } = await run('pasted.yml')
  expect(ran).toMatchObject({ red: true, reasons: ['task-failed'], calls: [] })
  const { rehearsal, files, tasks } = step('song', 'song')?.outputs ?? {}
  expect(rehearsal).toBe('true')
  expect(files).toMatch(/^\S+\/song\.wav$/)
  expect(tasks).toContain('"reason":"audio-invalid"')
})

test.concurrent('the reusable workflow waits, saves and uploads, and returns its outputs', async () => {
  const { api, run } = await openWith(`${ON}${CALL}${READ}`)
  const url = api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 })
  api.task(TASK_ID, [status('pending'), completed(songResult(url, { audioId: 'audio-1' }))])
  expect(await run('pasted.yml')).toMatchObject({
    red: false,
    artifacts: ['song/SHA256SUMS', `song/${TASK_ID}.mp3`],
    calls: [{ args: [`${TASK_ID}.mp3`, 'audio-1', 'true', 'completed'] }],
  })
})

test.concurrent('the reusable workflow is red if no file is good, and uploads nothing', async () => {
  const world = await openWith(`${ON}${CALL}`)
  wayTo('audio-invalid', world)
  expect(await world.run('pasted.yml')).toMatchObject({
    red: true,
    reasons: ['audio-invalid'],
    artifacts: [],
  })
})
