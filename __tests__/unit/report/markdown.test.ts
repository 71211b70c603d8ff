// The pieces of Markdown that the summary is made of, byte for byte.
import { code, count, fit, link, ownSentence, prose } from '../../../src/report/markdown.ts'
import { createGate } from '../../../src/text/untrusted.ts'

const gate = createGate('sk-0123456789')

test('text from outside is code in an element, where no mark means anything', () => {
  expect(code('a*b`<i>', gate)).toBe('<code>a&#42;b&#96;&#60;i&#62;</code>')
  expect(code('abcdef', gate, 4)).toBe('<code>abc…</code>')
})

describe('text from outside in a sentence', () => {
  test.each([
    ['#1', '&#35;<!---->1'],
    ['$x$', '&#36;<!---->x&#36;<!---->'],
    [':tada:', '&#58;<!---->tada&#58;<!---->'],
    ['GH-1', 'GH&#45;<!---->1'],
    ['gh-1', 'gh&#45;<!---->1'],
    ['www.example', 'www&#46;<!---->example'],
    ['a-b.c', 'a&#45;b&#46;c'],
  ])('%s has its halves kept apart where GitHub would see more than text', (text, expected) => {
    expect(prose(text, gate)).toBe(expected)
  })

  test('is cut before that', () => {
    expect(prose('#23456', gate, 3)).toBe('&#35;<!---->2…')
  })
})

test('names in our own sentences are code, and nothing else is', () => {
  expect(ownSentence('Check `task-id`, `https_proxy` and `a b`.', gate)).toBe(
    'Check <code>task&#45;id</code>&#44; <code>https&#95;proxy</code> and &#96;a b&#96;&#46;',
  )
})

describe('a link', () => {
  test.each([
    ['https://cdn.example.com/a.mp3?sig=1#x', '[song](https://cdn.example.com/a.mp3)'],
    ['https://cdn.example.com:8443/a.mp3', '[song](https://cdn.example.com:8443/a.mp3)'],
    ['https://cdn.example.com/a(b)!~c', '[song](https://cdn.example.com/a%28b%29%21~c)'],
    ['https://cdn.example.com/%7C%5D', '[song](https://cdn.example.com/%7C%5D)'],
    ['https://cdn.example.com/sk-0123456789', '[song](https://cdn.example.com/%2A%2A%2A)'],
  ])('to %s', (url, expected) => {
    expect(link('song', new URL(url), gate)).toBe(expected)
  })

  test.each([
    'http://127.0.0.1/a.mp3',
    'https://[::1]/a.mp3',
    'https://a_b.example/a.mp3',
    'https://a.b_c/a.mp3',
    'https://a.b_c:8443/a.mp3',
  ])('is none to %s', (url) => {
    expect(link('song', new URL(url), gate)).toBe('song')
  })

  test('is none where it would be longer than 500 characters', () => {
    const url = (length: number): URL => new URL(`https://h/${'a'.repeat(length - 'https://h/'.length)}`)
    expect(link('song', url(500), gate)).toBe(`[song](${url(500).href})`)
    expect(link('song', url(501), gate)).toBe('song')
  })
})

describe('what fits', () => {
  test.each([
    [8, 2],
    [7, 1],
    [4, 1],
    [3, 0],
  ])('into %d bytes, each with a line break', (maxBytes, kept) => {
    expect(fit(['abc', 'éf'], maxBytes)).toEqual({
      kept: ['abc', 'éf'].slice(0, kept),
      leftOut: 2 - kept,
    })
  })

  test('is the start: nothing behind what is too long, however short', () => {
    expect(fit(['a', 'bbbb', 'c'], 4)).toEqual({ kept: ['a'], leftOut: 2 })
    expect(fit([], 0)).toEqual({ kept: [], leftOut: 0 })
  })
})

test.each([
  [0, '0 tasks'],
  [1, '1 task'],
  [2, '2 tasks'],
])('%d is counted as "%s"', (howMany, words) => {
  expect(count(howMany, 'task')).toBe(words)
})
