// The pieces of Markdown that the summary is made of. fuzz/text-claims.ts proves that any text is inert.
import { code, fit, inert, link, prose } from '../../../src/tell/markdown.ts'

test('text from outside is cut, then encoded, with mail addresses split; code is in an HTML element', () => {
  expect(inert('a\n@b')).toBe('a&#92;n&#64;<!---->b')
  expect(inert('<<<<', 3)).toBe('&#60;&#60;…')
  expect(inert('x'.repeat(2_001))).toBe(`${'x'.repeat(1_999)}…`)
  expect(code('a*bcdef', 4)).toBe('<code>a&#42;b…</code>')
})

describe('a sentence', () => {
  test.each([
    'Task song-1 failed at MountSea: a "new" (voice), 50% off; why? No, that_is {fine} = ok!',
    'After 12.5 s - and NODE_EXTRA_CA_CERTS is set.',
    'Check `task-id`, `https_proxy` and `30 min`.',
  ])('stays as it is where Markdown would not act on it, and in backticks: %s', (text) => {
    expect(prose(text)).toBe(text)
  })

  test.each([
    ['#1', '&#35;<!---->1'],
    ['$x$', '&#36;<!---->x&#36;<!---->'],
    ['a :tada:', 'a &#58;<!---->tada:'],
    ['GH-1 gh-1', 'GH&#45;<!---->1 gh&#45;<!---->1'],
    ['www.example', 'www&#46;<!---->example'],
    ['http://h a@h', 'http&#58;<!---->//h a&#64;<!---->h'],
    ['<b>&lt;</b>', '&#60;b&#62;&#38;lt;&#60;/b&#62;'],
    ['*a* _b_ ~c~ [d](e)', '&#42;a&#42; &#95;b&#95; &#126;c&#126; &#91;d&#93;(e)'],
    ['a|b\\c', 'a&#124;b&#92;c'],
    ['is `a|<b>` `', 'is <code>a&#124;&#60;b&#62;</code> &#96;'],
    ['``a` b', '&#96;`a` b'],
    ['- a', '&#45;<!----> a'],
    [' + a', ' &#43; a'],
    ['1. a', '1&#46;<!----> a'],
    ['10) a - b. 1.', '10&#41; a - b. 1.'],
  ])('has a character reference where Markdown or GitHub would act: %s', (text, expected) => {
    expect(prose(text)).toBe(expected)
  })

  test('is cut before it is escaped: at 3,000 characters, unless a place has room for fewer', () => {
    expect(prose('#23456', 3)).toBe('&#35;<!---->2…')
    expect(prose('x'.repeat(3_001))).toBe(`${'x'.repeat(2_999)}…`)
  })
})

const urlOfLength = (length: number): string => `https://h/${'a'.repeat(length - 'https://h/'.length)}`

test.each([
  ['https://cdn.example.com/a.mp3?sig=1#x', '[song](https://cdn.example.com/a.mp3)'],
  ['https://cdn.example.com:8443/a.mp3', '[song](https://cdn.example.com:8443/a.mp3)'],
  ['https://cdn.example.com/%7C%5D', '[song](https://cdn.example.com/%7C%5D)'],
  [
    'https://h/a)(|`<b>"\'[]*_~!$&lt;@x',
    '[song](https://h/a%29%28%7C%60%3Cb%3E%22%27%5B%5D%2A_~%21%24%26lt%3B%40x)',
  ],
  [urlOfLength(500), `[song](${urlOfLength(500)})`],
])('a link to %s holds nothing that could end it', (url, expected) => {
  expect(link('song', new URL(url))).toBe(expected)
})

test.each([
  'http://127.0.0.1/a.mp3',
  'https://[::1]/a.mp3',
  'https://a_b.example/a.mp3',
  'https://a.b_c:8443/a.mp3',
  urlOfLength(501),
])('no link is made to %s', (url) => {
  expect(link('song', new URL(url))).toBe('song')
})

test.each([
  [8, ['abc', 'éf'], 2],
  [7, ['abc', 'éf'], 1],
  [3, ['abc', 'éf'], 0],
  [4, ['a', 'bbbb', 'c'], 1],
  [0, [], 0],
])('%d bytes hold of %j, each with a line break, the first %d', (maxBytes, items, kept) => {
  expect(fit(items, maxBytes)).toEqual({ kept: items.slice(0, kept), leftOut: items.length - kept })
})
