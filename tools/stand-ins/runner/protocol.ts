/**
 * What the GitHub runner understands of a step: which of its lines are commands, and what its files say.
 *
 * Written from the runner's source (github.com/actions/runner, commit 258d6c8, August 2026), named at each function.
 * Where the runner's behaviour hangs on the machine's language (its `IndexOf` is culture-sensitive), this parser takes
 * the side of seeing a command, so that a test of ours fails rather than a user's log lies.
 */

export interface Command {
  /** Lower case, as the runner compares names without regard to case. */
  readonly name: string
  /** Keys in lower case, values unescaped; none are read of the older syntax. */
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
  ...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'notice'],
  ...['remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning'],
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
 * CRLF end a line, nothing else does. Bytes are UTF-8; a byte order mark is dropped; invalid bytes become U+FFFD.
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
    properties: parseProperties(trimmed),
    message: unescapeData(rest.slice(separator.index + separator[0].length)),
    syntax: '::',
  }
}

/**
 * `ActionCommand.TryParse`: the first `##[name key=value;key=value]message` anywhere in a line. Only its name is read, since
 * any such command is already a fault.
 */
function parseHashes(line: string): Command | null {
  const [, info] = /##\[(.*?)\]/s.exec(line) ?? []
  if (info === undefined) return null
  const { name } = nameAndProperties(info)
  return REGISTERED.has(name) ? { name, properties: {}, message: line, syntax: '##[' } : null
}

function nameAndProperties(info: string): { name: string; properties: string } {
  const space = info.indexOf(' ')
  const name = space < 0 ? info : info.slice(0, space)
  return { name: name.toLowerCase(), properties: space > 0 ? info.slice(space + 1) : '' }
}

/** As .NET's `Split` with `RemoveEmptyEntries` has it: `=` before the key and before the value are passed over. */
function parseProperties(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').flatMap((part): [string, string][] => {
    const [, key, value] = /^=*([^=]+)=+([^=].*)$/s.exec(part) ?? []
    return key === undefined ? [] : [[key.toLowerCase(), unescapeProperty(value ?? '')]]
  })
  return Object.fromEntries(pairs)
}

/** The orders are those of `_escapeMappings` and its sister in `ActionCommand.cs`; `%25` comes last in each. */
const unescapeData = unescaper('\r\n%')
const unescapeProperty = unescaper('\r\n:,%')

/** Decodes `%` and two hex digits, for these characters, one after the other. */
function unescaper(characters: string): (value: string) => string {
  const escaped = (character: string): string => `%${Buffer.from(character).toString('hex').toUpperCase()}`
  return (value) => Array.from(characters).reduce((text, each) => text.replaceAll(escaped(each), each), value)
}

const LONGEST_MESSAGE_CHARACTERS = 4096

/**
 * The annotations of one level as a user sees them, in order: `title` is '' if there is none, `message` is cut as
 * `ExecutionContext.AddIssue` does (`_maxIssueMessageLength`). The runner shows the first ten (`_maxCountPerIssueType`).
 */
export function annotationsOf(commands: readonly Command[], level: 'error' | 'warning') {
  const own = commands.filter(({ name }) => name === level)
  return own.map(({ properties, message }) => ({
    title: properties['title'] ?? '',
    message: message.slice(0, LONGEST_MESSAGE_CHARACTERS),
  }))
}

/** `CreateStepSummaryCommand.AttachmentSizeLimit`: a summary over this is dropped whole, with an error. */
export const SUMMARY_LIMIT_BYTES = 1024 * 1024

/**
 * The outputs in the text of an output file (`EnvFileKeyValuePairs.GetEnumerator`): `NAME=VALUE` lines, and
 * `NAME<<DELIMITER` up to a line that is the delimiter. The last value of a name wins. Throws if the runner would, which
 * fails the step.
 */
export function parseOutputFile(text: string): Map<string, string> {
  const outputs = new Map<string, string>()
  // The runner takes the line end of its system: on Windows CRLF, which `@actions/core` writes there; elsewhere LF, and a CR before
  // it belongs to the line. The last piece is a line without an end, or nothing.
  const lines = text.replace(/^\ufeff/, '').split(process.platform === 'win32' ? /\r?\n/ : '\n')
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue
    const [, name = '', sign, rest = ''] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? []
    if (sign === undefined || (sign === '<<' && (name === '' || rest === ''))) {
      throw new Error(`Invalid format '${line}'`)
    }
    outputs.set(name, sign === '=' ? rest : takeHeredoc(lines, rest))
  }
  return outputs
}

function takeHeredoc(lines: string[], delimiter: string): string {
  const end = lines.indexOf(delimiter)
  if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
  return lines
    .splice(0, end + 1)
    .slice(0, -1)
    .join('\n')
}
