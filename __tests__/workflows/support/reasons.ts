/**
 * A way to every end that is not green, for a workflow that saves the audio (`download-dir`) and takes `timeout`.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reason } from '../../../src/outcome.ts'
import * as mock from '../../support/api/index.ts'
import { TASK_ID, type Inputs, type World } from './world.ts'

export type RedReason = Exclude<Reason, 'completed'>

/** What each poll is answered, and the input `timeout` where the default is too long or not what is to be tried. */
type Way = readonly [answer: (world: World) => mock.Step, timeout?: string]

const WAYS: Readonly<Record<RedReason, Way>> = {
  'task-failed': [() => mock.failed()],
  'task-cancelled': [() => mock.cancelled()],
  'task-timeout': [() => mock.vendorTimeout()],
  'wait-timeout': [() => mock.status('processing'), '1s'],
  unreachable: [() => mock.resetBeforeHeaders(), '1s'],
  interrupted: [
    ({ cache }) => {
      interruptBelow(cache)
      return mock.status('processing')
    },
  ],
  unauthorized: [() => mock.http(401)],
  'not-found': [() => mock.http(404)],
  rejected: [() => mock.http(400)],
  'bad-answer': [() => mock.html(200)],
  'audio-missing': [() => mock.completed({ title: 'A song without audio' })],
  'audio-invalid': [
    ({ api }) => mock.completed(mock.songResult(api.storage.put('a.mp3', Buffer.from('An error')))),
  ],
  'download-failed': [({ api }) => mock.completed(mock.songResult(`${api.storage.origin}/gone.mp3`))],
  'bad-input': [() => mock.failed(), '30'],
  'internal-error': [
    (world) => {
      breakTemporaryFolders(world.cache)
      return world.song()
    },
  ],
}

/** Every red reason. The type of `WAYS` makes sure that none is missing. */
export const RED_REASONS: readonly string[] = Object.keys(WAYS)

/** Makes the API answer so that the wait ends for this reason, and returns the inputs that this takes. */
export function wayTo(reason: string, world: World): Inputs {
  const way = new Map<string, Way>(Object.entries(WAYS)).get(reason)
  if (way === undefined) throw new Error(`there is no way to ${reason}`)
  const [answer, timeout = '30m'] = way
  world.api.task(TASK_ID, () => answer(world))
  return { timeout }
}

/** Ends the action that runs below this folder (Linux only): act does not say which processes it started. */
function interruptBelow(folder: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const isOurs = (arg: string): boolean => arg.startsWith(folder) && arg.endsWith('/dist/index.js')
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').some(isOurs)) process.kill(Number(pid))
    } catch {
      // It ended meanwhile.
    }
  }
}

/** Puts a file where the runner's temporary folder was: `resultPath` cannot be written. */
function breakTemporaryFolders(cache: string): void {
  for (const job of readdirSync(cache)) {
    const folder = join(cache, job, 'tmp')
    rmSync(folder, { recursive: true, force: true })
    writeFileSync(folder, '')
  }
}
