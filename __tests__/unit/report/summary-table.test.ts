// The table of the job summary: one row a task, links only where safe, files with sizes and checksums.
import type { TaskEnd } from '../../../src/outcome.ts'
import { summaryMarkdown } from '../../../src/report/summary.ts'
import { EVIDENCE, FAILURES, gate, row, show } from '../../summaries/reading.ts'
import { end, failed, report, savedFile, song, task, waiting } from '../../summaries/reports.ts'

function completed(taskId: string, result: unknown): TaskEnd {
  return end(taskId, { task: task(taskId, 'completed', { result }) })
}

describe('the table', () => {
  test('leaves out columns that say nothing', () => {
    expect(show([song('a', 'Vibes')])).toContain('\n| Task | Status | Duration | Audio |\n')
    expect(show([failed('a', 'no')])).toContain('\n| Task | Status | Reason | Duration |\n')
  })

  test('has the duration of the API, else how long we waited', () => {
    expect(
      row(show([song('a', 'A'), waiting('b', { kind: 'wait-timeout', timeoutMs: 9 }, 61_000)]), '<code>a<'),
    ).toContain('| 2m 28s |')
    expect(
      row(show([song('a', 'A'), waiting('b', { kind: 'wait-timeout', timeoutMs: 9 }, 61_000)]), '<code>b<'),
    ).toContain('| 1m 1s waited |')
  })

  test.each([
    ['processing', 'wait-timeout', '⏳ processing'],
    ['completed', 'download-failed', '⚠️ completed'],
    ['failed', 'task-failed', '❌ failed'],
  ] as const)('shows status %s of a %s with its sign', (status, kind, text) => {
    const outcome = FAILURES.find((one) => one.kind === kind) ?? { kind: 'completed' }
    expect(row(show([end('a', { task: task('a', status), outcome })]), '<code>a<')).toContain(`| ${text} |`)
  })

  test('says so where no status was seen', () => {
    expect(
      row(show([end('a', { outcome: { kind: 'not-found', evidence: EVIDENCE } })]), '<code>a<'),
    ).toContain('| ❌ none seen |')
  })

  test('links the audio by its title, without query and fragment, and says that they are cut', () => {
    const markdown = show([
      completed('a', { audioUrl: 'https://cdn.example.com/a.mp3?sig=SECRET#x', title: 'Summer Vibes' }),
    ])
    expect(markdown).toContain('| [Summer Vibes](https://cdn.example.com/a.mp3) |')
    expect(markdown).toContain('_Links are shown without the query')
    expect(markdown).not.toContain('SECRET')
  })

  test('links stems by name, and audio without a title by the file name', () => {
    const stems = { vocals: 'https://cdn.example.com/v.wav', bass: 'https://cdn.example.com/b.wav' }
    expect(show([completed('a', stems)])).toContain(
      '| [vocals](https://cdn.example.com/v.wav)<br>[bass](https://cdn.example.com/b.wav) |',
    )
    expect(show([completed('a', { url: 'https://cdn.example.com/x/17.mp3', title: ' ' })])).toContain(
      '[17.mp3](https://cdn.example.com/x/17.mp3)',
    )
    expect(show([completed('a', { url: 'https://cdn.example.com/' })])).toContain(
      '[audio](https://cdn.example.com/)',
    )
  })

  test.each([
    'http://127.0.0.1:8080/a.mp3',
    'javascript:alert(1)',
    'data:audio/mp3;base64,AAAA',
    'ftp://cdn.example.com/a.mp3',
    'https://user:password@cdn.example.com/a.mp3',
    `https://cdn.example.com/${'a'.repeat(600)}`,
    'not a URL',
  ])('makes no link of %s', (audioUrl) => {
    expect(show([completed('a', { audioUrl, title: 'Vibes' })])).not.toMatch(/\]\(|password/)
  })

  test('has nothing in a link that could end it or start something else', () => {
    const nasty = 'https://cdn.example.com/a)(|`<b>"\'[]*_~!$&lt;\\@x.mp3'
    const [, target = ''] =
      /\]\((.*?)\)/.exec(summaryMarkdown(report([completed('a', { audioUrl: nasty })]), gate)) ?? []
    expect(target).toMatch(/^https:\/\/cdn\.example\.com\/[\w/.~%-]+$/)
    expect(decodeURIComponent(new URL(target).pathname)).toBe(decodeURIComponent(new URL(nasty).pathname))
  })

  test('has the saved files with sizes, and their whole checksums folded away', () => {
    const markdown = show([song('a', 'A', { files: [savedFile('a.mp3'), savedFile('b.mp3', 812)] })])
    expect(markdown).toContain('| <code>a.mp3</code> 3.1 MB<br><code>b.mp3</code> 812 B |')
    expect(markdown).toContain('<details><summary>SHA-256 of 2 saved files</summary>')
    expect(markdown).toMatch(/\n<pre>[0-9a-f]{64} {2}a\.mp3\n[0-9a-f]{64} {2}b\.mp3<\/pre>\n/)
  })

  test('names a file saved on Windows by its name alone', () => {
    const file = { ...savedFile('x'), path: 'D:\\a\\songs\\audio\\t.mp3' }
    expect(show([song('a', 'A', { files: [file] })])).toContain('<code>t.mp3</code>')
  })
})
