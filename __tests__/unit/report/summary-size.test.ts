// GitHub drops a summary over 1 MiB whole: ours fits whatever the API sent, and says what it left out.
import type { Outcome } from '../../../src/outcome.ts'
import { badInputMarkdown, summaryMarkdown } from '../../../src/report/summary.ts'
import { gate, plain, show } from '../../summaries/reading.ts'
import { changes, end, failed, report, savedFile, song, task } from '../../summaries/reports.ts'

const LIMIT_BYTES = 1_048_576

describe('the summary of bad inputs', () => {
  test('has one line for each', () => {
    const markdown = plain(badInputMarkdown(['timeout: "5" has no unit', 'api-key: is blank'], gate))
    expect(markdown).toBe(
      '### ❌ 2 bad inputs: nothing was asked or waited for\n\n- timeout: "5" has no unit\n- api-key: is blank\n',
    )
  })

  test('fits whatever the inputs were', () => {
    const markdown = badInputMarkdown(
      Array.from({ length: 300 }, () => '@'.repeat(2_000)),
      gate,
    )
    expect(Buffer.byteLength(markdown)).toBeLessThan(LIMIT_BYTES)
    expect(markdown).toMatch(/- _\d+ more errors left out: see the log\._\n$/)
  })
})

describe('the limit of 1 MiB', () => {
  const worst = '@\u202E'.repeat(5_000)

  test('holds for 100 tasks with 2,000-character messages, and the summary says what it left out', () => {
    const ends = Array.from({ length: 100 }, (_, index) =>
      failed(`${index}${worst.slice(0, 250)}`, `${index}${worst}`),
    )
    const markdown = summaryMarkdown(report(ends, { resultPath: worst }), gate)
    expect(Buffer.byteLength(markdown)).toBeLessThan(LIMIT_BYTES)
    expect(markdown).toMatch(/_\d+ more tasks not completed: only in the table below\._/)
    expect(markdown).toContain('_70 more tasks left out of the picture._')
  })

  test('holds where every text of every part is as bad as it can be', () => {
    const stems = Object.fromEntries(
      ['vocals', 'drums', 'bass', 'other'].map((name) => [
        name,
        `https://cdn.example.com/${'"'.repeat(160)}`,
      ]),
    )
    const files = Array.from({ length: 4 }, () => ({ path: `/${worst}`, bytes: 1, sha256: worst }))
    const ends = Array.from({ length: 100 }, (_, index) => {
      const record = task('x', worst, {
        result: stems,
        errorMessage: `${index}${worst}`,
        errorCode: worst,
        traceId: worst,
      })
      const outcome: Outcome = { kind: 'unreachable', timeoutMs: 9, seen: new Map([[`${index}${worst}`, 1]]) }
      return end(`${index}${worst}`, {
        task: record,
        outcome,
        files,
        changes: changes([worst, 10]),
        endedAtMs: 90_000,
      })
    })
    const outages = Array.from({ length: 900 }, (_, index) => ({
      fromMs: index * 100,
      toMs: index * 100 + 9,
      why: worst,
    }))
    const markdown = summaryMarkdown(report(ends, { outages, resultPath: worst }), gate)
    expect(Buffer.byteLength(markdown)).toBeLessThan(LIMIT_BYTES)
    expect(markdown).toMatch(/_\d+ more tasks left out of this table: see the output `tasks`\._/)
    expect(markdown).toMatch(/\d+ more files left out/)
  })

  test('is no reason to leave anything out of an ordinary album of 100', () => {
    const markdown = show(
      Array.from({ length: 100 }, (_, index) =>
        song(`track-${index}`, `Movement ${index}`, { files: [savedFile(`track-${index}.mp3`)] }),
      ),
    )
    expect(markdown.match(/^\| \d+ \| <code>track/gm)).toHaveLength(100)
    expect(markdown).not.toMatch(/left out of this table|more files/)
  })
})
