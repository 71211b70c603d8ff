// The job summary: whole ones against the files in summaries/whole, its verdict for each reason, and its limits.
import { readFileSync } from 'node:fs'
import { badInputMarkdown, summaryMarkdown } from '../../../src/report/summary.ts'
import type { StepReport, TaskReport } from '../../../src/step-report.ts'
import { httpStatus } from '../../support/builders.ts'
import { OUTCOMES } from '../../summaries/outcomes.ts'
import { plain, row, show } from '../../summaries/reading.ts'
import {
  changes,
  ended,
  failed,
  outage,
  savedFile,
  song,
  step,
  task,
  waiting,
} from '../../summaries/reports.ts'

const saved = { files: [savedFile('a.mp3')] }
const signedUrl = { result: { audioUrl: 'https://cdn.example.com/audio/c.mp3?sig=1', title: 'C' } }
const problemCounts = new Map([['HTTP 503', 9]])

test.each<[string, readonly TaskReport[], Partial<StepReport>]>([
  ['completed', [song('a', 'Summer Vibes', { ...saved, endedAtMs: 160_000 })], {}],
  ['over-at-once', [song('a', 'A', { changes: changes(['completed', 200]), endedAtMs: 210 })], {}],
  [
    'not-in-time',
    [waiting('a', { kind: 'wait-timeout', timeoutMs: 100_000 }, 100_000)],
    { outages: [outage(40_000, null)] },
  ],
  ['unreachable', [waiting('a', { kind: 'unreachable', timeoutMs: 100_000, problemCounts }, 100_000)], {}],
  ['failed', [failed('a', 'no')], { resultPath: '' }],
  ['interrupted', [waiting('a', { kind: 'interrupted', signal: 'SIGTERM' }, 60_000)], {}],
  [
    'several',
    [
      ended('x', { outcome: { kind: 'task-cancelled' }, task: task('x', 'cancelled') }),
      song('a', 'A', saved),
      failed('b', 'no'),
      ended('c', { task: task('c', 'completed', signedUrl) }),
      failed('d', 'no', { traceId: 'trace-b' }),
      ended('e', {
        outcome: { kind: 'unauthorized', problem: httpStatus(401, '') },
        changes: [],
        endedAtMs: 5_000,
      }),
    ],
    { outages: [outage(10_000, 20_000)] },
  ],
  ['nothing', [], { resultPath: '', elapsedMs: 20 }],
])('the whole summary of a step: %s', (name, tasks, more) => {
  const golden = readFileSync(new URL(`../../summaries/whole/${name}.md`, import.meta.url), 'utf8')
  expect(show(tasks, more)).toBe(golden)
})

test.each(OUTCOMES.filter(({ kind }) => kind !== 'completed'))(
  'a task that ended with $kind makes the verdict red, alone and among others',
  (outcome) => {
    const alone = show([ended('my-task', { outcome })])
    expect(alone).toMatch(/^### ❌ \S/)
    expect(alone).toContain('**What to do:** ')
    expect(row(alone, 'my-task')).toContain(`| \`${outcome.kind}\` |`)
    const among = show([song('a', 'A'), ended('my-task', { outcome })])
    expect(among).toMatch(/^### ❌ 1 of 2 tasks completed; 1 \S/)
    expect(row(among, 'my-task')).toMatch(/^\| 1 \|/)
  },
)

test('the verdict of several tasks is green where all are completed', () => {
  expect(show([song('a', 'A'), song('b', 'B')])).toMatch(/^### ✅ All 2 tasks completed\n\nWaited 2m 30s;/)
})

test('five outages are told in words, and more are counted', () => {
  const told = (length: number): string[] => {
    const outages = Array.from({ length }, (_, index) => outage(index * 10_000, index * 10_000 + 5_000))
    return show([song('a', 'A')], { outages }).match(/^- .*/gm) ?? []
  }
  expect(told(0)).toEqual([])
  expect(told(5)).toHaveLength(5)
  expect(told(5).at(-1)).toBe('- API outage from 40s to 45s (5s): HTTP 503')
  expect(told(6).slice(5)).toEqual(['- 1 more outage'])
})

test('bad inputs have a line each', () => {
  expect(plain(badInputMarkdown(['timeout: "5" has no unit', 'api-key: is blank']))).toBe(
    '### ❌ 2 bad inputs: nothing was asked or waited for\n\n- timeout: "5" has no unit\n- api-key: is blank\n',
  )
})

describe('GitHub drops a summary over 1 MiB whole, so ours is smaller', () => {
  const LIMIT_BYTES = 1_048_576
  const worst = '@\u202E'.repeat(5_000)

  test('for bad inputs, and says how many it leaves out', () => {
    const markdown = badInputMarkdown(Array.from({ length: 300 }, () => '@'.repeat(2_000)))
    expect(Buffer.byteLength(markdown)).toBeLessThan(LIMIT_BYTES)
    expect(markdown).toMatch(/- _\d+ more errors left out: see the log\._\n$/)
  })

  test('where every text of every part is as bad as it can be, and says what it leaves out', () => {
    const stem = `https://cdn.example.com/${'"'.repeat(160)}`
    const result = { vocals: stem, drums: stem, bass: stem, other: stem }
    const files = Array.from({ length: 4 }, () => savedFile(worst))
    const tasks = Array.from({ length: 100 }, (_, index) => {
      const text = `${index}${worst}`
      const texts = { errorMessage: text, errorCode: text, traceId: text }
      return ended(text, {
        task: task(text, worst, { result, ...texts }),
        outcome: { kind: 'unreachable', timeoutMs: 9, problemCounts: new Map([[text, 1]]) },
        files,
        changes: changes([worst, 10]),
      })
    })
    const outages = Array.from({ length: 900 }, (_, index) => ({
      ...outage(index * 100, index * 100 + 9),
      problem: { kind: 'redirect', httpStatus: 302, target: worst, excerpt: worst } as const,
    }))
    const markdown = summaryMarkdown(step(tasks, { outages, resultPath: worst }))
    expect(Buffer.byteLength(markdown)).toBeLessThan(LIMIT_BYTES)
    expect(markdown).toMatch(/_\d+ more tasks not completed: only in the table below\._/)
    expect(markdown).toMatch(/_\d+ more tasks left out of this table: see the output `tasks`\._/)
    expect(markdown).toContain('\n```\n\n_70 more tasks left out of the picture._\n\n')
  })

  test('and still whole for an ordinary album of 100', () => {
    const markdown = show(
      Array.from({ length: 100 }, (_, index) => song(`track-${index}`, 'Movement', saved)),
    )
    expect(markdown.match(/^\| \d+ \| <code>track/gm)).toHaveLength(100)
    expect(markdown).not.toMatch(/left out of this table|more files/)
  })
})
