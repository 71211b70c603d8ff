/**
 * Each YAML block of the README runs as it stands there, in the smallest workflow that it can be pasted into. (The whole workflow
 * among them is run by gate.spec.ts.)
 */
import { completed, songResult, status } from '../support/api/index.ts'
import { readmeBlocks } from './support/readme.ts'
import { wayTo } from './support/reasons.ts'
import { openWorld, TASK_ID, type World } from './support/world.ts'

const ON = `name: Pasted
on: { workflow_dispatch: { inputs: { task-id: { type: string } } } }
permissions: {}
`
const JOB = `jobs:
  song:
    name: Song
    runs-on: ubuntu-latest
    outputs: { rehearsal: '\${{ steps.song.outputs.rehearsal }}' }
    steps:
`
/** Says what a reusable workflow returned, also where it is red. */
const READ = `
  read:
    needs: song
    if: always()
    runs-on: ubuntu-latest
    steps:
      - env:
          FILES: \${{ needs.song.outputs.files }}
          RESULT: \${{ fromJSON(needs.song.outputs.result).audioId }}
          ARTIFACT: \${{ needs.song.outputs.artifact-id != '' }}
          REASON: \${{ needs.song.outputs.reason }}
        run: gh "$FILES" "$RESULT" "$ARTIFACT" "$REASON"
`
const indented = (block: string): string => block.replace(/^(?=.)/gm, '      ')
const blocks = readmeBlocks()
const STEPS = blocks.filter((block) => block.startsWith('- '))
const [CALL = ''] = blocks.filter((block) => block.startsWith('jobs:'))
const [REHEARSAL = ''] = STEPS.filter((block) => block.includes('/rehearsal@'))

test('every block is a workflow, jobs or steps', () => {
  expect(blocks.filter((block) => !/^(?:name: |jobs:|- )/.test(block))).toEqual([])
  expect(STEPS).toHaveLength(3)
})

const openWith = (source: string, isRehearsal = false): Promise<World> =>
  openWorld({ workflows: { 'pasted.yml': `${ON}${source}` }, isRehearsal })

test.concurrent.each(
  STEPS.filter((block) => block !== REHEARSAL).map((block) => [block.split('\n')[0], block]),
)('the steps that begin with `%s` wait for the song', async (_first, block = '') => {
  const { api, run, song } = await openWith(`${JOB}${indented(block)}`)
  api.task(TASK_ID, [status('pending'), song()])
  expect(await run('pasted.yml')).toMatchObject({ red: false, reasons: ['completed'] })
})

const PUBLISH = `
  publish:
    needs: song
    if: always() && needs.song.outputs.rehearsal == 'false'
    runs-on: ubuntu-latest
    steps: [{ run: gh publish }]
`

test.concurrent('the rehearsal brings one good song and two bad ones, and publishes nothing', async () => {
  const { run } = await openWith(`${JOB}${indented(REHEARSAL)}${PUBLISH}`, true)
  const { step, ...ran } = await run('pasted.yml')
  expect(ran).toMatchObject({ red: true, reasons: ['task-failed'], calls: [] })
  const { rehearsal, files, tasks } = step('song', 'song')?.outputs ?? {}
  expect(rehearsal).toBe('true')
  expect(files).toMatch(/^\S+\/song\.wav$/)
  expect(tasks).toContain('"reason":"audio-invalid"')
})

test.concurrent('the reusable workflow waits, saves and uploads, and returns what there is', async () => {
  const { api, run } = await openWith(`${CALL}${READ}`)
  const url = api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 })
  api.task(TASK_ID, [status('pending'), completed(songResult(url, { audioId: 'audio-1' }))])
  expect(await run('pasted.yml')).toMatchObject({
    red: false,
    artifacts: ['song/SHA256SUMS', `song/${TASK_ID}.mp3`],
    calls: [{ args: [`${TASK_ID}.mp3`, 'audio-1', 'true', 'completed'] }],
  })
})

test.concurrent.each(['task-failed', 'unauthorized', 'audio-invalid'])(
  'the reusable workflow is red for %s, and uploads nothing where nothing is saved',
  async (reason) => {
    const world = await openWith(CALL)
    wayTo(reason, world)
    expect(await world.run('pasted.yml')).toMatchObject({ red: true, reasons: [reason], artifacts: [] })
  },
)
