/**
 * A way to every end that is not green, for a workflow that saves the audio (`download-dir`) and takes `timeout`.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reason } from '../../../src/outcome.ts'
import * as mock from '../../support/mock-api/index.ts'
import { signalBelow } from './processes.ts'
import { TASK_ID, type RunOptions, type World } from './world.ts'

export type RedReason = Exclude<Reason, 'completed'>

/** Prepares the world, and says with what to run the workflow. */
type Way = (world: World) => RunOptions | Promise<RunOptions>

const INPUTS = { 'task-id': TASK_ID }
const SHORT = { inputs: { ...INPUTS, timeout: '1s' } }

/** The task answers so. */
const answering =
  (...steps: readonly mock.Step[]): Way =>
  ({ api }) => {
    api.task(TASK_ID, steps)
    return { inputs: INPUTS }
  }

export const WAYS: Readonly<Record<RedReason, Way>> = {
  'task-failed': answering(mock.failed()),
  'task-cancelled': answering(mock.cancelled()),
  'task-timeout': answering(mock.vendorTimeout()),
  'wait-timeout': ({ api }) => {
    api.task(TASK_ID, [mock.status('processing')])
    return SHORT
  },
  unreachable: async ({ api }) => {
    await api.down()
    return SHORT
  },
  interrupted: (world) => {
    world.api.task(TASK_ID, () => {
      signalBelow(world.cache, '/dist/index.js', 'SIGTERM')
      return mock.status('processing')
    })
    return { inputs: INPUTS }
  },
  unauthorized: ({ api }) => {
    api.task(TASK_ID, [mock.completed({})])
    return { inputs: INPUTS, apiKey: 'not-the-key' }
  },
  'not-found': answering(mock.http(404)),
  rejected: answering(mock.http(400)),
  'bad-answer': answering(mock.html(200)),
  'audio-missing': answering(mock.completed({ title: 'A song without audio' })),
  'audio-invalid': ({ api }) => {
    const url = api.storage.put('song.mp3', Buffer.from('An error occurred.'))
    api.task(TASK_ID, [mock.completed(mock.songResult(url))])
    return { inputs: INPUTS }
  },
  'download-failed': ({ api }) => {
    api.task(TASK_ID, [mock.completed(mock.songResult(`${api.storage.origin}/nothing-is-here.mp3`))])
    return { inputs: INPUTS }
  },
  'bad-input': () => ({ inputs: { ...INPUTS, timeout: '30' } }),
  'internal-error': (world) => {
    world.api.task(TASK_ID, () => {
      breakTemporaryFolders(world.cache)
      return mock.completed(
        mock.songResult(world.api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 })),
      )
    })
    return { inputs: INPUTS }
  },
}

/** Every red reason. The type of `WAYS` makes sure that none is missing. */
export const RED_REASONS: readonly string[] = Object.keys(WAYS)

export function wayTo(reason: string): Way {
  const way = Object.entries(WAYS).find(([name]) => name === reason)?.[1]
  if (way === undefined) throw new Error(`there is no way to ${reason}`)
  return way
}

/** Puts a file where the runner's temporary folder was: `resultPath` cannot be written. */
function breakTemporaryFolders(cache: string): void {
  for (const job of readdirSync(cache)) {
    const folder = join(cache, job, 'tmp')
    rmSync(folder, { recursive: true, force: true })
    writeFileSync(folder, '')
  }
}
