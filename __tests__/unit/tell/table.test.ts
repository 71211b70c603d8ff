// The table of the job summary: one row a task, links only where safe, files with sizes and checksums.
import type { Outcome } from '../../../src/outcome.ts'
import { taskTable } from '../../../src/tell/table.ts'
import type { TaskSnapshot } from '../../../src/snapshot.ts'
import { ended, failed, savedFile, song, task, waiting } from '../../summaries/reports.ts'

const CDN = 'https://cdn.example.com'
const timedOut: Outcome = { kind: 'wait-timeout', timeoutMs: 9 }
const unsaved: Outcome = { kind: 'download-failed', why: 'x' }
const completed = (result: unknown): TaskSnapshot => ended('a', { task: task('a', 'completed', { result }) })
/** The last row of a table of these tasks. */
const lastRow = (...tasks: readonly TaskSnapshot[]): string => taskTable(tasks).match(/^\|.*/gm)?.at(-1) ?? ''

test.each([
  ['✅&nbsp;completed', song('a', 'A')],
  ['❌&nbsp;failed', failed('a', 'no')],
  ['⏳&nbsp;processing', waiting('a', timedOut, 9)],
  ['⏳&nbsp;polishing', ended('a', { task: task('a', 'polishing'), outcome: timedOut })],
  ['⚠️&nbsp;completed', ended('a', { task: task('a', 'completed'), outcome: unsaved })],
  ['❌&nbsp;none seen', ended('a', { outcome: timedOut })],
])('a task’s status has its sign: %s', (cell, report) => {
  expect(lastRow(report)).toContain(`| ${cell} |`)
})

test.each([
  [{ audioUrl: `${CDN}/a.mp3?sig=SECRET#x`, title: 'Summer Vibes' }, `[Summer Vibes](${CDN}/a.mp3)`],
  [{ vocals: `${CDN}/v.wav`, bass: `${CDN}/b.wav` }, `[vocals](${CDN}/v.wav)<br>[bass](${CDN}/b.wav)`],
  [{ url: `${CDN}/x/17.mp3`, title: ' ' }, `[17&#46;mp3](${CDN}/x/17.mp3)`],
  [{ url: `${CDN}/` }, `[audio](${CDN}/)`],
  [{ url: `${CDN}/a`, title: 't'.repeat(81) }, `[${'t'.repeat(79)}…](${CDN}/a)`],
  [{ videoUrl: `${CDN}/v.mp4`, cover: `${CDN}/c.png`, data: `${CDN}/d.zip` }, `[video](${CDN}/v.mp4)`],
])('audio and video are linked by field, title or file name, without the query: %j', (result, cell) => {
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
  expect(taskTable([completed({ audioUrl, title: 'Vibes' })])).not.toContain('Audio')
})

test('a note says that links are cut if any linked URL has a query, even the last stem of the last task', () => {
  const stems = (vocals: string): TaskSnapshot => completed({ bass: 'https://h/b.wav', vocals })
  expect(taskTable([song('a', 'A'), failed('b', 'no'), stems('https://h/v.wav')])).not.toContain('query')
  const unlinked = [stems('https://a_b.example/v.wav?sig=1'), stems('http://127.0.0.1/v.wav?sig=1')]
  expect(taskTable(unlinked)).not.toContain('query')
  const many = Object.fromEntries(
    Array.from({ length: 21 }, (_, at) => [`s${at}`, `https://h/${at}.wav${at < 20 ? '' : '?sig=1'}`]),
  )
  expect(taskTable([completed(many)])).not.toContain('query')
  expect(taskTable([song('a', 'A'), stems('https://h/v.wav?sig=1')])).toMatch(
    /\|\n\n_Links do not include the query of their URL, which may be a signature. Those that need it do not open\._$/,
  )
})

test('saved files are named with what they are, also those of Windows', () => {
  const windows = { ...savedFile('x', 812), path: 'D:\\a\\songs\\t.mp3', seconds: null }
  expect(lastRow(song('a', 'A', { files: [savedFile('a.mp3'), windows] }))).toContain(
    '| <code>a&#46;mp3</code> 3:02 MP3, 3.1 MB<br><code>t&#46;mp3</code> MP3, 812 B |',
  )
})

test('twenty files of a task are listed, and more are counted', () => {
  const linesFor = (length: number): string[] =>
    lastRow(song('a', 'A', { files: Array.from({ length }, () => savedFile('a.mp3')) })).split('<br>')
  expect(linesFor(20)).toHaveLength(20)
  expect(linesFor(22).slice(20)).toEqual(['and 2 more |'])
})

test('the head of the ID column is as wide as the longest ID, so that none breaks at a hyphen', () => {
  const head = (...ids: readonly string[]): string =>
    taskTable(ids.map((id) => ended(id))).split('\n')[0] ?? ''
  expect(head('a-b')).toContain('| Task |')
  expect(head('abc-12', 'a-b')).toContain(`| Task${'&#8199;'.repeat(2)} |`)
  expect(head('x'.repeat(256))).toContain(`| Task${'&#8199;'.repeat(36)} |`)
  expect(lastRow(ended('abc-12'))).toContain('<code>abc&#45;12</code>')
})

test('a single task does not repeat how long the step waited', () => {
  expect(taskTable([waiting('a', timedOut, 9_000)])).not.toContain('waited')
  expect(taskTable([waiting('a', timedOut, 9_000), song('b', 'B')])).toContain('| 9s waited |')
})

test('a status is cut at 60 characters', () => {
  const long = ended('i'.repeat(256), { task: task('a', 's'.repeat(61)) })
  expect(lastRow(long)).toMatch(/<code>i{256}<\/code> \| ✅&nbsp;s{59}… \|/)
})

test('rows that do not fit are left out and counted', () => {
  const table = taskTable(Array.from({ length: 100 }, () => song('@'.repeat(256), '@'.repeat(80))))
  const rows = (table.match(/^\| /gm) ?? []).length - 2
  expect(rows).toBeLessThan(100)
  expect(table.endsWith(`|\n\n_${100 - rows} more tasks left out of this table._`)).toBe(true)
})
