// The main situations, written by hand: one page each of tools/summaries/main.ts.
import type { Snapshot } from '../../src/ledger.ts'
import { httpStatus } from '../support/builders.ts'
import { hostile } from './hostile.ts'
import { changes, ended, failed, outage, savedFile, song, step, task, waiting } from './snapshots.ts'

const MINUTE_MS = 60_000
const FOUR_DAYS_MS = 100 * 60 * MINUTE_MS
const ID = 'abc123-def456-ghi789'
const CONTENT_FILTER = 'The lyrics were rejected by the content filter'
const STEMS = ['vocals', 'drums', 'bass', 'other'] as const
const ALBUM = Array.from({ length: 12 }, (_, index) => `track-${String(index + 1).padStart(2, '0')}`)

/** The main situations, by the name of their page. */
export function situations(): ReadonlyMap<string, Snapshot> {
  return new Map([
    ['song', step([song(ID, 'Summer Vibes', { files: [savedFile(`${ID}.mp3`)], endedAtMs: 152_000 })])],
    ['at-once', step([song(ID, 'Summer Vibes', { changes: changes(['completed', 210]), endedAtMs: 220 })])],
    ['stems', stems()],
    ['failed', step([failed(ID, CONTENT_FILTER)])],
    ['wait-timeout', timedOut(ID, 30 * MINUTE_MS)],
    ['interrupted', step([waiting(ID, { kind: 'interrupted', signal: 'SIGTERM' }, 310_000)])],
    ['album', album()],
    ['unauthorized', refused()],
    ['unreachable', unreachable()],
    ['mixed', mixed()],
    ['days', timedOut('upload-1', FOUR_DAYS_MS)],
    ['hostile', hostile()],
  ])
}

function stems(): Snapshot {
  const url = (name: string): string => `https://cdn.example.com/stems/${name}.wav?sig=abc`
  const result = Object.fromEntries(STEMS.map((name) => [name, url(name)]))
  const files = STEMS.map((name) => savedFile(`stem-task-abc123-${name}.wav`, 31_457_280))
  const record = task('stem-task-abc123', 'completed', { result })
  return step([song('stem-task-abc123', '', { task: record, files, endedAtMs: 171_000 })])
}

function timedOut(taskId: string, timeoutMs: number): Snapshot {
  const outages = [outage(4 * MINUTE_MS, 7 * MINUTE_MS + 20_000)]
  return step([waiting(taskId, { kind: 'wait-timeout', timeoutMs }, timeoutMs + 400)], { outages, timeoutMs })
}

function album(): Snapshot {
  const tasks = ALBUM.map((taskId, index) => {
    if (index === 6) return failed(taskId, CONTENT_FILTER)
    const queued = 5_000 + 7_000 * index
    const done = queued + 70_000 + 9_000 * ((index * 5) % 7)
    return song(taskId, `Movement ${index + 1}`, {
      files: [savedFile(`${taskId}.mp3`, 2_500_000 + index * 123_456)],
      changes: changes(['pending', 300], ['processing', queued], ['completed', done]),
      endedAtMs: done + 1_500,
    })
  })
  return step(tasks, { outages: [outage(31_000, 39_000)] })
}

function refused(): Snapshot {
  const problem = httpStatus(401, '{"message":"invalid api key"}')
  const end = { outcome: { kind: 'unauthorized', problem }, changes: [], endedAtMs: 400 } as const
  return step(ALBUM.map((taskId) => ended(taskId, end)))
}

function unreachable(): Snapshot {
  const problemCounts = new Map([['HTTP 503', 9]])
  const problem = httpStatus(503)
  const end = { kind: 'unreachable', timeoutMs: 100_000, problem, problemCounts } as const
  return step([waiting('a', end, 100_000)], { outages: [outage(40_000, null)] })
}

/** Ends that are alike and ends that are not, among them a song whose link is signed. */
function mixed(): Snapshot {
  const signed = { result: { audioUrl: 'https://cdn.example.com/audio/c.mp3?sig=1', title: 'C' } }
  const unsaved = { outcome: { kind: 'download-failed', why: 'x' }, endedAtMs: 160_000 } as const
  const refusal = { outcome: { kind: 'unauthorized', problem: httpStatus(401, '') }, changes: [] } as const
  const tasks = [
    ended('x', { outcome: { kind: 'task-cancelled' }, task: task('x', 'cancelled') }),
    song('a', 'A', { files: [savedFile('a.mp3')] }),
    failed('b', 'no'),
    ended('c', { task: task('c', 'completed', signed) }),
    failed('d', 'no', { traceId: 'trace-b' }),
    ended('e', { ...refusal, endedAtMs: 5_000 }),
    song('f', 'F', unsaved),
  ]
  return step(tasks, { outages: [outage(10_000, 20_000)] })
}
