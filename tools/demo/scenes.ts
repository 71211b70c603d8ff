// The scenes of the demo, as data: what the stand-in answers, what the step is given, and how it has to end.
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
} from '../../__tests__/support/api/index.ts'
import { tune } from './tune.ts'

export interface Scene {
  readonly title: string
  /** Sets the stage at the stand-in, and returns what the step's `with` says beside key, endpoint and times. */
  readonly prepare: (api: Api) => Readonly<Record<string, string>>
  readonly expected: {
    readonly exitCode: 0 | 1
    readonly reason: string
    /** How many files are saved, each with the bytes that were served. */
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
    title: 'An album: one song is refused, one song is cut. Red, and the three good songs are there',
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

/** A task's life in so many seconds, counted from its first poll: one of waiting, then work, then its end. */
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
