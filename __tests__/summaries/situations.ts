// The main situations, written by hand: one page each of tools/summaries/main.ts.
import type { StepReport } from '../../src/report/report.ts'
import { hostile } from './hostile.ts'
import { changes, end, failed, report, savedFile, song, task, waiting } from './reports.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const STEMS = ['vocals', 'drums', 'bass', 'other'] as const

/** The main situations, by the name of their page. */
export function situations(): ReadonlyMap<string, StepReport> {
  const stems = Object.fromEntries(
    STEMS.map((name) => [name, `https://cdn.example.com/stems/${name}.wav?sig=abc`]),
  )
  const album = Array.from({ length: 12 }, (_, index) => `track-${String(index + 1).padStart(2, '0')}`)
  const outage = { fromMs: 4 * MINUTE_MS, toMs: 7 * MINUTE_MS + 20 * SECOND_MS, why: 'HTTP 503' }
  const refused = { httpStatus: 401, excerpt: '{"message":"invalid api key"}' }
  return new Map<string, StepReport>([
    [
      'song',
      report([
        song('abc123-def456-ghi789', 'Summer Vibes', {
          files: [savedFile('abc123-def456-ghi789.mp3')],
          endedAtMs: 152_000,
        }),
      ]),
    ],
    [
      'at-once',
      report([
        song('abc123-def456-ghi789', 'Summer Vibes', {
          changes: changes(['completed', 210]),
          endedAtMs: 220,
        }),
      ]),
    ],
    [
      'stems',
      report([
        song('stem-task-abc123', '', {
          task: task('stem-task-abc123', 'completed', { result: stems }),
          files: STEMS.map((name) => savedFile(`stem-task-abc123-${name}.wav`, 31_457_280)),
          endedAtMs: 171_000,
        }),
      ]),
    ],
    ['failed', report([failed('abc123-def456-ghi789', 'The lyrics were rejected by the content filter')])],
    [
      'wait-timeout',
      report(
        [waiting('abc123-def456-ghi789', { kind: 'wait-timeout', timeoutMs: 30 * MINUTE_MS }, 1_800_400)],
        {
          outages: [outage],
        },
      ),
    ],
    [
      'interrupted',
      report([
        waiting('550e8400-e29b-41d4-a716-446655440000', { kind: 'interrupted', signal: 'SIGTERM' }, 310_000),
      ]),
    ],
    [
      'album',
      report(
        album.map((taskId, index) => {
          if (index === 6) return failed(taskId, 'The lyrics were rejected by the content filter')
          const queued = 5_000 + 7_000 * index
          const done = queued + 70_000 + 9_000 * ((index * 5) % 7)
          return song(taskId, `Movement ${index + 1}`, {
            files: [savedFile(`${taskId}.mp3`, 2_500_000 + index * 123_456)],
            changes: changes(['pending', 300], ['processing', queued], ['completed', done]),
            endedAtMs: done + 1_500,
          })
        }),
        { outages: [{ fromMs: 31_000, toMs: 39_000, why: 'connection refused' }] },
      ),
    ],
    [
      'unauthorized',
      report(
        album.map((taskId) =>
          end(taskId, { outcome: { kind: 'unauthorized', evidence: refused }, changes: [], endedAtMs: 400 }),
        ),
        { elapsedMs: 400 },
      ),
    ],
    [
      'days',
      report(
        [
          waiting(
            'upload-1',
            { kind: 'wait-timeout', timeoutMs: 100 * 60 * MINUTE_MS },
            100 * 60 * MINUTE_MS,
          ),
        ],
        {
          timeoutMs: 100 * 60 * MINUTE_MS,
        },
      ),
    ],
    ['hostile', hostile()],
  ])
}
