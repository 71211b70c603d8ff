/**
 * Outputs across jobs, in the whole way from the order to the release (examples/submit-wait-release.yml).
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { completed, songResult, status, stemsResult } from '../support/mock-api/index.ts'
import { API_KEY, inWorld, TASK_ID } from './support/world.ts'

const WORKFLOW = 'submit-wait-release.yml'
const INPUTS = { title: 'Summer Vibes', style: 'warm synths', tag: 'v1.0' }

test.concurrent('a song is ordered, waited for and released with its audio', () =>
  inWorld(async ({ api, run, orders, ghCalls }) => {
    const audioUrl = api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 })
    api.task(TASK_ID, [status('pending'), completed(songResult(audioUrl))])
    const { red, step } = await run(WORKFLOW, { inputs: { ...INPUTS, lyrics: '[Verse]\nTwo lines' } })
    expect({ red, orders }).toEqual({
      red: false,
      orders: [
        {
          authorization: `Bearer ${API_KEY}`,
          body: {
            action: 'create_music',
            model: 'Lyria 3 Pro',
            title: 'Summer Vibes',
            soundPrompt: 'warm synths',
            lyrics: '[Verse]\nTwo lines',
          },
        },
      ],
    })
    expect(step('wait', 'song')?.outputs).toMatchObject({
      status: 'completed',
      reason: 'completed',
      audioUrl: `${api.storage.origin}/song.mp3`,
    })
    expect(ghCalls()).toMatchObject([
      {
        args: [
          ...['release', 'create', 'v1.0', '--title=Summer Vibes', '--notes='],
          ...['audio/SHA256SUMS', `audio/${TASK_ID}.mp3`],
        ],
        repo: 'octo/songs',
        files: { [`audio/${TASK_ID}.mp3`]: { sha256: api.storage.sha256('song.mp3') } },
      },
    ])
  }),
)

test.concurrent('without lyrics a song without words is ordered', () =>
  inWorld(async ({ api, run, orders }) => {
    api.task(TASK_ID, [completed(songResult(api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 })))])
    await run(WORKFLOW, { inputs: INPUTS })
    expect(orders[0]?.body).toEqual({
      action: 'create_music',
      model: 'Lyria 3 Pro',
      title: 'Summer Vibes',
      soundPrompt: 'warm synths',
      makeInstrumental: true,
    })
  }),
)

test.concurrent(
  'a hostile title arrives in another job unchanged, and nothing in it is executed',
  async () => {
    const canary = join(mkdtempSync(join(tmpdir(), 'canary-')), 'executed')
    const title = [
      `"double" 'single' \\ back $HOME $(touch ${canary}) \`touch ${canary}\``,
      `'; touch ${canary}; echo '`,
      `"; touch ${canary}; echo "`,
      '${{ github.token }} ${{ secrets.MOUNTSEA_API_KEY }} }} %0A%25',
      '::set-output name=injected::yes',
      '##[error]injected',
      'last line, with a tab\tand an emoji 🎵 --flag',
    ].join('\n')
    try {
      await inWorld(async ({ api, run, ghCalls }) => {
        const audioUrl = api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 })
        api.task(TASK_ID, [completed(songResult(audioUrl, { title }))])
        const { red, steps } = await run(WORKFLOW, { inputs: INPUTS })
        expect({ red, given: ghCalls()[0]?.args[3] }).toEqual({ red: false, given: `--title=${title}` })
        expect(existsSync(canary)).toBe(false)
        expect(steps.filter(({ outputs }) => 'injected' in outputs)).toEqual([])
      })
    } finally {
      rmSync(join(canary, '..'), { recursive: true })
    }
  },
)

/** Reads every output in another job, the way of the README: through `env`. */
const EVERY_OUTPUT = `
on: workflow_dispatch
permissions: {}
jobs:
  wait:
    runs-on: ubuntu-latest
    outputs:
      status: \${{ steps.song.outputs.status }}
      result: \${{ steps.song.outputs.result }}
      audio-url: \${{ steps.song.outputs.audioUrl }}
      tasks: \${{ steps.song.outputs.tasks }}
    steps:
      - id: song
        uses: OWNER/wait-for-mountsea-task@v1
        with:
          task-id: ${TASK_ID}
          api-key: \${{ secrets.MOUNTSEA_API_KEY }}
  read:
    needs: wait
    if: always()
    runs-on: ubuntu-latest
    steps:
      - env:
          STATUS: \${{ needs.wait.outputs.status }}
          RESULT: \${{ toJSON(fromJSON(needs.wait.outputs.result)) }}
          VOCALS: \${{ fromJSON(needs.wait.outputs.result).vocals }}
          AUDIO_URL: \${{ needs.wait.outputs.audio-url }}
          REASON: \${{ fromJSON(needs.wait.outputs.tasks)[0].reason }}
        run: gh "$STATUS" "$RESULT" "$VOCALS" "$AUDIO_URL" "$REASON"
`

test.concurrent('status, result through fromJSON, audioUrl and tasks can be read in another job', () =>
  inWorld(
    async ({ api, run, ghCalls }) => {
      const url = (name: string): string => `https://cdn.example.com/${name}.wav?sig=a%2Bb&x=1`
      const stems = { vocals: url('vocals'), drums: url('drums'), bass: url('bass'), other: url('other') }
      const result = { ...stemsResult(stems), audioUrl: url('mix') }
      api.task(TASK_ID, [completed(result)])
      await run('every-output.yml')
      const [statusWord, resultJson = '', ...others] = ghCalls()[0]?.args ?? []
      expect([statusWord, JSON.parse(resultJson), ...others]).toEqual([
        'completed',
        result,
        url('vocals'),
        url('mix'),
        'completed',
      ])
    },
    { workflows: { 'every-output.yml': EVERY_OUTPUT } },
  ),
)
