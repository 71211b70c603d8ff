/**
 * The chart in the job summary: a mermaid gantt chart of the tasks' statuses and the API's outages over time.
 *
 * The only text from outside is IDs reduced to `[A-Za-z0-9_-]`, since mermaid has no escapes. Times are dates, which mermaid shows in
 * the reader's time zone. So they lie in a week without clock changes, which starts on a Sunday: its number (`%w`) is 0, and the axis
 * reads as time since the start. Whole seconds, so that the lengths of the bars add up.
 */
import { isCompleted, type Snapshot, type TaskState } from '../ledger.ts'
import { isTerminal } from '../mountsea/read.ts'
import { count, formatDuration } from '../text/show.ts'

/** Mermaid refuses more than 50,000 characters. 30 tasks make about 25,000. */
const MAX_TASKS = 30
/** A task that alternates between statuses must not push the others out of the chart. */
const MAX_BARS = 10
/** First polls are spread over `poll-interval`. A first status seen before this time is drawn from the start. */
const FIRST_ANSWER_MS = 10_000
/** Also for the list in words. */
export const MAX_OUTAGES = 8

/**
 * GitHub uses mermaid's default or dark theme, of an unknown release (10.9.3 and 11.17 tried). Green is completed, blue is at work,
 * and rows have no background. Several tasks get one row each, and room on both sides for IDs and for words at the ends of the bars.
 */
const COLORS =
  'sectionBkgColor: transparent, altSectionBkgColor: transparent, sectionBkgColor2: transparent, ' +
  'taskBkgColor: "#2da44e", taskBorderColor: "#1a7f37", taskTextDarkColor: black'
const COMPACT = ', gantt: {displayMode: compact, leftPadding: 150, rightPadding: 165}'

/** From this many seconds on, the axis has these units and this format. Mermaid chooses the ticks. */
const AXES = [
  [86_400, 'Days and hours', '%wd %-Hh'],
  [3_600, 'Hours and minutes', '%-H:%M'],
  [0, 'Minutes and seconds', '%-M:%S'],
] as const

/** The narrowest chart on a page of GitHub's usual width, and a letter of mermaid's 11 pixels (both measured). */
const CHART_PX = 560
const LETTER_PX = 6.2

/** `from` and `to` in seconds; equal for the milestone at a task's end. `tag`: mermaid's, with a comma. */
interface Bar {
  readonly label: string
  readonly tag: string
  readonly from: number
  readonly to: number
}

/**
 * Markdown of the chart; '' if no task changed, since the table then says the same. One task gets a row for each status; several get
 * one row each, numbered as in the table.
 */
export function drawTimeline({ tasks, outages, elapsedMs }: Snapshot): string {
  const total = inSeconds(elapsedMs)
  const isAlone = tasks.length === 1
  const pxPerSecond = isAlone ? Infinity : CHART_PX / total
  const sections = tasks.slice(0, MAX_TASKS).map((state, index) => ({
    // Mermaid would move a name that is a whole number to the front, away from its bars.
    name: isAlone ? 'Task' : `${index + 1}. ${shortId(state.taskId)}`,
    bars: barsOf(state),
  }))
  if (!sections.some(({ bars }) => bars.length > 2)) return ''
  const failing = outages.slice(0, MAX_OUTAGES).map(({ fromMs, toMs }): Bar => {
    return { label: 'outage', tag: 'crit, ', from: inSeconds(fromMs), to: inSeconds(toMs ?? elapsedMs) }
  })
  sections.push({ name: 'API', bars: failing.filter(({ from, to }) => to > from) })
  const [, units, format] = AXES.find(([least]) => total >= least) ?? AXES[2]
  const hidden = tasks.length - MAX_TASKS
  return [
    '```mermaid',
    '---',
    `config: {themeVariables: {${COLORS}}${isAlone ? '' : COMPACT}}`,
    '---',
    'gantt',
    `  title ${units} since the start of the step`,
    `  axisFormat ${format}`,
    // Otherwise mermaid puts ticks between seconds, with equal labels.
    ...(total < 10 ? ['  tickInterval 1second'] : []),
    '  dateFormat YYYY-MM-DDTHH:mm:ss',
    '  todayMarker off',
    ...sections.flatMap(({ name, bars }) => [
      ...(bars.length === 0 ? [] : [`  section ${name}`]),
      ...bars.map((bar) => {
        const start = new Date(Date.UTC(2023, 0, 1, 0, 0, bar.from)).toISOString().slice(0, 19)
        return `    ${labelOf(bar, pxPerSecond)} :${bar.tag}${start}, ${bar.to - bar.from}s`
      }),
    ]),
    '```',
    ...(hidden > 0 ? ['', `_${count(hidden, 'more task')} left out of the picture._`] : []),
  ].join('\n')
}

/** A bar for each status before the end, one for saving the files, and the end. */
function barsOf(state: TaskState): Bar[] {
  const { changes, outcome, endedAtMs } = state
  const isRed = !isCompleted(state)
  const bars = changes.map(({ status, meaning, atMs }, index): Bar => {
    const from = index === 0 && atMs < FIRST_ANSWER_MS ? 0 : inSeconds(atMs)
    const to = inSeconds(changes[index + 1]?.atMs ?? endedAtMs)
    if (isTerminal(meaning)) {
      const isSaving = endedAtMs - atMs >= 1_000
      return { label: 'saving', tag: isRed ? 'crit, ' : '', from, to: isSaving ? to : from }
    }
    const isAtWork = meaning === 'unknown' || /^(?:processing|running|stream)$/.test(status)
    const label = meaning === 'unknown' ? 'other' : status
    return { label, tag: isAtWork ? 'active, ' : 'done, ', from, to }
  })
  const end = inSeconds(endedAtMs)
  const seen = bars.filter(({ from, to }) => to > from)
  const rest = seen[MAX_BARS]
  if (rest !== undefined) seen.splice(MAX_BARS, Infinity, { ...rest, label: 'more changes', to: end })
  const label = outcome.kind.replace(/^task-/, '')
  return [...seen, { label, tag: isRed ? 'milestone, crit, ' : 'milestone, ', from: end, to: end }]
}

/** At most 20 characters of an ID: its start and its end, where IDs differ. */
function shortId(taskId: string): string {
  const safe = taskId.replace(/[^\w-]/g, '_')
  return safe.length <= 20 ? safe : `${safe.slice(0, 9)}...${safe.slice(-8)}`
}

/** With its length, if there is room: a text wider than its bar would cover the next bar. */
function labelOf({ label, from, to }: Bar, pxPerSecond: number): string {
  if (to === from) return label
  const widthPx = (to - from) * pxPerSecond
  const texts = [`${label} ${formatDuration((to - from) * 1_000)}`, label]
  return texts.find((text) => text.length * LETTER_PX <= widthPx) ?? '·'
}

function inSeconds(ms: number): number {
  return Math.round(ms / 1_000)
}
