// The picture in the job summary, as mermaid source. That mermaid draws it is checked by scripts/render-summaries.ts.
import { bars, drawTimeline } from '../../summaries/drawing.ts'
import { HOSTILE_IDS } from '../../summaries/hostile.ts'
import { changes, end, savedFile, task, waiting } from '../../summaries/reports.ts'

const sections = (mermaid = ''): string[] =>
  [...mermaid.matchAll(/^ {2}section (.*)$/gm)].map(([, name = '']) => name)

describe('the timeline of one task', () => {
  test('has a row for each status with its length, then the end', () => {
    const drawn = drawTimeline([end('a')], [], 150_000)
    expect(bars(drawn?.mermaid)).toEqual([
      'pending 12s :done, 2023-01-01 00:00:00.000, 12300ms',
      'processing 2m 18s :active, 2023-01-01 00:00:12.300, 137700ms',
      'completed :milestone, 2023-01-01 00:02:30.000, 0ms',
    ])
  })

  test('shows how long saving took, in red where it failed', () => {
    const saved = end('a', { files: [savedFile('a.mp3')], endedAtMs: 160_000 })
    const broken = end('a', { outcome: { kind: 'download-failed', why: 'x' }, endedAtMs: 160_000 })
    expect(bars(drawTimeline([saved], [], 160_000)?.mermaid).at(-2)).toBe(
      'saving 10s :2023-01-01 00:02:30.000, 10000ms',
    )
    expect(bars(drawTimeline([broken], [], 160_000)?.mermaid).slice(-2)).toEqual([
      'saving 10s :crit, 2023-01-01 00:02:30.000, 10000ms',
      'download-failed :milestone, crit, 2023-01-01 00:02:40.000, 0ms',
    ])
  })

  test('begins where the first answer came if that took long, for instance in an outage', () => {
    const late = end('a', { changes: changes(['processing', 60_000], ['completed', 150_000]) })
    const drawn = drawTimeline([late], [{ fromMs: 0, toMs: 60_000, why: 'x' }], 150_000)
    expect(bars(drawn?.mermaid)).toEqual([
      'processing 1m 30s :active, 2023-01-01 00:01:00.000, 90000ms',
      'completed :milestone, 2023-01-01 00:02:30.000, 0ms',
      'outage 1m :crit, 2023-01-01 00:00:00.000, 60000ms',
    ])
  })

  test('draws an outage that lasts to the end of the step', () => {
    const drawn = drawTimeline(
      [waiting('a', { kind: 'wait-timeout', timeoutMs: 9 }, 100_000)],
      [{ fromMs: 40_000, toMs: null, why: 'x' }],
      100_000,
    )
    expect(bars(drawn?.mermaid).at(-1)).toBe('outage 1m :crit, 2023-01-01 00:00:40.000, 60000ms')
  })

  test('calls a status that it does not know other', () => {
    const odd = end('a', { changes: changes(['click "x" %%', 0], ['completed', 150_000]) })
    expect(bars(drawTimeline([odd], [], 150_000)?.mermaid)[0]).toMatch(/^other 2m 30s :active/)
  })

  test('cuts off a task that flaps between statuses without losing its end', () => {
    const flapping = Array.from({ length: 5_000 }, (_, index): [string, number] => [
      index % 2 === 0 ? 'pending' : 'ready',
      index * 100,
    ])
    const drawn = bars(
      drawTimeline([end('a', { changes: changes(...flapping), endedAtMs: 500_000 })], [], 500_000)?.mermaid,
    )
    expect(drawn).toHaveLength(11)
    expect(drawn.at(-2)).toMatch(/^more changes .* :active, 2023-01-01 00:00:00.900, 499100ms$/)
  })

  test.each([
    ['was over at once', end('a', { changes: changes(['completed', 200]), endedAtMs: 210 }), 210],
    [
      'was completed when first asked, and nothing else took time',
      end('a', { changes: changes(['completed', 0]), endedAtMs: 0 }),
      5_000,
    ],
  ])('is left out where the step %s', (_what, only, elapsedMs) => {
    expect(drawTimeline([only], [], elapsedMs)).toBeNull()
  })

  test('is left out where there are no tasks', () => {
    expect(drawTimeline([], [], 60_000)).toBeNull()
    expect(drawTimeline([], [{ fromMs: 0, toMs: 60_000, why: 'x' }], 60_000)).toBeNull()
  })

  test.each([
    [999, true],
    [1_000, false],
  ])('of a step of %d ms is left out: %s', (elapsedMs, isLeftOut) => {
    const only = end('a', { changes: changes(['pending', 0]), endedAtMs: elapsedMs })
    expect(drawTimeline([only], [], elapsedMs) === null).toBe(isLeftOut)
  })

  test('lasts as long as the step, also where the task was over before', () => {
    const open = { fromMs: 40_000, toMs: null, why: 'x' }
    const drawn = drawTimeline([end('a', { endedAtMs: 150_000 })], [open], 200_000)
    expect(bars(drawn?.mermaid).at(-1)).toBe('outage 2m 40s :crit, 2023-01-01 00:00:40.000, 160000ms')
  })

  test.each([
    [2_999, 'pending 2m 30s :done, 2023-01-01 00:00:00.000, 150000ms'],
    [3_000, 'pending 2m 27s :done, 2023-01-01 00:00:03.000, 147000ms'],
  ])('begins with a first answer that came after %d ms: %s', (atMs, bar) => {
    const only = end('a', { changes: changes(['pending', atMs]), endedAtMs: 150_000 })
    expect(bars(drawTimeline([only], [], 150_000)?.mermaid)[0]).toBe(bar)
  })

  test.each([
    [10, 'cancelled :milestone'],
    [11, 'more changes'],
  ])('of %d statuses ends with the last of them, or with more changes', (length, last) => {
    const statuses = Array.from({ length }, (_, index): [string, number] => [
      index % 2 === 0 ? 'pending' : 'ready',
      index * 1_000,
    ])
    const drawn = bars(
      drawTimeline([end('a', { changes: changes(...statuses), endedAtMs: 20_000 })], [], 20_000)?.mermaid,
    )
    expect(drawn).toHaveLength(11)
    expect(drawn.some((bar) => bar.startsWith('more changes'))).toBe(last === 'more changes')
  })

  test('shows the eight outages that lasted longest, in the order of time', () => {
    const outages = [9, 2, 8, 3, 7, 1, 4, 6, 5].map((seconds, index) => ({
      fromMs: index * 10_000,
      toMs: index * 10_000 + seconds * 1_000,
      why: 'x',
    }))
    const drawn = bars(drawTimeline([end('a')], outages, 150_000)?.mermaid)
    expect(drawn.flatMap((bar) => /^outage (\d)s/.exec(bar)?.[1] ?? [])).toEqual('92837465'.split(''))
  })
})

