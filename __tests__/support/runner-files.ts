/**
 * What the GitHub runner makes of the files that a step writes: `GITHUB_OUTPUT` and `GITHUB_STEP_SUMMARY`.
 * Written from the runner's source (github.com/actions/runner, commit 258d6c8, `src/Runner.Worker/FileCommandManager.cs`),
 * as compiled for Linux and macOS.
 */

/** `CreateStepSummaryCommand.AttachmentSizeLimit`: a summary over this is dropped whole, with an error. */
export const SUMMARY_LIMIT_BYTES = 1024 * 1024

/**
 * The outputs in the text of an output file (`EnvFileKeyValuePairs.GetEnumerator`): `NAME=VALUE` lines, and
 * `NAME<<DELIMITER` up to a line that is the delimiter. The last value of a name wins. Throws where the runner does, which
 * fails the step.
 */
export function parseOutputFile(text: string): Map<string, string> {
  const outputs = new Map<string, string>()
  const reader = new LineReader(text.startsWith('\ufeff') ? text.slice(1) : text)
  for (let line = reader.next(); line !== null; line = reader.next()) {
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      outputs.set(line.slice(0, equals), line.slice(equals + 1))
    } else if (heredoc >= 0) {
      const name = line.slice(0, heredoc)
      const delimiter = line.slice(heredoc + 2)
      if (name === '' || delimiter === '') {
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
      }
      outputs.set(name, readHeredoc(reader, delimiter))
    } else {
      throw new Error(`Invalid format '${line}'`)
    }
  }
  return outputs
}

function readHeredoc(reader: LineReader, delimiter: string): string {
  const lines: string[] = []
  for (let line = reader.next(); line !== delimiter; line = reader.next()) {
    if (line === null) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
    if (!reader.hadNewline) throw new Error('Invalid value. EOF marker missing new line.')
    lines.push(line)
  }
  return lines.join('\n')
}

/** `EnvFileKeyValuePairs.ReadLine`: only LF ends a line; a CR before it belongs to the line. */
class LineReader {
  readonly #text: string
  #at = 0
  hadNewline = true

  constructor(text: string) {
    this.#text = text
  }

  /** The next line, `null` at the end. */
  next(): string | null {
    if (this.#at >= this.#text.length) return null
    const found = this.#text.indexOf('\n', this.#at)
    const end = found < 0 ? this.#text.length : found
    const line = this.#text.slice(this.#at, end)
    this.hadNewline = found >= 0
    this.#at = end + 1
    return line
  }
}
