/**
 * The input `tasks`: how each task goes, one line a task, such as `song: pending 5s, processing 20s, completed`.
 *
 * A line is a list of words. Each word has a duration, except the last one, which lasts for good.
 */
import { parseDurationMs, quote, type Parsed } from '../../src/text/show.ts'

/** What happens to a task during one phase. */
export type Scene =
  /** A record whose status is not the last one. */
  | { readonly kind: 'goes-on'; readonly status: string }
  | { readonly kind: 'completed'; readonly audio: 'tone' | 'text' | 'cut' | 'slow' | 'expired' }
  | { readonly kind: 'failed'; readonly errorMessage: string; readonly errorCode: number | null }
  | { readonly kind: 'cancelled' | 'timeout' }
  /** No record at all. */
  | { readonly kind: 'down' | 'rate-limited' | 'html' | 'unauthorized' }

export interface Phase {
  readonly scene: Scene
  /** From the task's first poll. `Infinity` for the last phase. */
  readonly untilMs: number
}

export interface RehearsedTask {
  readonly id: string
  /** What the user wrote after the name. */
  readonly line: string
  /** At least one. */
  readonly phases: readonly Phase[]
}

export type ParsedTasks =
  | { readonly kind: 'tasks'; readonly tasks: readonly RehearsedTask[] }
  | { readonly kind: 'errors'; readonly errors: readonly string[] }

/** The words that may stand anywhere in a line. */
const LASTING: ReadonlyMap<string, Scene> = new Map<string, Scene>([
  ['pending', { kind: 'goes-on', status: 'pending' }],
  ['ready', { kind: 'goes-on', status: 'ready' }],
  ['assigned', { kind: 'goes-on', status: 'assigned' }],
  ['processing', { kind: 'goes-on', status: 'processing' }],
  ['down', { kind: 'down' }],
  ['rate-limited', { kind: 'rate-limited' }],
  ['html', { kind: 'html' }],
  ['unauthorized', { kind: 'unauthorized' }],
])

/** The words that can only be the last of a line. */
const ENDS: ReadonlyMap<string, Scene> = new Map<string, Scene>([
  ['completed', { kind: 'completed', audio: 'tone' }],
  ['failed', { kind: 'failed', errorMessage: 'This failure is rehearsed', errorCode: null }],
  ['cancelled', { kind: 'cancelled' }],
  ['timeout', { kind: 'timeout' }],
  ['never', { kind: 'goes-on', status: 'processing' }],
  ['bad-audio', { kind: 'completed', audio: 'text' }],
  ['cut-audio', { kind: 'completed', audio: 'cut' }],
  ['slow-audio', { kind: 'completed', audio: 'slow' }],
  ['expired-url', { kind: 'completed', audio: 'expired' }],
])

/** What a blank input means. */
const ONE_SONG = 'song: pending 5s, processing 10s, completed'

/** The action waits for at most this many in one step. */
const MAX_TASKS = 100
/** A name that needs no escapes in a URL, a file name or a log. */
const LINE = /^(?<id>[A-Za-z0-9][A-Za-z0-9._-]{0,63})\s*:(?<rest>.*)$/
const FAILED = /^failed\s+"(?<message>[^"]*)"(?:\s+(?<code>\d{1,9}))?$/
const EXAMPLE = 'Write it like `song: pending 5s, processing 20s, completed`'

/** All tasks, or one error for each line that is wrong. */
export function parseTasks(input: string): ParsedTasks {
  const tasks = new Map<string, RehearsedTask>()
  const errors: string[] = []
  const lines = input.trim() === '' ? [ONE_SONG] : input.split('\n')
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const parsed = parseLine(line.trim())
    if ('error' in parsed) errors.push(`Input \`tasks\`, line ${index + 1}: ${parsed.error}`)
    else if (tasks.has(parsed.value.id))
      errors.push(`Input \`tasks\` has two tasks ${quote(parsed.value.id)}.`)
    else tasks.set(parsed.value.id, parsed.value)
  }
  if (tasks.size > MAX_TASKS)
    errors.push(`Input \`tasks\` has ${tasks.size} tasks. Allowed are ${MAX_TASKS}.`)
  return errors.length > 0 ? { kind: 'errors', errors } : { kind: 'tasks', tasks: [...tasks.values()] }
}

function parseLine(line: string): Parsed<RehearsedTask> {
  const { id, rest } = LINE.exec(line)?.groups ?? {}
  if (id === undefined || rest === undefined) {
    return {
      error: `${quote(line)} does not begin with a name and a colon. ${EXAMPLE}; a name has letters, digits, \`.\`, \`_\` and \`-\`.`,
    }
  }
  const words = wordsOf(rest)
  const phases: Phase[] = []
  let untilMs = 0
  for (const [index, word] of words.entries()) {
    const parsed = index === words.length - 1 ? parseLast(word) : parseLasting(word)
    if ('error' in parsed) return parsed
    untilMs += parsed.value.untilMs
    phases.push({ ...parsed.value, untilMs })
  }
  return { value: { id, line: words.join(', '), phases } }
}

/** Splits at commas outside messages. A single pattern would search the whole text again for each comma. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  let word = ''
  let isMessage = false
  for (const char of text) {
    if (char === '"') isMessage = !isMessage
    if (char !== ',' || isMessage) {
      word += char
      continue
    }
    words.push(word)
    word = ''
  }
  return [...words, word].map((each) => each.trim())
}

/** A word with its duration, `processing 20s`, as a phase of its own. */
function parseLasting(text: string): Parsed<Phase> {
  const [word = '', duration = '', ...more] = text.split(/\s+/)
  const scene = LASTING.get(word)
  if (scene === undefined) return { error: unknown(text, 'before the end') }
  const untilMs = more.length > 0 ? null : parseDurationMs(duration)
  return untilMs === null
    ? { error: `${quote(text)} needs a duration with a unit. Write it like \`${word} 20s\`.` }
    : { value: { scene, untilMs } }
}

/** The last word of a line: an end, or any other word without its duration. */
function parseLast(text: string): Parsed<Phase> {
  const { message: errorMessage, code } = FAILED.exec(text)?.groups ?? {}
  const scene: Scene | undefined =
    errorMessage === undefined
      ? (ENDS.get(text) ?? LASTING.get(text))
      : { kind: 'failed', errorMessage, errorCode: code === undefined ? null : Number(code) }
  return scene === undefined
    ? { error: unknown(text, 'as the end') }
    : { value: { scene, untilMs: Infinity } }
}

function unknown(text: string, where: string): string {
  const list = (words: Iterable<string>): string => [...words].map((word) => `\`${word}\``).join(', ')
  return `${quote(text)} is not known ${where}. ${EXAMPLE}. With a duration, such as \`5s\`: ${list(LASTING.keys())}. As the end: ${list(ENDS.keys())}, \`failed "The lyrics were rejected" 4201\` (no quote in the message), or a word of the first list without a duration.`
}
