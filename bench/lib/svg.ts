/**
 * Plots as SVG text: panels with axes, lines and labelled points. As much as the benchmarks' pictures need.
 */

export interface Series {
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly colour: string
  /** A line through the points, dots at them, or both. */
  readonly mark: 'line' | 'dots' | 'both'
  /** A text beside each point, '' for none. */
  readonly labels?: readonly string[]
  /** Where the texts stand; above and to the right by default. */
  readonly labelsAt?: 'above' | 'below' | 'beside'
  /** Named in the legend where it is set. */
  readonly name?: string
}

export interface Panel {
  readonly title: string
  readonly x: string
  readonly y: string
  readonly series: readonly Series[]
}

export const COLOURS = { own: '#0969da', other: '#6e7781', warm: '#bc4c00', light: '#afb8c1' } as const

const WIDTH = 340
const HEIGHT = 250
const MARGIN = { left: 52, right: 20, top: 34, bottom: 44 }

/** One picture with the panels side by side, `columns` in a row, each `scale` times its usual width. */
export function drawPanels(panels: readonly Panel[], columns: number, scale = 1): string {
  const width = WIDTH * scale
  const rows = Math.ceil(panels.length / columns)
  const drawn = panels.map((panel, index) => {
    const at = `translate(${(index % columns) * width},${Math.floor(index / columns) * HEIGHT})`
    return `<g transform="${at}">${drawPanel(panel, width)}</g>`
  })
  const [wholeWidth, wholeHeight] = [width * columns, HEIGHT * rows]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wholeWidth}" height="${wholeHeight}" viewBox="0 0 ${wholeWidth} ${wholeHeight}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#ffffff"/>
${drawn.join('\n')}
</svg>
`
}

function drawPanel({ title, x, y, series }: Panel, width: number): string {
  const all = series.flatMap(({ points }) => points)
  const toX = axis(Math.max(...all.map(([value]) => value)), MARGIN.left, width - MARGIN.right)
  const toY = axis(Math.max(...all.map(([, value]) => value)), HEIGHT - MARGIN.bottom, MARGIN.top)
  const middle = (MARGIN.left + width - MARGIN.right) / 2
  const ticksX = toX.ticks.map(
    (tick) =>
      line([tick.at, HEIGHT - MARGIN.bottom], [tick.at, HEIGHT - MARGIN.bottom + 4]) +
      text([tick.at, HEIGHT - MARGIN.bottom + 16], tick.label, 'middle'),
  )
  const ticksY = toY.ticks.map(
    (tick) =>
      line([MARGIN.left, tick.at], [width - MARGIN.right, tick.at]) +
      text([MARGIN.left - 6, tick.at + 4], tick.label, 'end'),
  )
  const legend = series.filter(({ name }) => name !== undefined)
  return [
    text([MARGIN.left, 18], title, 'start', 'font-weight="bold" font-size="12"'),
    ...ticksX,
    ...ticksY,
    text([middle, HEIGHT - 8], x, 'middle'),
    `<g transform="translate(12,${(HEIGHT - MARGIN.bottom + MARGIN.top) / 2}) rotate(-90)">${text([0, 0], y, 'middle')}</g>`,
    ...series.map((each) => drawSeries(each, toX.place, toY.place)),
    ...legend.map(({ name = '', colour }, index) =>
      text([width - MARGIN.right, MARGIN.top + 12 + 14 * index], name, 'end', `fill="${colour}"`),
    ),
  ].join('\n')
}

function drawSeries(
  series: Series,
  placeX: (value: number) => number,
  placeY: (value: number) => number,
): string {
  const { points, colour, mark, labels = [] } = series
  const placed = points.map(([x, y]): Place => [placeX(x), placeY(y)])
  const path = placed.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')
  const lines =
    mark === 'dots' ? '' : `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>`
  const dots =
    mark === 'line'
      ? []
      : placed.map(([x, y]) => `<circle cx="${round(x)}" cy="${round(y)}" r="3.5" fill="${colour}"/>`)
  const words = placed.map((place, index) => drawLabel(place, labels[index] ?? '', series))
  return [lines, ...dots, ...words].join('')
}

function drawLabel([x, y]: Place, words: string, { colour, labelsAt = 'beside' }: Series): string {
  const fill = `fill="${colour}"`
  switch (labelsAt) {
    case 'above':
      return text([x, y - 8], words, 'middle', fill)
    case 'below':
      return text([x - 5, y + 13], words, 'end', fill)
    case 'beside':
      return text([x + 6, y - 5], words, 'start', fill)
  }
}

type Place = readonly [x: number, y: number]

interface Axis {
  readonly place: (value: number) => number
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
}

/** A linear axis from 0 to beyond `largest`, between two places of the picture. */
function axis(largest: number, from: number, to: number): Axis {
  const step =
    [1, 2, 5, 10]
      .map((factor) => factor * 10 ** Math.floor(Math.log10(largest / 4)))
      .find((size) => largest / size <= 5) ?? largest
  const end = Math.ceil(largest / step) * step
  const place = (value: number): number => from + ((to - from) * value) / end
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, index) => ({
    at: place(index * step),
    label: String(Number((index * step).toPrecision(6))),
  }))
  return { place, ticks }
}

function line([x1, y1]: Place, [x2, y2]: Place): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="#d0d7de"/>`
}

function text([x, y]: Place, words: string, anchor: 'start' | 'middle' | 'end', more = ''): string {
  if (words === '') return ''
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" ${more}>${escaped}</text>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
