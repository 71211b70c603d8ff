/**
 * The picture in the job summary: a mermaid gantt chart of the tasks' statuses and of the API's outages over time.
 *
 * Nothing from outside gets into it but IDs reduced to `[A-Za-z0-9_-]`: mermaid has a syntax of its own, and no escapes.
 * Times are dates of a week that no time zone changed its clock in, since mermaid shows dates in the reader's own zone; the
 * week starts on a Sunday, whose number (`%w`) is 0, so the axis reads as time since the start. All of it is drawn the same
 * by mermaid 10.9, 11.17 and 12.3 (tried); GitHub does not say which one it runs.
 */
import { isTerminal } from '../products/task.ts'
import { isCompleted, type Outage, type TaskReport } from '../step-report.ts'
import { formatDuration } from '../text/show.ts'

/** Mermaid refuses more than 50,000 characters; a person stops reading long before. 30 tasks make about 25,000. */
const MAX_TASKS = 30
/** A task that flaps between statuses must not push the others out of the picture. */
const MAX_BARS = 10
const MAX_OUTAGES = 8
/** A step that was over sooner has no story to draw. */
const SHORTEST_MS = 1_000
const DAY_MS = 86_400_000

interface Bar {
  readonly label: string
  readonly tag: 'done' | 'active' | 'crit' | 'plain' | 'milestone' | 'milestone, crit'
  readonly fromMs: number
  readonly toMs: number
}

/** Mermaid source without the fence, and how many tasks it leaves out. */
export interface Timeline {
  readonly mermaid: string
  readonly leftOut: number
}

/**
 * Draws at most the first 30 of `tasks`, in their order, and the longest outages; `null` where nothing took long enough to draw.
 * One task gets a row for each status; several get one row each, numbered from 1 as in the table of the summary.
 */
export function drawTimeline(
  tasks: readonly TaskReport[],
  outages: readonly Outage[],
  elapsedMs: number,
): Timeline | null {
  const totalMs = Math.round(Math.max(elapsedMs, ...tasks.map(({ endedAtMs }) => endedAtMs)))
  if (totalMs < SHORTEST_MS || tasks.length === 0) return null
  const shown = tasks.slice(0, MAX_TASKS)
  const isAlone = tasks.length === 1
  const rows = shown.map((report, index) => ({
    // A name that is a whole number would be sorted to the front by mermaid's renderer, away from its bars.
    name: isAlone ? 'Task' : `${index + 1}. ${shortId(report.taskId)}`,
    bars: barsOf(report, totalMs, isAlone ? 0.01 : 0.06),
  }))
  const api = { name: 'API', bars: longest(outages, totalMs).map((outage) => outageBar(outage, totalMs)) }
  const sections = [...rows, api].filter(({ bars }) => bars.length > 0)
  if (sections.every(({ bars }) => bars.every((bar) => bar.fromMs === bar.toMs))) return null
  const label = isAlone ? labelWithDuration : (bar: Bar): string => labelThatFits(bar, totalMs)
  const lines = [
    ...(isAlone ? [] : COMPACT),
    'gantt',
    '  title Time since the start of the step',
    '  dateFormat YYYY-MM-DD HH:mm:ss.SSS',
    ...axis(totalMs),
    '  todayMarker off',
    ...sections.flatMap(({ name, bars }) => [
      `  section ${name}`,
      ...bars.map((bar) => barLine(bar, label(bar))),
    ]),
  ]
  return { mermaid: lines.join('\n'), leftOut: tasks.length - shown.length }
}

/** One row a task, and room on both sides for IDs and for the words at the ends of the bars. */
const COMPACT = [
  '---',
  'config:',
  '  gantt:',
  '    displayMode: compact',
  '    leftPadding: 150',
  '    rightPadding: 165',
  '---',
]

/** `saving` is drawn where it took at least that share of the picture: a thinner bar could not be read. */
function barsOf(report: TaskReport, totalMs: number, savingShare: number): Bar[] {
  const { changes, files, outcome, endedAtMs } = report
  const bars = statusBars(report, totalMs)
  const completedAt = changes.find(({ meaning }) => meaning === 'completed')?.atMs
  const isRed = !isCompleted(report)
  if (completedAt !== undefined && endedAtMs - completedAt >= totalMs * savingShare) {
    if (files.length > 0 || outcome.kind === 'download-failed')
      bars.push({ label: 'saving', tag: isRed ? 'crit' : 'plain', fromMs: completedAt, toMs: endedAtMs })
  }
  const label = outcome.kind.replace(/^task-/, '')
  bars.push({ label, tag: isRed ? 'milestone, crit' : 'milestone', fromMs: endedAtMs, toMs: endedAtMs })
  return bars
}

