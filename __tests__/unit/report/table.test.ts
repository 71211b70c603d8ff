// The table of the job summary: one row a task, links only where safe, files with sizes and checksums.
import type { Outcome } from '../../../src/outcome.ts'
import { checksums, hasCutUrls, taskTable } from '../../../src/report/table.ts'
import type { TaskReport } from '../../../src/step-report.ts'
import { row } from '../../summaries/reading.ts'
import { ended, failed, savedFile, song, task, waiting } from '../../summaries/reports.ts'

const CDN = 'https://cdn.example.com'
const timedOut: Outcome = { kind: 'wait-timeout', timeoutMs: 9 }
const unsaved: Outcome = { kind: 'download-failed', why: 'x' }
const completed = (result: unknown): TaskReport => ended('a', { task: task('a', 'completed', { result }) })
/** The last row of a table of these tasks. */
const lastRow = (...tasks: readonly TaskReport[]): string => taskTable(tasks).at(-1) ?? ''

test.each([
  ['| Task | Status | Duration | Audio |', [song('a', 'A')]],
  ['| Task | Status | Reason | Duration |', [failed('a', 'no')]],
  ['| # | Task | Status | Reason | Duration | Audio |', [failed('a', 'no'), song('b', 'B')]],
  [
    '| # | Task | Status | Duration | Audio | Saved files |',
    [song('a', 'A', { files: [savedFile('a')] }), song('b', 'B')],
  ],
])('a column that says nothing is left out: %s', (head, tasks) => {
  expect(taskTable(tasks)[0]).toBe(head)
  expect(taskTable(tasks)).toHaveLength(tasks.length + 2)
})

test('the duration is the one that the API gives, else how long the step waited', () => {
  expect(lastRow(song('a', 'A'))).toContain('| 2m 28s |')
  expect(lastRow(waiting('b', timedOut, 61_000))).toContain('| 1m 1s waited |')
})

test.each([
  ['✅ completed', song('a', 'A')],
  ['❌ failed', failed('a', 'no')],
  ['⏳ processing', waiting('a', timedOut, 9)],
  ['⏳ polishing', ended('a', { task: task('a', 'polishing'), outcome: timedOut })],
  ['⚠️ completed', ended('a', { task: task('a', 'completed'), outcome: unsaved })],
  ['❌ none seen', ended('a', { outcome: timedOut })],
])('a task’s status has its sign: %s', (cell, report) => {
  expect(lastRow(report)).toContain(`| ${cell} |`)
})

test('a reason stands where a task is not completed, and only there', () => {
  expect(row(taskTable([failed('a', 'no'), song('b', 'B')]).join('\n'), '>a<')).toContain('| `task-failed` |')
  expect(lastRow(failed('a', 'no'), song('b', 'B'))).toContain('| ✅ completed |  |')
})

test.each([
  [{ audioUrl: `${CDN}/a.mp3?sig=SECRET#x`, title: 'Summer Vibes' }, `[Summer Vibes](${CDN}/a.mp3)`],
  [{ vocals: `${CDN}/v.wav`, bass: `${CDN}/b.wav` }, `[vocals](${CDN}/v.wav)<br>[bass](${CDN}/b.wav)`],
  [{ url: `${CDN}/x/17.mp3`, title: ' ' }, `[17&#46;mp3](${CDN}/x/17.mp3)`],
  [{ url: `${CDN}/` }, `[audio](${CDN}/)`],
  [{ url: `${CDN}/a`, title: 't'.repeat(81) }, `[${'t'.repeat(79)}…](${CDN}/a)`],
  [{ url: 'http://127.0.0.1:8080/a.mp3', title: 'Vibes' }, 'Vibes'],
])('audio is linked by stem, title or file name, without its query: %j', (result, cell) => {
  expect(lastRow(completed(result))).toMatch(/\| [^|]+ \|$/)
  expect(lastRow(completed(result))).toContain(`| ${cell} |`)
})

test.each([
  'javascript:alert(1)',
  'data:audio/mp3;base64,AAAA',
  'ftp://cdn.example.com/a.mp3',
  'https://user:password@cdn.example.com/a.mp3',
  'not a URL',
])('no audio is shown for %s', (audioUrl) => {
  expect(taskTable([completed({ audioUrl, title: 'Vibes' })])[0]).not.toContain('Audio')
})

test('links are cut where a URL has a query, be it the last stem of the last task', () => {
  const stems = (vocals: string): TaskReport => completed({ bass: 'https://h/b.wav', vocals })
  expect(hasCutUrls([song('a', 'A'), failed('b', 'no'), stems('https://h/v.wav')])).toBe(false)
  expect(hasCutUrls([song('a', 'A'), stems('https://h/v.wav?sig=1')])).toBe(true)
})

test('saved files are named with their sizes, also those of Windows, and their checksums folded away', () => {
  const windows = { ...savedFile('x', 812), path: 'D:\\a\\songs\\t.mp3' }
  const report = song('a', 'A', { files: [savedFile('a.mp3'), windows] })
  expect(lastRow(report)).toContain('| <code>a&#46;mp3</code> 3.1 MB<br><code>t&#46;mp3</code> 812 B |')
  const sum = '9f86d081884c7d65'.repeat(4)
  expect(checksums([failed('b', 'no'), report])).toEqual([
    '<details><summary>SHA-256 of 2 saved files</summary>',
    '',
    `<pre>${sum}  a&#46;mp3\n${sum}  t&#46;mp3</pre>`,
    '',
    '</details>',
  ])
  expect(checksums([song('a', 'A')])).toEqual([])
})

test('an ID is cut at 256 characters, a status at 60', () => {
  const long = ended('i'.repeat(257), { task: task('a', 's'.repeat(61)) })
  expect(lastRow(long)).toMatch(/<code>i{255}…<\/code> \| ✅ s{59}… \|/)
})

test('rows and checksums that do not fit are left out and counted', () => {
  const tasks = Array.from({ length: 100 }, () =>
    song('@'.repeat(256), 'A', { files: [savedFile('@'.repeat(256))] }),
  )
  const table = taskTable(tasks)
  const rows = table.filter((line) => line.startsWith('| ')).length - 2
  const sums = checksums(tasks).join('\n')
  const lines = sums.match(/^(?:<pre>)?9f86/gm)?.length ?? 0
  expect(rows).toBeLessThan(100)
  expect(table.at(-1)).toBe(`_${100 - rows} more tasks left out of this table: see the output \`tasks\`._`)
  expect(lines).toBeLessThan(100)
  expect(sums).toContain(`\n${100 - lines} more files left out: see the output tasks</pre>`)
})
