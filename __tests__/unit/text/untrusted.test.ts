// The text gate in examples: what a reader sees of a hostile text. What holds for every text is in __tests__/fuzz.
import { createGate, cut, plainLine } from '../../../src/text/untrusted.ts'

const gate = createGate('')

describe('in a line of the log', () => {
  test.each([
    [
      'ordinary text stays',
      'A song, 3:20 long :: "Ünïcode" 漢字 👍🏽',
      'A song, 3:20 long :: "Ünïcode" 漢字 👍🏽',
    ],
    ['an emoji of several keeps its joiners', '👩‍👩‍👧', '👩‍👩‍👧'],
    ['a command at the start is disarmed', '::add-mask::e', '\\::add-mask::e'],
    ['a command after white space is disarmed', ' \u00a0\u3000::add-mask::e', ' \u00a0\u3000\\::add-mask::e'],
    ['a lone colon stays', ':add-mask:', ':add-mask:'],
    ['an old command is disarmed wherever it stands', 'a ##[add-mask]e ##[b]', 'a ##\\[add-mask]e ##\\[b]'],
    ['hashes and brackets apart stay', '## [x] #[y]', '## [x] #[y]'],
    ['ends of lines are shown', 'a\nb\rc\r\nd', 'a\\nb\\rc\\r\\nd'],
    ['Unicode’s ends of lines are shown', 'a\u0085b\u2028c\u2029d', 'a\\u{85}b\\u{2028}c\\u{2029}d'],
    ['a tab is a space', 'a\tb', 'a b'],
    ['NUL and terminal codes are shown', '\0\u001b[31m\u007f\u009b', '\\u{0}\\u{1b}[31m\\u{7f}\\u{9b}'],
    [
      'what reorders or hides text is shown',
      '\u202egnp.exe\u200b\ufeff\u{e0041}',
      '\\u{202e}gnp.exe\\u{200b}\\u{feff}\\u{e0041}',
    ],
    ['half a character is a sign that something was there', 'a\ud800b', 'a\ufffdb'],
  ])('%s', (_, text, line) => {
    expect(plainLine(text)).toBe(line)
    expect(gate.line(text)).toBe(line)
  })

  test('a command that is only there once its first characters are trimmed is disarmed too', () => {
    expect(plainLine('\r\n::error::x')).toBe('\\r\\n::error::x')
  })

  test('a message is cut at 2,000 characters unless a place has room for fewer', () => {
    expect(gate.line('x'.repeat(2_001))).toBe(`${'x'.repeat(1_999)}…`)
    expect(gate.line('x'.repeat(2_000))).toHaveLength(2_000)
    expect(gate.line('abcdef', 4)).toBe('abc…')
    expect(gate.markdown('x'.repeat(2_001))).toBe(`${'x'.repeat(1_999)}…`)
    expect(gate.markdown('abcdef', 4)).toBe('abc…')
  })

  test('an emoji at the cut is left out whole', () => {
    expect(cut('ab👍cd', 4)).toBe('ab…')
    expect(cut('ab👍cd', 5)).toBe('ab👍…')
    expect(cut('ab👍', 4)).toBe('ab👍')
  })
})

describe('in the summary', () => {
  test('every mark of Markdown, HTML and tables is a character reference', () => {
    expect(gate.markdown('<b>|`[x](y)')).toBe('&#60;b&#62;&#124;&#96;&#91;x&#93;&#40;y&#41;')
  })

  test('a mail address and a mention are kept apart by an empty comment', () => {
    expect(gate.markdown('a@b')).toBe('a&#64;<!---->b')
  })

  test('all punctuation of ASCII is covered, and letters, digits and spaces are not', () => {
    const visible = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index))
    const kept = visible.filter((character) => gate.markdown(character) === character)
    expect(kept.join('')).toBe(' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')
  })

  test('ends of lines are shown there too, so that no text leaves its cell', () => {
    expect(gate.markdown('a\nb')).toBe('a&#92;nb')
  })
})

describe('the key', () => {
  const keyed = createGate('sk-0123456789abcdef')

  test('is cut out before the text is cut, and before it is made harmless', () => {
    expect(keyed.line('key sk-0123456789abcdef refused', 12)).toBe('key *** ref…')
    expect(keyed.markdown('sk-0123456789abcdef')).toBe('&#42;&#42;&#42;')
    expect(createGate('##[key]##[key]').line('a ##[key]##[key] b')).toBe('a *** b')
  })

  test('is cut out of outputs, which stay as they are otherwise', () => {
    expect(keyed.redact('::a\n\u202e sk-0123456789abcdef ')).toBe('::a\n\u202e *** ')
    expect(keyed.redactJson({ a: 'x sk-0123456789abcdef' })).toEqual({ a: 'x ***' })
  })

  test('that breaks off at the end of a message is cut out as far as it goes', () => {
    expect(keyed.line('refused: sk-0123456789abcd')).toBe('refused: ***')
    expect(keyed.markdown('refused: sk-0123456')).toBe('refused&#58; &#42;&#42;&#42;')
    // Outputs are never broken off, so there the start of a key is only a word.
    expect(keyed.redact('refused: sk-0123456789abcd')).toBe('refused: sk-0123456789abcd')
  })

  test('that is blank hides nothing', () => {
    expect(gate.line('a b')).toBe('a b')
    expect(gate.redact('a b')).toBe('a b')
  })
})

test('a megabyte of the worst is shortened in no time worth speaking of', () => {
  for (const unit of ['\\', '\0', '::', '##[', '\u202e', '%25', '&amp;', '\ud800', ' ']) {
    const text = unit.repeat(1_000_000 / unit.length)
    expect(gate.line(text).length).toBeLessThanOrEqual(20_000)
    expect(createGate('-key-0123456789').line(text)).toBe(gate.line(text))
  }
})
