/**
 * Outputs across jobs, in the whole way from the order to the release (examples/submit-wait-release.yml).
 */
import { existsSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { listen, type RecordedRequest } from '../support/api/host.ts'
import { completed, songResult, status, stemsResult } from '../support/api/index.ts'
import { closeLater } from '../support/step.ts'
import { API_KEY, openWorld, TASK_ID, type World } from './support/world.ts'

const WORKFLOW = 'submit-wait-release.yml'
const INPUTS = { title: 'Summer Vibes', style: 'warm synths', tag: 'v1.0' }
const ORDER = {
  action: 'create_music',
  model: 'Lyria 3 Pro',
  title: 'Summer Vibes',
  soundPrompt: 'warm synths',
}

const FILES = ['./SHA256SUMS', `./${TASK_ID}.mp3`]

interface Shop extends World {
  /** The bodies of the orders. */
  readonly orders: readonly unknown[]
  readonly requests: readonly RecordedRequest[]
}

/** A world with somebody who takes orders for songs: each leads to the same task. */
async function openShop(): Promise<Shop> {
  const orders: unknown[] = []
  const shop = await listen({}, (request, response) => {
    void json(request).then((order) => {
      orders.push(order)
      response.writeHead(201).end(JSON.stringify({ taskId: TASK_ID }))
    })
  })
  closeLater(() => shop.close())
  return { ...(await openWorld({ orders: `${shop.origin}/orders` })), orders, requests: shop.requests }
}

test.concurrent('a song is ordered, waited for and released with its audio', async () => {
  const { api, run, orders, requests, song } = await openShop()
  api.task(TASK_ID, [status('pending'), song()])
  const files = { [`./${TASK_ID}.mp3`]: { sha256: api.storage.sha256('song.mp3') } }
  expect(await run(WORKFLOW, { ...INPUTS, lyrics: '[Verse]\nTwo lines' })).toMatchObject({
    red: false,
    reasons: ['completed'],
    calls: [
      {
        args: ['release', 'create', 'v1.0', '--title=Summer Vibes', '--notes=', ...FILES],
        repo: 'octo/songs',
        files,
      },
    ],
  })
  expect(orders).toEqual([{ ...ORDER, lyrics: '[Verse]\nTwo lines' }])
  expect(requests).toMatchObject([{ method: 'POST', headers: { authorization: `Bearer ${API_KEY}` } }])
})

test.concurrent(
  'a hostile title arrives in another job unchanged, and nothing in it is executed',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'canary-'))
    closeLater(() => rm(folder, { recursive: true }))
    const canary = join(folder, 'executed')
    const title = [
      `"double" 'single' \\ back $HOME $(touch ${canary}) \`touch ${canary}\``,
      `'; touch ${canary}; echo '`,
      `"; touch ${canary}; echo "`,
      '${{ github.token }} ${{ secrets.MOUNTSEA_API_KEY }} }} %0A%25',
      '::set-output name=injected::yes',
      '##[error]injected',
      'last line, with a tab\tand an emoji 🎵 --flag',
    ].join('\n')
    const { api, run, orders } = await openShop()
    const url = api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 })
    api.task(TASK_ID, [completed(songResult(url, { title }))])
    const { red, steps, calls } = await run(WORKFLOW, INPUTS)
    expect(red).toBe(false)
    expect(calls).toMatchObject([
      { args: ['release', 'create', 'v1.0', `--title=${title}`, '--notes=', ...FILES] },
    ])
    expect(existsSync(canary)).toBe(false)
    expect(steps.filter(({ outputs }) => 'injected' in outputs)).toEqual([])
    // Nobody wrote lyrics, so the song has no words.
    expect(orders).toEqual([{ ...ORDER, makeInstrumental: true }])
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
        run: gh "$STATUS" "$(jq --compact-output --sort-keys . <<< "$RESULT")" "$VOCALS" "$AUDIO_URL" "$REASON"
`

test.concurrent('status, result, audioUrl and tasks can be read in another job', async () => {
  const url = (name: string): string => `https://cdn.example.com/${name}.wav?sig=a%2Bb&x=1`
  const stems = { vocals: url('vocals'), drums: url('drums'), bass: url('bass'), other: url('other') }
  const result = { audioUrl: url('mix'), ...stemsResult(stems) }
  const { api, run } = await openWorld({ workflows: { 'every-output.yml': EVERY_OUTPUT } })
  api.task(TASK_ID, [completed(result)])
  const sorted = JSON.stringify(result, Object.keys(result).sort())
  expect(await run('every-output.yml')).toMatchObject({
    calls: [{ args: ['completed', sorted, url('vocals'), url('mix'), 'completed'] }],
  })
})
