// Draws the gantt charts that src/tell/timeline.ts writes. GitHub draws them with mermaid, which is too large to install for a
// demo; this knows the few lines that ours are made of, and nothing else of mermaid.

interface Bar {
  readonly label: string
  readonly tags: string
  readonly fromMs: number
  readonly lengthMs: number
}

interface Section {
  readonly name: string
  readonly bars: Bar[]
}

/** From time to pixels. */
type Scale = (ms: number) => number

const LEFT = 130
const WIDTH = 700
const RIGHT = 110
const ROW = 24
const TOP = 22
const BOTTOM = 8
/** The room that a letter takes, more or less. */
const LETTER = 6.5

/** The chart as SVG, `null` where it is not one of ours. */
export function drawGantt(source: string): string | null {
  const sections = parse(source)
  const bars = sections.flatMap((section) => section.bars)
  const totalMs = Math.max(0, ...bars.map(({ fromMs, lengthMs }) => fromMs + lengthMs))
  if (totalMs === 0) return null
  const x: Scale = (ms) => LEFT + (ms / totalMs) * WIDTH
  const isCompact = source.includes('displayMode: compact')
  let row = 0
  const drawn = sections.map((section) => {
    const from = row
    row += isCompact ? 1 : section.bars.length
    return drawSection(section, from, isCompact, x)
  })
  const height = TOP + row * ROW + BOTTOM
  const parts = [...ticks(totalMs).map((ms) => drawTick(ms, height, x)), ...drawn]
  return `<svg class="gantt" viewBox="0 0 ${LEFT + WIDTH + RIGHT} ${height}" role="img">${parts.join('')}</svg>`
}

function parse(source: string): Section[] {
  const sections: Section[] = []
  for (const line of source.split('\n')) {
    const name = /^ *section (.+)$/.exec(line)?.[1]
    if (name !== undefined) sections.push({ name, bars: [] })
    const bar = parseBar(line)
    if (bar !== null) sections.at(-1)?.bars.push(bar)
  }
  return sections
}

function parseBar(line: string): Bar | null {
  const match = /^ *(.+?) *:(?:(.+), )?(\d{4}-\d\d-\d\d)T([\d:]+), (\d+)s$/.exec(line)
  if (match === null) return null
  const [, label = '', tags = '', day = '', time = '', length] = match
  // Our charts begin with a year.
  const fromMs = Date.parse(`${day}T${time}Z`) - Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`)
  return { label, tags, fromMs, lengthMs: Number(length) * 1000 }
}

function drawSection({ name, bars }: Section, row: number, isCompact: boolean, x: Scale): string {
  const drawn = bars.map((bar, index) => drawBar(bar, middle(isCompact ? row : row + index), x))
  return `<text x="0" y="${middle(row) + 4}">${name}</text>${drawn.join('')}`
}

function drawBar(bar: Bar, y: number, x: Scale): string {
  const { label, fromMs, lengthMs } = bar
  const from = x(fromMs)
  const text = (at: number, anchor: string): string =>
    `<text x="${at}" y="${y + 4}" text-anchor="${anchor}">${label}</text>`
  if (lengthMs === 0)
    return `<path class="${kindOf(bar)}" d="M${from} ${y - 7}l7 7l-7 7l-7-7z"/>${text(from + 12, 'start')}`
  const width = Math.max(2, x(fromMs + lengthMs) - from)
  const fits = label.length * LETTER < width
  return (
    `<rect class="${kindOf(bar)}" x="${from}" y="${y - 8}" width="${width}" height="16" rx="3"/>` +
    (fits ? text(from + width / 2, 'middle') : '')
  )
}

/** The class that says the colour. */
function kindOf({ label, tags }: Bar): string {
  if (tags.includes('crit')) return 'crit'
  if (label === 'completed') return 'good'
  return tags.includes('active') ? 'active' : 'done'
}

function drawTick(ms: number, height: number, x: Scale): string {
  const at = x(ms)
  return (
    `<line class="grid" x1="${at}" x2="${at}" y1="${TOP}" y2="${height - BOTTOM}"/>` +
    `<text class="tick" x="${at}" y="${TOP - 8}" text-anchor="middle">${ms / 1000}s</text>`
  )
}

function middle(row: number): number {
  return TOP + row * ROW + ROW / 2
}

/** At most nine times to write above the chart, in whole seconds. */
function ticks(totalMs: number): number[] {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600]
  const stepMs = 1000 * (steps.find((seconds) => totalMs / seconds / 1000 <= 8) ?? 3600)
  return Array.from({ length: Math.floor(totalMs / stepMs) + 1 }, (_, index) => index * stepMs)
}