describe('the timeline of several tasks', () => {
  test('has one numbered row a task, in the order given, and one for the API', () => {
    const drawn = drawTimeline([end('b'), end('a')], [{ fromMs: 1_000, toMs: 2_000, why: 'x' }], 150_000)
    expect(drawn?.mermaid).toContain('displayMode: compact')
    expect(sections(drawn?.mermaid)).toEqual(['1. b', '2. a', 'API'])
  })

  test('leaves the text of a bar out where it would lie over the next one', () => {
    const short = end('a', {
      changes: changes(['pending', 0], ['ready', 1_000], ['processing', 60_000], ['completed', 150_000]),
    })
    expect(bars(drawTimeline([short, end('b')], [], 150_000)?.mermaid).slice(0, 4)).toEqual([
      '· :done, 2023-01-01 00:00:00.000, 1000ms',
      'ready 59s :done, 2023-01-01 00:00:01.000, 59000ms',
      'processing 1m 30s :active, 2023-01-01 00:01:00.000, 90000ms',
      'completed :milestone, 2023-01-01 00:02:30.000, 0ms',
    ])
  })

  test('takes nothing of an ID but letters, digits, _ and -, and never the whole of a long one', () => {
    const drawn = drawTimeline(
      HOSTILE_IDS.map((taskId) => end(taskId)),
      [],
      150_000,
    )
    expect(sections(drawn?.mermaid)).toHaveLength(HOSTILE_IDS.length)
    for (const name of sections(drawn?.mermaid))
      expect(name).toMatch(/^\d\. [A-Za-z0-9_-]{1,20}$|^\d\. [\w-]{9}\.\.\.[\w-]{8}$/)
  })

  test.each([
    ['abcdefghij0123456789', 'abcdefghij0123456789'],
    ['abcdefghij01234567890', 'abcdefghi...34567890'],
  ])('names %s as %s', (taskId, name) => {
    expect(sections(drawTimeline([end(taskId), end('b')], [], 150_000)?.mermaid)[0]).toBe(`1. ${name}`)
  })

  test('leaves out the text of a bar by its length, not by its place', () => {
    const late = end('a', { changes: changes(['pending', 0], ['ready', 149_000]) })
    expect(bars(drawTimeline([late, end('b')], [], 150_000)?.mermaid)[1]).toMatch(/^· :done/)
  })

  test('has nothing of the API key, should an ID be it', () => {
    const drawn = drawTimeline([end('a'), end('sk-secret-key-1')], [], 150_000)
    expect(sections(drawn?.mermaid)).toEqual(['1. a', '2. ___'])
  })

  test('shows 30 tasks, says how many it leaves out, and stays within what mermaid takes', () => {
    const flapping = Array.from({ length: 400 }, (_, index): [string, number] => [
      `status ${index}`,
      index * 1_000,
    ])
    const ends = Array.from({ length: 100 }, (_, index) =>
      end(`${index}-`.repeat(90), {
        task: task('x', 'odd'),
        changes: changes(...flapping),
        endedAtMs: 400_000,
      }),
    )
    const outages = Array.from({ length: 500 }, (_, index) => ({
      fromMs: index * 800,
      toMs: index * 800 + index,
      why: 'x',
    }))
    const drawn = drawTimeline(ends, outages, 400_000)
    expect(drawn?.leftOut).toBe(70)
    expect(sections(drawn?.mermaid)).toHaveLength(31)
    expect(drawn?.mermaid.length).toBeLessThan(50_000)
    expect(bars(drawn?.mermaid).slice(-8).at(0)).toContain('00:06:33.600, 492ms')
  })
})
