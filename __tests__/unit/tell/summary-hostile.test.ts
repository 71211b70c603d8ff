// Whatever the API sends, the summary contains only our own Markdown, HTML and links.
import fc from 'fast-check'
import { summaryMarkdown } from '../../../src/tell/summary.ts'
import type { TaskState } from '../../../src/ledger.ts'
import { HOSTILE } from '../../summaries/hostile.ts'
import { changes, ended, savedFile, step, task } from '../../summaries/snapshots.ts'

/** Text that is likely to mean something to a Markdown parser. */
const marks = fc.array(fc.constantFrom(...Array.from('<>`|[]()@#&\n\r*_~$:a1')), { maxLength: 40 })
const nasty = fc.oneof(
  fc.constantFrom(...HOSTILE, '', '```', '|', '<!--', '-->', '&#60;', '\n\n', '\\', '[a](b)'),
  fc.string({ unit: 'binary', maxLength: 40 }),
  marks.map((all) => all.join('')),
)
/** The ID and the status of a record are never blank. */
const nastyWord = nasty.filter((text) => text.trim() !== '')

const someReport = fc
  .record({ id: nastyWord, status: nastyWord, text: nasty, path: nasty, isCompleted: fc.boolean() })
  .map(({ id, status, text, path, isCompleted }): TaskState => {
    const result = { audioUrl: `https://cdn.example.com/${path}`, title: text }
    return ended(id, {
      task: task(id, status, { errorMessage: text, errorCode: text, traceId: text, result }),
      outcome: isCompleted ? { kind: 'completed' } : { kind: 'download-failed', why: text },
      files: isCompleted ? [savedFile(path)] : [],
      changes: changes(['pending', 10], [status, 2_000]),
      endedAtMs: 9_000,
    })
  })

/** Removes our own markup. Whatever a parser still finds came from outside. */
function remains(markdown: string): string {
  return markdown
    .replace(/\n```mermaid\n---\nconfig: [\w\s:"#{},]+---\ngantt\n(?:[\w\s.·:,%-])*\n```\n/, '\n')
    .replace(/<!---->|<\/?(?:code|pre|details|summary)>|<br>/g, '')
    .replace(/\]\(https:\/\/cdn\.example\.com\/[\w/.~%:-]*\)/g, '')
    .replace(/&#\d+;|&nbsp;/g, '')
    .replace(/`[\w .,/+-]+`|\*\*What to do:\*\*|^#{3,4} |^_.*_$/gm, '')
    .replace(/^\|.*\|$/gm, (row) => row.replace(/ \| |^\| | \|$/g, ' ').replaceAll('[', ''))
}

test('hostile text in a summary is nothing but text to a parser', () => {
  fc.assert(
    fc.property(fc.array(someReport, { minLength: 1, maxLength: 4 }), nasty, (tasks, target) => {
      const problem = { kind: 'redirect', httpStatus: 302, target, excerpt: target } as const
      const markdown = summaryMarkdown(step(tasks, { outages: [{ fromMs: 0, toMs: 3_000, problem }] }))
      expect(remains(markdown)).not.toMatch(/[<>`[\]|*~@$&]/)
      expect(markdown).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/u)
    }),
    { numRuns: 300 },
  )
})
