// The job summary: whole ones against the files in summaries/whole, its verdict for each reason, and its limits.
import { readFileSync } from 'node:fs'
import { INPUT_NAMES } from '../../../src/inputs/inputs.ts'
import { badInputMarkdown, summaryMarkdown, taskTable } from '../../../src/tell/summary.ts'
import type { TaskState } from '../../../src/ledger.ts'
import { httpStatus } from '../../support/builders.ts'
import { plain, show } from '../../summaries/reading.ts'
import { changes, ended, failed, outage, savedFile, song, step, task } from '../../summaries/snapshots.ts'
import { situations } from '../../summaries/situations.ts'

const saved = { files: [savedFile('a.mp3')] }
const CDN = 'https://cdn.example.com'

test.each([...situations()])('the whole summary of a step: %s', (name, report) => {
  const golden = readFileSync(new URL(`../../summaries/whole/${name}.md`, import.meta.url), 'utf8')
  expect(plain(summaryMarkdown(report))).toBe(golden)
})

test('the verdict of several tasks is green if all are completed', () => {
  const two = [song('a', 'A'), song('b', 'B')]
  expect(show(two)).toMatch(/^### ✅ 2 of 2 tasks succeeded\n\nWaited 2m 30s;/)
})

test('twenty explanations are shown, and the tasks of the others are counted', () => {
  const many = (length: number): TaskState[] =>
    Array.from({ length }, (_, index) => failed(`t${index}`, `message ${index}`))
  expect(show(many(20)).match(/^####/gm)).toHaveLength(20)
  expect(show(many(20))).not.toContain('more task')
  const shared = show([...many(20), ...['a', 'b'].map((id) => failed(id, 'no', { traceId: 't' }))])
  expect(shared.match(/^####/gm)).toHaveLength(20)
  expect(shared).toContain('\n\n_2 more tasks not completed: see the table._\n\n|')
})

test('eight outages are listed, and more are counted', () => {
  const told = (length: number): string[] => {
    const outages = Array.from({ length }, (_, index) => outage(index * 10_000, index * 10_000 + 5_000))
    return show([song('a', 'A')], { outages }).match(/^- .*/gm) ?? []
  }
  expect(told(0)).toEqual([])
  expect(told(8)).toHaveLength(8)
  expect(told(8).at(-1)).toBe('- API outage from 1m 10s to 1m 15s: HTTP 503')
  expect(told(9).slice(8)).toEqual(['- 1 more outage'])
})

test('bad inputs have a line each, with the given text made harmless', () => {
  const errors = ['Input `timeout` is `30 min`. Write `30m`.', 'Input `api-key` is <b>, @x.']
  expect(badInputMarkdown(errors)).toBe(
    '### ❌ 2 bad inputs: no request was sent\n\n' +
      '- Input `timeout` is `30 min`. Write `30m`.\n- Input `api-key` is &#60;b&#62;, &#64;<!---->x.\n',
  )
})

describe('the table', () => {
  /** The last row of a table of these tasks. */
  const lastRow = (...tasks: readonly TaskState[]): string => taskTable(tasks).match(/^\|.*/gm)?.at(-1) ?? ''

  test.each([
    [{ audioUrl: `${CDN}/a.mp3?sig=SECRET#x`, title: 'Summer Vibes' }, `[Summer Vibes](${CDN}/a.mp3)`],
    [{ vocals: `${CDN}/v.wav`, bass: `${CDN}/b.wav` }, `[vocals](${CDN}/v.wav)<br>[bass](${CDN}/b.wav)`],
    [{ url: `${CDN}/x/17.mp3`, title: ' ' }, `[17&#46;mp3](${CDN}/x/17.mp3)`],
    [{ url: `${CDN}/` }, `[audio](${CDN}/)`],
    [{ url: `${CDN}/a`, title: 't'.repeat(81) }, `[${'t'.repeat(79)}…](${CDN}/a)`],
    [{ videoUrl: `${CDN}/v.mp4`, cover: `${CDN}/c.png`, data: `${CDN}/d.zip` }, `[video](${CDN}/v.mp4)`],
  ])('links audio and video by field, title or file name, without the query: %j', (result, cell) => {
    const row = lastRow(ended('a', { task: task('a', 'completed', { result }) }))
    expect(row).toBe(`| <code>a</code> | ✅&nbsp;completed | ${cell} |`)
  })

  test('lists twenty files of a task, also those of Windows, and counts more', () => {
    const windows = { ...savedFile('x', 812), path: 'D:\\a\\songs\\t.mp3', seconds: null }
    const linesFor = (length: number): string[] =>
      lastRow(song('a', 'A', { files: Array.from({ length }, () => windows) })).split('<br>')
    expect(linesFor(20)).toHaveLength(20)
    expect(linesFor(22).slice(19)).toEqual(['<code>t&#46;mp3</code> MP3, 812 B', 'and 2 more |'])
  })

  test('has room for an ID of forty characters, and for sixty characters of a status', () => {
    const long = ended('i'.repeat(256), { task: task('a', 's'.repeat(61)) })
    expect(taskTable([long])).toContain(`| Task${'&#8199;'.repeat(36)} |`)
    expect(lastRow(long)).toMatch(/<code>i{256}<\/code> \| ✅&nbsp;s{59}… \|/)
  })
})

describe('GitHub drops a summary over 1 MiB whole, so ours is smaller', () => {
  const LIMIT_BYTES = 1_048_576
  // No other character becomes longer: `&#64;<!---->`.
  const worst = '@'.repeat(10_000)

  test('for one bad input of each', () => {
    const markdown = badInputMarkdown([...INPUT_NAMES, 'task-id again'].map(() => worst))
    expect(Buffer.byteLength(markdown)).toBeLessThan(LIMIT_BYTES)
  })

  test('when every text of every part is as bad as it can be, and says what it leaves out', () => {
    const stem = `https://cdn.example.com/${'"'.repeat(160)}`
    const result = { vocals: stem, drums: stem, bass: stem, other: stem }
    const files = Array.from({ length: 4 }, () => savedFile(worst))
    const tasks = Array.from({ length: 100 }, (_, index) => {
      const text = `${index}${worst}`
      const texts = { errorMessage: text, errorCode: text, traceId: text }
      return ended(text, {
        task: task(text, worst, { result, ...texts }),
        outcome: {
          kind: 'unreachable',
          timeoutMs: 9,
          problem: httpStatus(503),
          problemCounts: new Map([[text, 1]]),
        },
        files,
        changes: changes([worst, 10], [worst, 9_000]),
      })
    })
    const outages = Array.from({ length: 900 }, (_, index) => ({
      ...outage(index * 100, index * 100 + 9),
      problem: { kind: 'redirect', httpStatus: 302, target: worst, excerpt: worst } as const,
    }))
    const markdown = summaryMarkdown(step(tasks, { outages }))
    expect(Buffer.byteLength(markdown)).toBeLessThan(LIMIT_BYTES)
    expect(markdown).toMatch(/_\d+ more tasks not completed: see the table\._/)
    expect(markdown).toMatch(/_\d+ more tasks left out of this table\._/)
  })

  test('and still whole for an ordinary album of 100', () => {
    const markdown = show(
      Array.from({ length: 100 }, (_, index) => song(`track-${index}`, 'Movement', saved)),
    )
    expect(markdown.match(/^\| \d+ \| <code>track/gm)).toHaveLength(100)
    expect(markdown).not.toMatch(/left out of this table|more files/)
  })
})
