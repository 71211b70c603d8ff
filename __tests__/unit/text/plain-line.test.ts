// How the log shows a hostile text. __tests__/fuzz/text-claims.ts tests any text.
import { cut, plainLine, shortLine } from '../../../src/text/plain-line.ts'

test.each([
  ['ordinary text stays', 'A song, 3:20 long :: "Ünïcode" 漢字 👍🏽', 'A song, 3:20 long :: "Ünïcode" 漢字 👍🏽'],
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
  ['what reorders or hides text is shown', '\u202egnp\u200b\u{e0041}', '\\u{202e}gnp\\u{200b}\\u{e0041}'],
  ['half a character becomes a replacement character', 'a\ud800b', 'a\ufffdb'],
  ['a command behind ends of lines starts no line of its own', '\r\n::error::x', '\\r\\n::error::x'],
])('%s', (_what, text, line) => {
  expect(plainLine(text)).toBe(line)
})

test.each([
  ['a signature', 'see https://cdn.example/a.mp3?sig=hush, or not', 'see https://cdn.example/a.mp3?… or not'],
  ['a fragment', '"http://h/#hush" is it', '"http://h/?…" is it'],
  ['a user name and password', 'https://user:hush@h.example/a', 'https://h.example/a'],
  ['JSON with escaped slashes', '{"url":"https:\\/\\/h\\/a?hush"}', '{"url":"https:\\/\\/h\\/a?…"}'],
  ['a URL in a URL', 'https%3A%2F%2Fh%2Fa%3Fhush', 'https%3A%2F%2Fh%2Fa?…'],
  ['two user names', 'https://user:hush@hush@h.example/a', 'https://h.example/a'],
  ['JSON as some servers write it', 'https:\\u002F\\u002fh\\u003Fhush', 'https:\\u002F\\u002fh?…'],
  ['HTML', 'https:&#x2F;&#x2F;h&#47;a&#63;hush&amp;hush', 'https:&#x2F;&#x2F;h&#47;a?…'],
  ['HTML by names', 'https&colon;&sol;&sol;h&quest;hush', 'https&colon;&sol;&sol;h?…'],
  ['HTML by other names', 'http://u:hush&commat;h/a&num;hush sig&equals;hush', 'http://h/a?… sig&equals;…'],
  ['HTML in HTML', 'https:&amp;#x2F;&amp;#x2F;h?hush', 'https:&amp;#x2F;&amp;#x2F;h?…'],
  ['a URL behind other letters', '_https://h/a?hush 漢https://h/a?hush', '_https://h/a?… 漢https://h/a?…'],
  ['a long scheme', `${'x'.repeat(40)}://h/a?hush`, `${'x'.repeat(40)}://h/a?…`],
  [
    'a user name in an escaped URL',
    'https:\\/\\/u:hush@h\\/a and http:&#47;&#47;u:hush&#64;h',
    'https:\\/\\/h\\/a and http:&#47;&#47;h',
  ],
  ['a signature without a URL', 'cdn/a?X-Amz-Signature=hush&x=hush, or', 'cdn/a?X-Amz-Signature=… or'],
  [
    'a signature whose = is escaped',
    'x_sig%3Dhush SIGN\\u003dhush accessToken&#x3D;hush&#47;hush',
    'x_sig%3D… SIGN\\u003d… accessToken&#x3D;…',
  ],
  ['a credential that ends with a line', 'X-Amz-Credential=hush\nnext', 'X-Amz-Credential=…\\nnext'],
  [
    'a character that cannot be seen',
    'https://h/a\u200b?hush http://x\u200bhttps://u:hush@h',
    'https://h/a\\u{200b}?… http://x\\u{200b}https://h',
  ],
  [
    'slashes as browsers take them, too',
    'https:/h/a?hush https:h/a?hush HTTP:\\\\nh\\a?hush',
    'https:/h/a?… https:h/a?… HTTP:\\\\nh\\a?…',
  ],
  ['a URL behind half of one', 'http:x,https://u:hush@h/a?hush', 'http:x,https://h/a?…'],
  ['a signature in JSON', '{"signature": "hush <hush","a":1}', '{"signature": "…","a":1}'],
  [
    'a signature in JSON in JSON',
    '{\\"token\\":\\"hush\\/hush\\",\\"a\\":1}',
    '{\\"token\\":\\"…",\\"a\\":1}',
  ],
  [
    'a signature in quotes',
    'keyId="a",signature="hush hush", b=\\"c\\"',
    'keyId="a",signature="…", b=\\"c\\"',
  ],
  ['a signature in JSON that was cut off', '{"a":1,"token":"hush hu…', '{"a":1,"token":"…"'],
  [
    'no secret',
    'https://h.example/a and/or b?c, token: none, a signal=5, https: or not? {"sign":""}',
    'https://h.example/a and/or b?c, token: none, a signal=5, https: or not? {"sign":""}',
  ],
])('what may be secret in a URL is not shown: %s', (_what, text, line) => {
  expect(plainLine(text)).toBe(line)
})

test('words after a signature that was cut off stay, however often the line is made plain', () => {
  for (const rest of ['hush', '']) {
    const line = `${plainLine(`{"token":"${rest}`)}; choose "Re-run".`
    expect(plainLine(line)).toBe('{"token":"…"; choose "Re-run".')
  }
})

test('a message is cut at 2,000 characters unless a place has room for fewer', () => {
  expect(shortLine('x'.repeat(2_001))).toBe(`${'x'.repeat(1_999)}…`)
  expect(shortLine('x'.repeat(2_000))).toHaveLength(2_000)
  expect(shortLine('abc\ndef', 5)).toBe('abc\\n…')
})

test('an emoji at the cut is left out whole', () => {
  expect(cut('ab👍cd', 4)).toBe('ab…')
  expect(cut('ab👍cd', 5)).toBe('ab👍…')
  expect(cut('ab👍', 4)).toBe('ab👍')
})

test('a megabyte of the worst text is shortened quickly', () => {
  const escapes = ['\\', '\0', '\u202e', '\ud800', ' ', '%25', '%2525', '&amp;', '&amp;amp;']
  const urls = ['::', '##[', 'a:', 'https:', 'https://', 'https:\\\\', '://', '://a@', 'a@']
  for (const unit of [...escapes, ...urls, 'sig', 'sig=', '"sig":"'])
    expect(plainLine(unit.repeat(1_000_000 / unit.length))).not.toBe('')
})
