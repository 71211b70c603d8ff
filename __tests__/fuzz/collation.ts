/**
 * How the runner reads a line on a machine whose culture ignores some characters.
 *
 * `ActionCommand` (actions/runner, 258d6c8) finds its marks with `StartsWith(string)` and `IndexOf(string)`, which compare by
 * culture. ICU ignores joiners, soft hyphens and variation selectors in a mark and before it. The text after the mark is counted
 * in UTF-16 units, as if the mark had its usual length.
 */

const IGNORABLE = '[\\p{Default_Ignorable_Code_Point}\\p{Cc}\\p{Cf}]*'
const KEY_AT_START = new RegExp(`^${IGNORABLE}:${IGNORABLE}:`, 'u')
const KEY = new RegExp(`:${IGNORABLE}:`, 'u')
const HASHES = new RegExp(`#${IGNORABLE}#${IGNORABLE}\\[`, 'u')
const NAME = /^[a-z-]+(?: |$)/i

/** The name of the command that such a runner sees in the line, or `null`. Any word counts as a name. */
export function commandByCollation(line: string): string | null {
  const text = line.trimStart()
  if (KEY_AT_START.test(text)) {
    const end = KEY.exec(text.slice(2))
    const info = end === null ? '' : text.slice(2, 2 + end.index)
    if (NAME.test(info)) return info
  }
  const start = HASHES.exec(line)?.index ?? -1
  const info = start < 0 ? '' : line.slice(start + 3, Math.max(line.indexOf(']', start), start + 3))
  return NAME.test(info) ? info : null
}