/** A bar for each status that the task was seen in before its end. */
function statusBars({ changes, endedAtMs }: TaskReport, totalMs: number): Bar[] {
  const bars = changes.flatMap(({ status, meaning, atMs }, index): Bar[] => {
    if (isTerminal(meaning)) return []
    // The first answer takes its time to arrive; the task was in that status when it was asked for.
    const fromMs = index === 0 && atMs < totalMs / 50 ? 0 : atMs
    const toMs = changes[index + 1]?.atMs ?? endedAtMs
    const label = meaning === 'unknown' ? 'other' : status
    return [
      {
        label,
        tag: /^(?:processing|running|stream)$/.test(status) || label === 'other' ? 'active' : 'done',
        fromMs,
        toMs,
      },
    ]
  })
  if (bars.length <= MAX_BARS) return bars
  const rest = bars.slice(MAX_BARS - 1)
  const fromMs = rest[0]?.fromMs ?? 0
  return [...bars.slice(0, MAX_BARS - 1), { label: 'more changes', tag: 'active', fromMs, toMs: endOf(rest) }]
}

function endOf(bars: readonly Bar[]): number {
  return Math.max(...bars.map((bar) => bar.toMs))
}

/** The outages that lasted longest, in order of time. */
function longest(outages: readonly Outage[], totalMs: number): Outage[] {
  const length = ({ fromMs, toMs }: Outage): number => (toMs ?? totalMs) - fromMs
  const chosen = new Set([...outages].sort((a, b) => length(b) - length(a)).slice(0, MAX_OUTAGES))
  return outages.filter((outage) => chosen.has(outage))
}

function outageBar({ fromMs, toMs }: Outage, totalMs: number): Bar {
  return { label: 'outage', tag: 'crit', fromMs, toMs: toMs ?? totalMs }
}

/** At most 20 characters of an ID: its start and its end, where IDs differ. */
function shortId(taskId: string): string {
  const safe = taskId.replace(/[^\w-]/g, '_')
  return safe.length <= 20 ? safe : `${safe.slice(0, 9)}...${safe.slice(-8)}`
}

function labelWithDuration({ label, fromMs, toMs }: Bar): string {
  return toMs > fromMs ? `${label} ${formatDuration(toMs - fromMs)}` : label
}

/** The narrowest chart on a page of GitHub's usual width, and a letter of mermaid's 11 pixels (both measured). */
const CHART_PX = 560
const LETTER_PX = 6.2

/** Bars in one row: a text wider than its bar would lie over the next one. */
function labelThatFits(bar: Bar, totalMs: number): string {
  const widthPx = ((bar.toMs - bar.fromMs) / totalMs) * CHART_PX
  if (bar.tag.startsWith('milestone')) return bar.label
  return [labelWithDuration(bar), bar.label].find((text) => text.length * LETTER_PX <= widthPx) ?? '·'
}

function barLine({ tag, fromMs, toMs }: Bar, label: string): string {
  const from = Math.round(fromMs)
  // Whole milliseconds at both ends, so that one bar ends exactly where the next one starts.
  const lengthMs = Math.round(toMs) - from
  return `    ${label} :${tag === 'plain' ? '' : `${tag}, `}${moment(from)}, ${lengthMs}ms`
}

/** `2023-01-01 00:00:12.400` for 12.4 s after the start. */
function moment(ms: number): string {
  return new Date(Date.UTC(2023, 0, 1) + ms).toISOString().replace('T', ' ').replace('Z', '')
}

/** At most eight ticks, labelled with units. */
function axis(totalMs: number): string[] {
  const tick = TICKS.find(({ ms }) => totalMs / ms <= 8) ?? { ms: DAY_MS, interval: '1day' }
  return [`  axisFormat ${axisFormat(totalMs, tick.ms)}`, `  tickInterval ${tick.interval}`]
}

function axisFormat(totalMs: number, tickMs: number): string {
  if (totalMs >= DAY_MS) return '%wd %-Hh'
  if (totalMs >= 3_600_000) return tickMs >= 3_600_000 ? '%-Hh' : '%-Hh %-Mm'
  if (totalMs >= 60_000) return tickMs >= 60_000 ? '%-Mm' : '%-Mm %-Ss'
  return '%-Ss'
}

const TICKS = [
  ...[1, 2, 5, 10, 15, 30].map((every) => ({ ms: every * 1_000, interval: `${every}second` })),
  ...[1, 2, 5, 10, 15, 30].map((every) => ({ ms: every * 60_000, interval: `${every}minute` })),
  ...[1, 2, 3, 6, 12].map((every) => ({ ms: every * 3_600_000, interval: `${every}hour` })),
]
