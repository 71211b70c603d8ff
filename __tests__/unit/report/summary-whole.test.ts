// Whole summaries, letter for letter, against the files in summaries/whole: what a change does to one is seen in the diff.
import { readFileSync } from 'node:fs'
import type { TaskEnd } from '../../../src/outcome.ts'
import type { StepReport } from '../../../src/report/report.ts'
import { FAILURES, show } from '../../summaries/reading.ts'
import { changes, end, failed, savedFile, song, task, waiting } from '../../summaries/reports.ts'

const saved = { files: [savedFile('a.mp3')] }
const signedUrl = { result: { audioUrl: 'https://cdn.example.com/audio/c.mp3?sig=1', title: 'C' } }
const outage = (fromMs: number, toMs: number | null): StepReport['outages'][number] => ({
  fromMs,
  toMs,
  why: 'HTTP 503',
})

const CASES: readonly (readonly [string, readonly TaskEnd[], Partial<StepReport>])[] = [
  ['completed', [song('a', 'Summer Vibes', { ...saved, endedAtMs: 160_000 })], {}],
  ['over-at-once', [song('a', 'A', { changes: changes(['completed', 200]), endedAtMs: 210 })], {}],
  [
    'not-in-time',
    [waiting('a', { kind: 'wait-timeout', timeoutMs: 100_000 }, 100_000)],
    { outages: [outage(40_000, null)] },
  ],
  [
    'unreachable',
    [waiting('a', { kind: 'unreachable', timeoutMs: 100_000, seen: new Map([['HTTP 503', 9]]) }, 100_000)],
    {},
  ],
  ['failed', [failed('a', 'no')], { resultPath: '' }],
  ['interrupted', [waiting('a', { kind: 'interrupted', signal: 'SIGTERM' }, 60_000)], {}],
  [
    'several',
    [
      end('x', { outcome: { kind: 'task-cancelled' }, task: task('x', 'cancelled') }),
      song('a', 'A', saved),
      failed('b', 'no'),
      end('c', { task: task('c', 'completed', signedUrl) }),
      failed('d', 'no', { traceId: 'trace-b' }),
      end('e', {
        outcome: { kind: 'unauthorized', evidence: { httpStatus: 401, excerpt: '' } },
        changes: [],
        endedAtMs: 5_000,
      }),
    ],
    { outages: [outage(10_000, 20_000)] },
  ],
  ['nothing', [], { resultPath: '', elapsedMs: 20 }],
]

test.each(CASES)('%s', (name, ends, more) => {
  const golden = readFileSync(new URL(`../../summaries/whole/${name}.md`, import.meta.url), 'utf8')
  expect(show(ends, more)).toBe(golden)
})

describe('the verdict', () => {
  test.each([
    ['task-failed', 'failed'],
    ['task-cancelled', 'cancelled'],
    ['task-timeout', 'timed out at MountSea'],
    ['wait-timeout', 'not finished in time'],
    ['unreachable', 'not reachable'],
    ['interrupted', 'interrupted'],
    ['unauthorized', 'refused with this API key'],
    ['not-found', 'not found'],
    ['rejected', 'rejected'],
    ['bad-answer', 'with an answer not understood'],
    ['audio-missing', 'without usable audio'],
    ['download-failed', 'not saved'],
    ['internal-error', 'with an internal error'],
  ])('says of %s: 1 %s', (kind, words) => {
    const outcome = FAILURES.find((one) => one.kind === kind) ?? { kind: 'completed' }
    expect(show([song('a', 'A'), end('b', { outcome })])).toMatch(
      new RegExp(`^### ❌ 1 of 2 tasks completed; 1 ${words}\\n`),
    )
  })
})

describe('outages in words', () => {
  const outages = (length: number): StepReport['outages'] =>
    Array.from({ length }, (_, index) => outage(index * 10_000, index * 10_000 + 5_000))
  const told = (length: number): string[] =>
    show([song('a', 'A')], { outages: outages(length) })
      .split('\n')
      .filter((line) => line.startsWith('- '))

  test('are five at most, and then a number', () => {
    expect(told(0)).toEqual([])
    expect(told(5)).toHaveLength(5)
    expect(told(5).at(-1)).toBe('- API outage from 40s to 45s (5s): HTTP 503')
    expect(told(6).slice(5)).toEqual(['- 1 more outage'])
  })
})

test('tasks that the picture has no room for are counted below it', () => {
  const many = (length: number): TaskEnd[] => Array.from({ length }, (_, index) => song(`t${index}`, 'A'))
  expect(show(many(30))).not.toContain('left out of the picture')
  expect(show(many(31))).toContain('\n```\n\n_1 more task left out of the picture._\n\n')
})

test('links are said to be shortened where one is, and only then', () => {
  const stems = (vocals: string): TaskEnd =>
    end('s', { task: task('s', 'completed', { result: { bass: 'https://h/b.wav', vocals } }) })
  const said = (...ends: TaskEnd[]): boolean => show(ends).includes('_Links are shown without the query')
  expect(said(song('a', 'A'), failed('b', 'no'), stems('https://h/v.wav'))).toBe(false)
  expect(said(song('a', 'A'), stems('https://h/v.wav?sig=1'))).toBe(true)
})
