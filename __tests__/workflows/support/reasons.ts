/**
 * Ways to a red step, for workflows that save the audio (`download-dir`) and take `timeout`. One for each kind of end: that every
 * reason has exit code 1 is proven in unit/step and dist/.
 */
import * as mock from '../../../tools/stand-ins/api/index.ts'
import { TASK_ID, type Inputs, type World } from './world.ts'

/** The answer to each poll, and the input `timeout` where 30 minutes are too long. */
type Way = readonly [answer: (world: World) => mock.Step, timeout?: string]

const WAYS = {
  'task-failed': [() => mock.failed()],
  'wait-timeout': [() => mock.status('processing'), '1s'],
  unreachable: [() => mock.resetBeforeHeaders(), '1s'],
  'audio-invalid': [
    ({ api }) => mock.completed(mock.songResult(api.storage.put('a.mp3', Buffer.from('An error')))),
  ],
} satisfies Readonly<Record<string, Way>>

export type RedReason = keyof typeof WAYS

/** Makes the API answer so that the wait ends for this reason, and returns the inputs that this takes. */
export function wayTo(reason: RedReason, world: World): Inputs {
  const [answer, timeout = '30m']: Way = WAYS[reason]
  world.api.task(TASK_ID, () => answer(world))
  return { timeout }
}
