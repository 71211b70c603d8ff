/**
 * Outputs across jobs, from the order of a song to its release (examples/submit-wait-release.yml).
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { listen, type RecordedRequest } from '../../tools/stand-ins/api/host.ts'
import { completed, songResult, status } from '../../tools/stand-ins/api/index.ts'
import { closeLater, makeFolder } from '../support/step.ts'
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

/** A world in which songs can be ordered: `orders` has the bodies of `requests`. */
interface Shop extends World {
  readonly orders: readonly unknown[]
  readonly requests: readonly RecordedRequest[]
}

/** Every order leads to the same task. */
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

test.concurrent.each([
  ['[Verse]\nTwo lines', { lyrics: '[Verse]\nTwo lines' }],
  ['', { makeInstrumental: true }],
])(
  'a song (lyrics: %j) is ordered, waited for and released; its hostile title stays text',
  async (lyrics, rest) => {
    const canary = join(makeFolder('canary'), 'executed')
    const title = [
      `"double" 'single' \\ back $HOME $(touch ${canary}) \`touch ${canary}\``,
      `'; touch ${canary}; echo '`,
      `"; touch ${canary}; echo "`,
      '${{ github.token }} ${{ secrets.MOUNTSEA_API_KEY }} }} %0A%25',
      '::set-output name=injected::yes',
      '##[error]injected',
      'last line, with a tab\tand an emoji 🎵 --flag',
    ].join('\n')
    const { api, run, orders, requests } = await openShop()
    const url = api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 })
    api.task(TASK_ID, [status('pending'), completed(songResult(url, { title }))])
    const { steps, ...ran } = await run(WORKFLOW, { ...INPUTS, lyrics })
    const args = ['release', 'create', 'v1.0', `--title=${title}`, '--notes=', ...FILES]
    const files = { [`./${TASK_ID}.mp3`]: { sha256: api.storage.sha256('song.mp3') } }
    expect(ran).toMatchObject({
      red: false,
      reasons: ['completed'],
      calls: [{ args, repo: 'octo/songs', files }],
    })
    expect(existsSync(canary)).toBe(false)
    expect(steps.filter(({ outputs }) => 'injected' in outputs)).toEqual([])
    expect(orders).toEqual([{ ...ORDER, ...rest }])
    expect(requests).toMatchObject([{ method: 'POST', headers: { authorization: `Bearer ${API_KEY}` } }])
  },
)
