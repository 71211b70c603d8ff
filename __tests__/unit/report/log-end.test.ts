/** The last lines of the log, word for word. */
import type { Outcome, SavedFile, TaskEnd } from '../../../src/outcome.ts'
import { endLines, queuedForMs } from '../../../src/report/log.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { anEnd } from '../../support/builders.ts'

const KEY = 'sk-0123456789'
const gate = createGate(KEY)
const HOSTILE = `\n::error::x ##[y]${KEY}`
const SHOWN = '\\n::error::x ##\\[y]***'

describe('the end', () => {
  const lines = (ends: readonly TaskEnd[]): string[] =>
    endLines({ ends, outages: [], elapsedMs: 65_000, timeoutMs: 1, resultPath: '' }, gate)
  const TIMES = { createdAt: '2025-02-06T10:25:00Z', finishedAt: '2025-02-06T10:29:32Z' }

  test('of a task is its status and how long it took', () => {
    expect(lines([anEnd({ kind: 'completed' }, TIMES)])).toEqual([
      'task-1: completed (task took 4m 32s, step waited 1m 5s)',
    ])
    const changes = [
      { status: 'pending', atMs: 5_000 },
      { status: 'processing', atMs: 25_000 },
    ]
    expect(lines([{ ...anEnd({ kind: 'task-failed' }, TIMES), changes }])).toEqual([
      'task-1: failed (task took 4m 32s, queued for 20s as seen from here, step waited 1m 5s)',
    ])
  })

  test.each<[Outcome, string]>([
    [{ kind: 'task-cancelled' }, 'task-1: cancelled (step waited 1m 5s)'],
    [{ kind: 'task-timeout' }, 'task-1: timeout (step waited 1m 5s)'],
    [{ kind: 'wait-timeout', timeoutMs: 1 }, 'task-1: processing, wait-timeout (step waited 1m 5s)'],
    [{ kind: 'download-failed', why: 'x' }, 'task-1: completed, download-failed (step waited 1m 5s)'],
  ])('names the reason where the status does not: %j', (outcome, line) => {
    expect(lines([anEnd(outcome)])).toEqual([line])
  })

  test('of a task that nothing was heard of', () => {
    expect(lines([{ ...anEnd({ kind: 'interrupted', signal: 'SIGINT' }), task: null }])).toEqual([
      'task-1: no status seen, interrupted (step waited 1m 5s)',
    ])
  })

  test('is a line a task for five, and counts for six', () => {
    const six = [
      ...Array<TaskEnd>(4).fill(anEnd({ kind: 'completed' })),
      anEnd({ kind: 'task-failed' }),
      anEnd({ kind: 'task-failed' }),
    ]
    expect(lines(six.slice(1))).toHaveLength(5)
    expect(lines(six)).toEqual(['4 of 6 tasks completed (4 completed, 2 task-failed), after 1m 5s.'])
    expect(lines([])).toEqual([])
  })

  test('lists saved files first, and counts more than twenty', () => {
    const file = (index: number): SavedFile => ({ path: `/w/${index}.mp3`, bytes: 3_100_000, sha256: 'ab' })
    const files = Array.from({ length: 21 }, (_, index) => file(index))
    const [completed, other] = [anEnd({ kind: 'completed' }), anEnd({ kind: 'completed' }, { taskId: 'b' })]
    expect(
      lines([
        { ...completed, files: files.slice(0, 1) },
        { ...other, files: files.slice(1, 20) },
      ]),
    ).toHaveLength(22)
    expect(lines([{ ...completed, files: files.slice(0, 1) }])).toEqual([
      'Saved /w/0.mp3 (3.1 MB, sha256 ab)',
      'task-1: completed (step waited 1m 5s)',
    ])
    expect(lines([{ ...completed, files }])).toEqual([
      'Saved 21 files, 65.1 MB in all; the job summary and the output `files` list them.',
      'task-1: completed (step waited 1m 5s)',
    ])
    expect(lines(Array<TaskEnd>(6).fill({ ...completed, files: files.slice(0, 1) }))).toHaveLength(7)
  })

  test('is harmless, whatever the API sent', () => {
    const end = {
      ...anEnd({ kind: 'wait-timeout', timeoutMs: 1 }, { taskId: HOSTILE, status: HOSTILE }),
      files: [{ path: HOSTILE, bytes: 1, sha256: 'ab' }],
    }
    expect(lines([end])).toEqual([
      `Saved ${SHOWN} (1 B, sha256 ab)`,
      `${SHOWN}: ${SHOWN}, wait-timeout (step waited 1m 5s)`,
    ])
    const long = anEnd(
      { kind: 'wait-timeout', timeoutMs: 1 },
      { taskId: 'i'.repeat(257), status: 's'.repeat(201) },
    )
    expect(lines([long])).toEqual([
      `${'i'.repeat(255)}…: ${'s'.repeat(199)}…, wait-timeout (step waited 1m 5s)`,
    ])
  })
})

describe('the time in the queue', () => {
  const queued = (...changes: readonly (readonly [string, number])[]): number | null =>
    queuedForMs({ changes: changes.map(([status, atMs]) => ({ status, atMs })) })

  test('is from the first status seen to the first processing', () => {
    expect(
      queued(['pending', 100], ['assigned', 300], ['processing', 450], ['pending', 600], ['processing', 900]),
    ).toBe(350)
  })

  test('is not known where the wait did not see the task in the queue, or start', () => {
    expect(queued()).toBeNull()
    expect(queued(['pending', 1], ['completed', 2])).toBeNull()
    expect(queued(['processing', 1])).toBeNull()
    expect(queued(['processing', 1], ['pending', 2], ['processing', 3])).toBeNull()
  })
})
