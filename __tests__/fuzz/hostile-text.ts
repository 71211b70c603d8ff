/**
 * Texts that start commands, end lines, hide or reorder characters, or mean something in HTML, Markdown, mermaid and the runner's
 * files.
 */
import fc from 'fast-check'

export const HOSTILE_PIECES = [
  ...['::add-mask::e', '::set-env name=PATH::/tmp', '::stop-commands::x', '::error::injected', '::', ':'],
  ...['##[add-mask]e', '##[error]injected', '##[', '#', '[', '\r', '\n', '\r\n', '\u0085', '\u2028'],
  ...['\u2029', '\0', '\u001b[31m', '\u001b]0;title\u0007', '\u009b31m', '\u202e', '\u2066', '\u200b'],
  ...['\u200d', '\u00ad', '\ufeff', '\ufe0f', '\u3164', '\u00a0', '\u3000', '\ud800', '\udc00', '\u{e0041}'],
  ...['%0A', '%25', '</details></table></pre></code><script>alert(1)</script>'],
  ...['<img src=x onerror=alert(1)>', '[click](javascript:alert(1))', '![x](https://evil.example/x.png)'],
  ...['@octocat', '| cell |', '```', '`', '\\', '&#58;&#58;', '&colon;', '-->'],
  ...['https://', 'https:', 'http:u@', '"token":"', '%3A//u:p%40', '://', '\\u002f', '&#x2f;', '%253A'],
  ...['?', '=', '%3d', 'token=', 'X-Amz-Signature'],
  ...['%%{init: {"securityLevel": "loose"}}%%', 'ghadelimiter_', '<<EOF', '\nreason=completed\n', '\t', ' '],
] as const

/** Hostile pieces with ordinary and random text between them. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_PIECES) },
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))
