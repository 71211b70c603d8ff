/**
 * What the GitHub runner makes of the lines that a step prints: which of them are commands.
 *
 * Written from the runner's source (github.com/actions/runner, commit 258d6c8, August 2026), named at each function.
 * Where the runner's behaviour hangs on the machine's language (its `IndexOf` is culture-sensitive), this parser takes
 * the side of seeing a command, so that a test of ours fails rather than a user's log lies.
 */

export interface Command {
  /** Lower case, as the runner compares names without regard to case. */
  readonly name: string
  /** Keys in lower case, values unescaped. */
  readonly properties: Readonly<Record<string, string>>
  /** Unescaped. */
  readonly message: string
  readonly syntax: '::' | '##['
}

/**
 * Every name that the runner acts on: `ActionCommandManager.Initialize` registers `stop-commands` and all extensions of
 * `ActionCommandManager.cs`; of them `internal-set-repo-path` only for the runner's own plugins.
 */
const REGISTERED = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])

/** What .NET's `char.IsWhiteSpace` is true for (Unicode's White_Space): what `TrimStart` and `Trim` remove. */
const DOTNET_WHITE_SPACE =
  '\\u0009-\\u000d\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const LEADING = new RegExp(`^[${DOTNET_WHITE_SPACE}]+`)
const TRAILING = new RegExp(`[${DOTNET_WHITE_SPACE}]+$`)

/** The second `::`, also with characters in it that a culture-sensitive `IndexOf` (ICU) passes over. */
const SEPARATOR = /:[\p{Default_Ignorable_Code_Point}\p{Cc}]*:/u

/**
 * Splits what a process wrote into lines as `ProcessInvoker.StartReadStream` does (`StreamReader.ReadLine`): LF, CR and
 * CRLF end a line, nothing else does. Bytes are UTF-8, a byte order mark is dropped, what is no UTF-8 becomes U+FFFD.
 */
export function splitLines(output: Uint8Array | string): string[] {
  const text = typeof output === 'string' ? output : new TextDecoder('utf-8').decode(output)
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/**
 * The commands in what a step printed on one stream (`OutputManager.OnDataReceived` handles standard output and standard
 * error alike). Those after a `stop-commands` are listed too: an action has no business with that one.
 */
export function parseCommands(output: Uint8Array | string): Command[] {
  return splitLines(output).flatMap((line) => parseCommand(line) ?? [])
}

/** `ActionCommandManager.TryProcessCommand`: the newer syntax first, then the older one. `null`: the line is only text. */
export function parseCommand(line: string): Command | null {
  return parseDoubleColon(line) ?? parseHashes(line)
}

/** `ActionCommand.TryParseV2`: `::name key=value,key=value::message` after leading white space. */
function parseDoubleColon(line: string): Command | null {
  const text = line.replace(LEADING, '')
  if (!text.startsWith('::')) return null
  const rest = text.slice(2)
  const separator = SEPARATOR.exec(rest)
  if (separator === null) return null
  const { name, properties } = nameAndProperties(rest.slice(0, separator.index))
  if (!REGISTERED.has(name)) return null
  const trimmed = properties.replace(LEADING, '').replace(TRAILING, '')
  return {
    name,
    properties: parseProperties(trimmed, ',', unescapeProperty),
    message: unescapeData(rest.slice(separator.index + separator[0].length)),
    syntax: '::',
  }
}

/** `ActionCommand.TryParse`: the first `##[name key=value;key=value]message` anywhere in a line. */
function parseHashes(line: string): Command | null {
  const start = line.indexOf('##[')
  const end = line.indexOf(']', start)
  if (start < 0 || end < 0) return null
  const { name, properties } = nameAndProperties(line.slice(start + 3, end))
  if (!REGISTERED.has(name)) return null
  return {
    name,
    properties: parseProperties(properties, ';', unescapeOld),
    message: unescapeOld(line.slice(end + 1)),
    syntax: '##[',
  }
}

function nameAndProperties(info: string): { name: string; properties: string } {
  const space = info.indexOf(' ')
  const name = space < 0 ? info : info.slice(0, space)
  return { name: name.toLowerCase(), properties: space > 0 ? info.slice(space + 1) : '' }
}

/** As .NET's `Split` with `RemoveEmptyEntries` has it: `=` before the key and before the value are passed over. */
function parseProperties(
  text: string,
  separator: string,
  unescape: (value: string) => string,
): Readonly<Record<string, string>> {
  const pairs = text.split(separator).flatMap((part): [string, string][] => {
    const pair = /^=*([^=]+)=+([^=].*)$/s.exec(part)
    return pair === null ? [] : [[(pair[1] ?? '').toLowerCase(), unescape(pair[2] ?? '')]]
  })
  return Object.fromEntries(pairs)
}

/** The orders are those of `_escapeMappings` and its two sisters in `ActionCommand.cs`; `%25` comes last in each. */
const unescapeData = unescaper([
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
])
const unescapeProperty = unescaper([
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
])
const unescapeOld = unescaper([
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
])

function unescaper(mappings: readonly (readonly [string, string])[]): (value: string) => string {
  return (value) =>
    mappings.reduce((text, [replacement, token]) => text.replaceAll(replacement, token), value)
}
