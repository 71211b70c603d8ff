/**
 * Any text from outside becomes one harmless line, or harmless Markdown.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { inert } from '../../src/tell/markdown.ts'
import { plainLine, shortLine } from '../../src/text/plain-line.ts'
import { parseCommand, splitLines } from '../../tools/stand-ins/runner/protocol.ts'
import { commandByCollation } from './collation.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'

function assertOnlyText(line: string): void {
  const bytes = Buffer.from(line)
  assert.ok(splitLines(bytes).length <= 1, 'one line')
  assert.equal(parseCommand(line), null, 'no command')
  assert.equal(parseCommand(bytes.toString('utf8')), null, 'no command in the bytes')
  assert.equal(commandByCollation(line), null, 'no command in a culture that ignores characters')
  assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\u00ad]/)
  assert.ok(line.isWellFormed())
}

const SIGNATURES = ['X-Amz-Signature', 'sig', 'auth_sign', 'Security-Token', 'X-Goog-Credential']
/** How programs escape a URL in JSON, in another URL and in HTML. */
const ESCAPES: readonly ((url: string) => string)[] = [
  (url) => url,
  (url) => JSON.stringify(url).slice(1, -1).replaceAll('/', '\\/'),
  (url) =>
    JSON.stringify(url)
      .slice(1, -1)
      .replace(/[/:?&=]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`),
  encodeURIComponent,
  (url) => url.replace(/[/:?&=]/g, (mark) => `&#${mark.charCodeAt(0)};`),
  (url) => url.replace(/[/:?&=]/g, (mark) => `&#x${mark.charCodeAt(0).toString(16).toUpperCase()};`),
]

const parts = fc.array(hostileText, { minLength: 1, maxLength: 4 })

export const TEXT_CLAIMS: readonly Fuzz[] = [
  fuzz('any text becomes one line that the runner only prints, and so do several, joined', parts, (texts) => {
    for (const text of texts) assertOnlyText(shortLine(text))
    const line = plainLine(texts.map((text) => shortLine(text)).join(''))
    assertOnlyText(line)
    assert.equal(plainLine(line), line)
  }),
  fuzz(
    'no query of a URL and no value of a signature is shown, however they are escaped',
    fc.record({
      before: hostileText,
      escape: fc.constantFrom(...ESCAPES),
      depth: fc.nat(2),
      name: fc.constantFrom(...SIGNATURES),
    }),
    ({ before, escape, depth, name }) => {
      let url = `https://cdn.example/a.mp3?Expires=1&${name}=HUSH&x=HUSH`
      for (let times = 0; times < depth; times++) url = escape(url)
      assert.doesNotMatch(plainLine(`${before}${url} ${url.slice(url.indexOf(name))}`), /HUSH/)
    },
  ),
  fuzz('any text becomes Markdown without special characters', hostileText, (text) => {
    const markdown = inert(text)
    assert.match(markdown, /^(?:[A-Za-z0-9 ]|[^\0-\x7f]|&#\d+;|<!---->)*$/)
    const decoded = markdown
      .replaceAll('<!---->', '')
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    assert.equal(decoded, shortLine(text))
  }),
]
