/**
 * The polling policy: lag and requests of this project's own schedule code beside what others do, over random durations.
 */
import { savePicture, type Figure, type Part, type Table } from '../lib/report.ts'
import { COLOURS, drawPanels, type Panel, type Series } from '../lib/svg.ts'
import { candidateTable, lateTable, percent, seconds1, statusTable } from './better.ts'
import { OTHERS, OWN } from './policies.ts'
import { DRAWS, drawDurations, SIGMA, simulate, type Score } from './simulate.ts'

const MEDIANS_S = [30, 60, 120, 600, 1_800]
const PICTURE = 'benchmark-policies.svg'

/** What the contract's rule was expected to cost, worked out before it was written. */
const EXPECTED = [
  { medianS: 30, lagS: 2.7, polls: 8.5 },
  { medianS: 120, lagS: 5.6, polls: 21 },
  { medianS: 600, lagS: 7.5, polls: 61 },
]

interface Group {
  readonly medianS: number
  readonly scores: readonly { readonly name: string; readonly score: Score }[]
}

export function benchPolicy(): Promise<Part> {
  const groups = MEDIANS_S.map((medianS): Group => {
    const durations = drawDurations(medianS * 1_000)
    return {
      medianS,
      scores: [OWN, ...OTHERS].map((policy) => ({ name: policy.name, score: simulate(policy, durations) })),
    }
  })
  savePicture(PICTURE, drawPanels(groups.map(panel), 3))
  return Promise.resolve({
    title: 'Polling policy',
    how:
      `Simulated with the action's own \`gapMs\` (src/schedule.ts) at its defaults, ${DRAWS.toLocaleString('en')} seeded random durations for each median: ` +
      `lognormal, sigma ${SIGMA}, the same for each rule. An answer takes no time, and the task starts with the step. The lag is the time from the task's end to the poll that sees it.`,
    figures: EXPECTED.map((expected) => figure(expected, groups)),
    tables: [scoreTable(groups), candidateTable(), statusTable(), lateTable()],
    notes: [
      'The expected figures are those of the rule without its jitter, which makes gaps 5 % shorter in the mean: a little less lag, a few more requests.',
      'No deterministic schedule that knows nothing of the duration can promise a lag under (r - 1) of it with fewer than about log_r polls.',
    ],
    images: [{ file: PICTURE, text: 'Mean lag against mean requests of all rules, by median duration' }],
  })
}

function figure({ medianS, lagS, polls }: (typeof EXPECTED)[number], groups: readonly Group[]): Figure {
  const score = groups.find((group) => group.medianS === medianS)?.scores[0]?.score
  if (score === undefined) throw new Error(`no score for a median of ${medianS} s`)
  const within = (value: number, expected: number): boolean => value <= expected * 1.1
  return {
    what: `mean lag and requests at a median duration of ${medianS} s`,
    value: `${seconds1(score.meanLagMs)}, ${score.meanPolls.toFixed(1)}`,
    spread: '',
    target: `${lagS} s, ${polls}; at most a tenth more`,
    met: within(score.meanLagMs, lagS * 1_000) && within(score.meanPolls, polls),
  }
}

function scoreTable(groups: readonly Group[]): Table {
  return {
    title: 'All rules',
    head: ['median duration', 'rule', 'mean lag', '95th percentile', 'lag over duration', 'requests'],
    rows: groups.flatMap(({ medianS, scores }) =>
      scores.map(({ name, score }) => [
        `${medianS} s`,
        name === OWN.name ? `**${name}**` : name,
        seconds1(score.meanLagMs),
        seconds1(score.p95LagMs),
        percent(score.lagShare),
        score.meanPolls.toFixed(1),
      ]),
    ),
  }
}

function panel({ medianS, scores }: Group): Panel {
  const place = ({ score }: Group['scores'][number]): [number, number] => [
    score.meanPolls,
    score.meanLagMs / 1_000,
  ]
  const series = (pick: (name: string) => boolean, look: Omit<Series, 'points' | 'labels'>): Series => {
    const picked = scores.filter(({ name }) => pick(name))
    const labels = picked.map(({ name }) => name.replace(/^fixed | to .*$/g, '').replace(/^5 s ×/, '×'))
    return { points: picked.map(place), labels, ...look }
  }
  return {
    title: `tasks of ${medianS} s (median)`,
    x: 'requests',
    y: 'lag, seconds',
    series: [
      series((name) => name.startsWith('fixed'), { colour: COLOURS.other, mark: 'both', labelsAt: 'below' }),
      series((name) => name.includes('×'), { colour: COLOURS.warm, mark: 'dots' }),
      series((name) => name === OWN.name, { colour: COLOURS.own, mark: 'dots', labelsAt: 'above' }),
    ],
  }
}
