// The fake runner hears what the real one would: each case is a line of the runner's source, tried.
import {
  annotationsOf,
  masksOf,
  parseCommand,
  parseCommands,
  parseOutputFile,
  splitLines,
} from '../support/runner-protocol.ts'

/** Every UTF-16 unit for which .NET's documentation of `Char.IsWhiteSpace` says true. */
const WHITE_SPACE = [
  0x9, 0xa, 0xb, 0xc, 0xd, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006,
  0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
]

describe('lines', () => {
  test('end at LF, CR and CRLF, and nowhere else', () => {
    expect(splitLines('a\nb\rc\r\nd\n\re')).toEqual(['a', 'b', 'c', 'd', '', 'e'])
    expect(splitLines('a\u0085b\u2028c\u2029d\u000be\n')).toEqual(['a\u0085b\u2028c\u2029d\u000be'])
    expect(splitLines('')).toEqual([])
  })

  test('are UTF-8, without a byte order mark', () => {
    expect(splitLines(Buffer.from('\ufeff::debug::é'))).toEqual(['::debug::é'])
    expect(splitLines(Buffer.from([0x61, 0xff, 0x0a]))).toEqual(['a\ufffd'])
  })
})

describe('a ::command::', () => {
  test('has a name, properties and a message, unescaped', () => {
    expect(parseCommand('::error title=T%3A 1%2C2,file=a%25b::50%25%0Aof%3A it')).toEqual({
      name: 'error',
      properties: { title: 'T: 1,2', file: 'a%b' },
      message: '50%\nof%3A it',
      syntax: '::',
    })
    expect(parseCommand('::debug::%250A')?.message).toBe('%0A')
    expect(parseCommand('::add-mask::')).toMatchObject({ name: 'add-mask', message: '' })
  })

  test('counts after all that .NET takes for white space, and after nothing else', () => {
    const before = [...Array(0x10000).keys()].filter((unit) => {
      const character = String.fromCharCode(unit)
      return parseCommand(`${character}${character}::error::x`) !== null
    })
    expect(before).toEqual(WHITE_SPACE)
  })

  test('is told by its name, whatever the case, and its properties split as .NET does', () => {
    expect(parseCommand('::ERROR TITLE=x::y')).toMatchObject({ name: 'error', properties: { title: 'x' } })
    expect(parseCommand('::nonsense::y')).toBeNull()
    expect(parseCommand('::internal-set-repo-path repoFullName=x::y')).toBeNull()
    expect(parseCommand(':: error::y')).toBeNull()
    expect(parseCommand('::error')).toBeNull()
    expect(parseCommand('x ::error::y')).toBeNull()
    expect(parseCommand('::error  ,=a==b=c,,d=,e,f=g ::y')?.properties).toEqual({ a: 'b=c', f: 'g' })
  })

  test.each([
    ...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'notice'],
    ...['remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning'],
  ])('is one of those that the runner registers: %s', (name) => {
    expect(parseCommand(`::${name}::x`)?.name).toBe(name)
    expect(parseCommand(`y ##[${name}]x`)?.name).toBe(name)
  })

  test('may hide invisible characters in its separator, where the machine compares by culture', () => {
    expect(parseCommand('::error:\u200d:y')).toMatchObject({ name: 'error', message: 'y' })
  })
})

describe('a ##[command]', () => {
  test('counts anywhere in a line', () => {
    expect(parseCommand('so he said ##[error title=a%3Bb%5D;file=f]50%25%0D%0A')).toEqual({
      name: 'error',
      properties: { title: 'a;b]', file: 'f' },
      message: '50%\r\n',
      syntax: '##[',
    })
  })

  test('is only looked for at the first ##[', () => {
    expect(parseCommand('##[x]##[error]y')).toBeNull()
    expect(parseCommand('##[error')).toBeNull()
    expect(parseCommand(']##[group]y')).toMatchObject({ name: 'group', message: 'y' })
    expect(parseCommand('::nonsense::##[error]y')).toMatchObject({ name: 'error' })
  })
})

test('annotations and masks are found among commands', () => {
  const commands = parseCommands(
    `::add-mask::k%0Al\n::warning title=W::w\n::error::${'x'.repeat(5000)}\ntext\n::debug::d`,
  )
  expect(commands.map(({ name }) => name)).toEqual(['add-mask', 'warning', 'error', 'debug'])
  expect(masksOf(commands)).toEqual(['k\nl'])
  expect(annotationsOf(commands)).toEqual([
    { level: 'warning', title: 'W', message: 'w' },
    { level: 'error', title: '', message: 'x'.repeat(4096) },
  ])
})

describe('an output file', () => {
  const read = (text: string): Record<string, string> => Object.fromEntries(parseOutputFile(text))

  test('has NAME=VALUE lines and heredocs, of which the last wins', () => {
    expect(read('\ufeffa=1=2\n\nb<<EOF\nx\n\ny<<z\nEOF\na=3\n')).toEqual({ a: '3', b: 'x\n\ny<<z' })
    expect(read('b<<EOF\nEOF\nc<<E=F\n\nE=F')).toEqual({ b: '', c: '' })
    expect(read('a=b<<c\nd=\n')).toEqual({ a: 'b<<c', d: '' })
    expect(read('')).toEqual({})
  })

  test('keeps a CR, which is no end of a line', () => {
    expect(read('a<<EOF\nx\r\ny\rEOF\nEOF\n')).toEqual({ a: 'x\r\ny\rEOF' })
  })

  test.each([
    ['a<<EOF\nx\n', 'Matching delimiter not found'],
    ['a<<EOF\nx', 'EOF marker missing new line'],
    ['a<<EOF\nx\nEOF2\n', 'Matching delimiter not found'],
    ['<<EOF\nEOF\n', 'Name must not be empty'],
    ['a<<\n\n', 'delimiter must not be empty'],
    ['just text\n', "Invalid format 'just text'"],
  ])('fails the step for %j', (text, message) => {
    expect(() => parseOutputFile(text)).toThrow(message)
  })
})
