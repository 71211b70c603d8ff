// The scenes of the demo, as data: the answers of the stand-in, the inputs of the step, and its expected end.
import {
  completed,
  downloadResult,
  failed,
  songResult,
  status,
  stemsResult,
  type Api,
  type Reply,
  type Script,
} from '../stand-ins/api/index.ts'
import { tune } from './tune.ts'

export interface Scene {
  readonly title: string
  /** Prepares the stand-in, and returns the inputs of the step except key, endpoint and times. */
  readonly prepare: (api: Api) => Readonly<Record<string, string>>
  readonly expected: {
    readonly exitCode: 0 | 1
    readonly reason: string
    /** The number of files that are saved, each with the served bytes. */
    readonly files: number
  }
}

export const SCENES: readonly Scene[] = [
  {
    title: 'A song is generated: green, with outputs for later steps',
    prepare(api) {
      const url = api.storage.put('songs/summer-vibes.wav?signature=abc', tune(12, 1))
      api.task('song-1', life(3, completed(songResult(url, { duration: 12 }))))
      return { 'task-id': 'song-1' }
    },
    expected: { exitCode: 0, reason: 'completed', files: 0 },
  },
  {
    title: 'A song is refused: red, and says why',
    prepare(api) {
      const why = { errorMessage: 'The lyrics were rejected by the content filter', errorCode: 4201 }
      api.task('song-2', life(2, failed(why)))
      return { 'task-id': 'song-2' }
    },
    expected: { exitCode: 1, reason: 'task-failed', files: 0 },
  },
  {
    title: 'A song and its stems are saved and measured: green',
    prepare(api) {
      const song = api.storage.put('download/1770190061237.wav?signature=abc', tune(20, 3))
      const stem = (name: string, number: number): string =>
        api.storage.put(`stems/${name}.wav`, tune(20, number))
      const stems = { vocals: stem('v', 4), drums: stem('d', 5), bass: stem('b', 6), other: stem('o', 7) }
      api.task('download-3', life(2, completed(downloadResult(song, 'wav'))))
      api.task('stems-3', life(3, completed(stemsResult(stems))))
      return { 'task-id': 'download-3\nstems-3', 'download-dir': 'song' }
    },
    expected: { exitCode: 0, reason: 'completed', files: 5 },
  },
  {
    title: 'An album: one song is refused, one song is cut. Red, and the three good songs are saved',
    prepare(api) {
      const put = (title: string, number: number): Reply => {
        const whole = tune(8 + 2 * number, 10 + number)
        const audio = title === 'Undertow' ? whole.subarray(0, whole.length / 2) : whole
        return completed(songResult(api.storage.put(`album/${number}.wav`, audio), { title, duration: null }))
      }
      const ends = [
        put('Overture', 1),
        put('Low Tide', 2),
        failed({ errorMessage: 'The model ran out of memory', errorCode: 5003 }),
        put('Undertow', 4),
        put('Home', 5),
      ]
      for (const [index, end] of ends.entries()) api.task(`album-${index + 1}`, life(2 + index / 2, end))
      return { 'task-id': ends.map((_, index) => `album-${index + 1}`).join('\n'), 'download-dir': 'album' }
    },
    expected: { exitCode: 1, reason: 'task-failed', files: 3 },
  },
]

/** The answers of a task that ends `seconds` seconds after its first poll: one second `pending`, then `processing`. */
function life(seconds: number, end: Reply): Script {
  const createdMs = Date.now()
  const times = { createdAt: new Date(createdMs).toISOString() }
  const finished = { ...times, finishedAt: new Date(createdMs + seconds * 1000).toISOString() }
  return ({ sinceFirstMs }) => {
    if (sinceFirstMs >= seconds * 1000) return withFields(end, finished)
    return status(sinceFirstMs < 1000 ? 'pending' : 'processing', times)
  }
}

function withFields(reply: Reply, fields: Readonly<Record<string, unknown>>): Reply {
  return {
    ...reply,
    body: (taskId) => {
      const body = reply.body(taskId)
      const record: unknown = typeof body === 'string' ? JSON.parse(body) : {}
      return JSON.stringify({ ...(typeof record === 'object' ? record : {}), ...fields })
    },
  }
}
