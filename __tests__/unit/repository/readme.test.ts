/**
 * Holds the two READMEs together: whoever changes one is told where the other has to follow. Tables, code blocks, links, headings
 * and pictures are compared; the sentences are a translator's business. (names.test.ts holds the comments of the inputs.)
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PRODUCTS } from '../../../src/mountsea/products.ts'

const english = readFileSync('README.md', 'utf8')
const chinese = readFileSync('README.zh-CN.md', 'utf8')
const documents = [
  'README.md',
  'README.zh-CN.md',
  ...['docs', 'examples'].flatMap((folder) => globSync(`${folder}/*.md`)),
  'CONTRIBUTING.md',
  'SECURITY.md',
]
const both = [
  ['README.md', english],
  ['README.zh-CN.md', chinese],
] as const

test('each README links to the other in its first line', () => {
  expect(english.split('\n')[0]).toContain('](README.zh-CN.md)')
  expect(chinese.split('\n')[0]).toContain('](README.md)')
})

test('the headings are of the same levels, in the same order', () => {
  expect(headings(chinese).map(({ level }) => level)).toEqual(headings(english).map(({ level }) => level))
})

test('the tables have the same rows, with the same code and the same links in each', () => {
  expect(rows(chinese)).toEqual(rows(english))
})

test('the code blocks are the same but for comments and descriptions', () => {
  expect(codeBlocks(chinese)).toEqual(codeBlocks(english))
})

test('the links lead to the same places', () => {
  expect(links(chinese)).toEqual(links(english))
})

test('the numbers of lists and of their points are the same', () => {
  const points = (markdown: string): number => withoutCode(markdown).match(/^(?:-|\d+\.) /gm)?.length ?? 0
  expect(points(chinese)).toBe(points(english))
})

test.each(documents)('%s: every link to a file or a heading finds one', (path) => {
  const markdown = readFileSync(path, 'utf8')
  const wanted = targets(markdown).filter((target) => !target.startsWith('https:'))
  const missing = wanted.filter((target) => {
    const [file = '', slug] = target.split('#')
    const place = file === '' ? path : join(dirname(path), file)
    if (!existsSync(place)) return true
    return (
      slug !== undefined && !headings(readFileSync(place, 'utf8')).some((heading) => heading.slug === slug)
    )
  })
  expect(missing).toEqual([])
})

test.each(both)('%s has at most 2,300 words', (_name, markdown) => {
  expect(markdown.split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(2_300)
})

test.each(both)('%s: links to other sites are https', (_name, markdown) => {
  expect(targets(markdown).filter((target) => /^\w+:/.test(target) && !target.startsWith('https:'))).toEqual(
    [],
  )
})

test.each(both)(
  '%s: the table of products has the paths and the words for success of the code',
  (_name, markdown) => {
    const inReadme = markdown.split('\n').flatMap((line) => {
      const [, path, word] = /`endpoint: https:\/\/api\.mountsea\.ai([^`]+)` *\| `(\w+)`/.exec(line) ?? []
      return path === undefined ? [] : [[path, word]]
    })
    const inCode = PRODUCTS.map(([path, { statuses }]) => [
      path,
      [...statuses].find(([, meaning]) => meaning === 'completed')?.[0],
    ])
    // The first is the default, for which nothing is to be written.
    expect(inReadme).toEqual(inCode.slice(1))
  },
)

test('the Marketplace takes the description of action.yml, which has less than 125 characters', () => {
  const description = /^description: (.*)$/m.exec(readFileSync('action.yml', 'utf8'))?.[1] ?? ''
  expect(description).not.toBe('')
  expect(description.length).toBeLessThan(125)
})

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

/** For each row its number of cells, the code in it that is no word of the text, and its links. */
function rows(markdown: string): unknown[] {
  const lines = withoutCode(markdown).split('\n')
  return lines
    .filter((line) => line.startsWith('|') && !/^[| -]+$/.test(line))
    .map((line) => ({
      cells: line.split('|').length,
      code: [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code).sort(),
      links: places(line, markdown),
    }))
}

function codeBlocks(markdown: string): string[] {
  return [...markdown.matchAll(/^```.*?^```$/gms)].map(([block]) =>
    block.replace(/^ *(?:description:|# ).*\n/gm, '').replace(/(?<=\s)#\s.*$/gm, ''),
  )
}

/** Sorted: a sentence may name its links in another order. */
function links(markdown: string): string[] {
  const [, ...rest] = markdown.split('\n')
  return places(rest.join('\n'), markdown)
}

/** A heading is named by its number, and a page of MountSea is the same in every language. */
function places(text: string, markdown: string): string[] {
  const slugs = headings(markdown).map(({ slug }) => slug)
  return targets(text)
    .map((target) => (target.startsWith('#') ? `heading ${slugs.indexOf(target.slice(1))}` : target))
    .map((target) => target.replace('docs.mountsea.ai/zh/', 'docs.mountsea.ai/'))
    .sort()
}

/** Where links and pictures lead, also those in HTML. */
function targets(markdown: string): string[] {
  const found = withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)
  return [...found].map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml ?? '')
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```.*?^```$/gms, '')
}
