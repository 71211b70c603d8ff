// Whatever the API sends, the summary holds no Markdown, HTML or link but our own.
import fc from 'fast-check'
import type { TaskEnd } from '../../../src/outcome.ts'
import { summaryMarkdown } from '../../../src/report/summary.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { HOSTILE, hostile } from '../../summaries/hostile.ts'
import { changes, end, report, savedFile, task } from '../../summaries/reports.ts'

const KEY = 'sk-secret-key-1'
const gate = createGate(KEY)

/** Text that is likely to mean something to a Markdown parser. */
const nasty = fc.oneof(
  fc.constantFrom(
    ...HOSTILE,
    KEY,
    `x ${KEY} y`,
    '',
    '```',
    '|',
    '<!--',
    '-->',
    '&#60;',
    '\n\n',
    '\\',
    '[a](b)',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '`',
        '|',
        '[',
        ']',
        '(',
        ')',
        '@',
        '#',
        '&',
        '\n',
        '\r',
        '*',
        '_',
        '~',
        '$',
        ':',
        'a',
        '1',
      ),
      { maxLength: 40 },
    )
    .map((marks) => marks.join('')),
)

const someEnd = fc
  .record({
    id: nasty,
    status: nasty,
    message: nasty,
    code: nasty,
    trace: nasty,
    title: nasty,
    path: nasty,
    why: nasty,
    ok: fc.boolean(),
  })
  .map(({ id, status, message, code, trace, title, path, why, ok }): TaskEnd => {
    const result = { audioUrl: `https://cdn.example.com/${path}`, title }
    return end(id, {
      task: task(id, status, { errorMessage: message, errorCode: code, traceId: trace, result }),
      outcome: ok ? { kind: 'completed' } : { kind: 'download-failed', why },
      files: ok ? [savedFile(path)] : [],
      changes: changes(['pending', 10], [status, 2_000]),
      endedAtMs: 9_000,
    })
  })

/** Takes away all that is ours to the letter; what then still means something to a parser is not. */
function remains(markdown: string): string {
  return markdown
    .replace(/\n```mermaid\n(?:---\n[\w\s:]+---\n)?gantt\n(?:[\w\s.·:,%-])*\n```\n/, '\n')
    .replace(/<!---->|<\/?(?:code|pre|details|summary)>|<br>/g, '')
    .replace(/\]\(https:\/\/cdn\.example\.com\/[\w/.~%:-]*\)/g, '')
    .replace(/&#\d+;/g, '')
    .replace(/`[a-zA-Z-]+`|\*\*What to do:\*\*|^> |^#{3,4} |^_.*_$/gm, '')
    .replace(/^\|.*\|$/gm, (row) => row.replace(/ \| |^\| | \|$/g, ' ').replaceAll('[', ''))
}

test('a summary full of hostile text holds nothing that a parser would take for more than text', () => {
  fc.assert(
    fc.property(fc.array(someEnd, { minLength: 1, maxLength: 4 }), nasty, nasty, (ends, why, resultPath) => {
      const markdown = summaryMarkdown(
        report(ends, { outages: [{ fromMs: 0, toMs: 3_000, why }], resultPath }),
        gate,
      )
      expect(remains(markdown)).not.toMatch(/[<>`[\]|*~@$&]/)
      expect(markdown).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/u)
      expect(markdown).not.toContain(KEY)
    }),
    { numRuns: 300 },
  )
})

test('a table row stays one row with as many cells as the others', () => {
  const rows = summaryMarkdown(hostile(), gate)
    .split('\n')
    .filter((line) => line.startsWith('|'))
  const cells = new Set(rows.map((row) => row.split('|').length))
  expect(rows).toHaveLength(hostile().ends.length + 2)
  expect(cells.size).toBe(1)
})
