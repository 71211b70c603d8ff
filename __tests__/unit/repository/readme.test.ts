/**
 * Compares headings, tables and code blocks of the two READMEs, but not their sentences. Also checks that the links of all documents
 * lead somewhere. (names.test.ts compares the comments of the inputs.)
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const english = readFileSync('README.md', 'utf8')
const chinese = readFileSync('README.zh-CN.md', 'utf8')

test('each README links to the other in its first line', () => {
  expect(english.split('\n')[0]).toContain('](README.zh-CN.md)')
  expect(chinese.split('\n')[0]).toContain('](README.md)')
})

test.each<[string, (markdown: string) => unknown]>([
  ['headings have the same levels', (markdown) => headings(markdown).map(({ level }) => level)],
  ['code blocks are the same except for comments and descriptions', codeBlocks],
  ['tables have the same number of rows', (markdown) => withoutCode(markdown).match(/^\|/gm)?.length],
])('the %s', (_what, partOf) => {
  expect(partOf(chinese)).toEqual(partOf(english))
})

test.each([english, chinese])('each README has at most 2,300 words', (markdown) => {
  expect(markdown.split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(2_300)
})

test.each(globSync(['*.md', '{docs,examples}/*.md', '__tests__/**/README.md']))(
  '%s: links to other sites are https, and every other link finds a file or a heading',
  (path) => {
    const missing = targets(readFileSync(path, 'utf8')).filter((target) => {
      if (/^\w+:/.test(target)) return !target.startsWith('https:')
      const [file = '', slug] = target.split('#')
      const place = file === '' ? path : join(dirname(path), file)
      if (!existsSync(place)) return true
      return (
        slug !== undefined && !headings(readFileSync(place, 'utf8')).some((heading) => heading.slug === slug)
      )
    })
    expect(missing).toEqual([])
  },
)

interface Heading {
  readonly level: number
  readonly slug: string
}

/** With the names that GitHub gives them: lower case, without punctuation, hyphens for spaces. */
function headings(markdown: string): Heading[] {
  return [...withoutCode(markdown).matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', text = '']) => ({
    level: marks.length,
    slug: text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  }))
}

function codeBlocks(markdown: string): string[] {
  return [...markdown.matchAll(/^```.*?^```$/gms)].map(([block]) =>
    block.replace(/^ *(?:description:|# ).*\n/gm, '').replace(/(?<=\s)#\s.*$/gm, ''),
  )
}

/** Where links and pictures lead, also those in HTML. */
function targets(markdown: string): string[] {
  const found = withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)
  return [...found].map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml ?? '')
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```.*?^```$/gms, '')
}
