/** What polls bring, folded into what people are shown, and what of it is news. */
import { Journal, type News } from '../../../src/wait/history.ts'
import type { Outcome, TaskView } from '../../../src/outcome.ts'
import type { PollEvent } from '../../../src/wait/wait.ts'
import { aTask, anEvidence } from '../../support/builders.ts'

const FAULT_OF_OURS: Outcome = { kind: 'internal-error', why: 'a bug' }
const saw = (status: string, atMs: number, taskId = 'a'): PollEvent => ({
  taskId,
  atMs,
  task: aTask({ status, taskId }),
  fault: '',
})
const missed = (fault: string, atMs: number, taskId = 'a'): PollEvent => ({ taskId, atMs, task: null, fault })
const unseen = (taskId: string): TaskView => ({
  taskId,
  task: null,
  outcome: null,
  files: [],
  changes: [],
  endedAtMs: 0,
})
/** The news of each event, one list an event. */
const follow = (journal: Journal, ...events: readonly PollEvent[]): News[][] =>
  events.map((event) => journal.record(event))

describe('a status', () => {
  test('is news when it changes, and only then', () => {
    const journal = new Journal(['a'])
    const news = follow(
      journal,
      saw('pending', 10),
      saw('pending', 20),
      saw('processing', 30),
      saw('pending', 40),
    )
    expect(news).toEqual([
      [{ kind: 'status', taskId: 'a', from: '', to: 'pending', atMs: 10 }],
      [],
      [{ kind: 'status', taskId: 'a', from: 'pending', to: 'processing', atMs: 30 }],
      [{ kind: 'status', taskId: 'a', from: 'processing', to: 'pending', atMs: 40 }],
    ])
    expect(journal.views[0]?.changes).toEqual([
      { status: 'pending', atMs: 10 },
      { status: 'processing', atMs: 30 },
      { status: 'pending', atMs: 40 },
    ])
  })

  test('that nobody knows is news of its own, once, whichever task has it', () => {
    const journal = new Journal(['a', 'b'])
    const news = follow(
      journal,
      saw('polishing', 1),
      saw('pending', 2),
      saw('polishing', 3),
      saw('polishing', 4, 'b'),
      saw('waxing', 5, 'b'),
    )
    expect(news.map((items) => items.map(({ kind }) => kind))).toEqual([
      ['status', 'unknown-status'],
      ['status'],
      ['status'],
      ['status'],
      ['status', 'unknown-status'],
    ])
    expect(news[0]?.[1]).toEqual({ kind: 'unknown-status', taskId: 'a', status: 'polishing' })
    expect(news[4]?.[1]).toEqual({ kind: 'unknown-status', taskId: 'b', status: 'waxing' })
  })

  test('that is not news still brings the newest record', () => {
    const journal = new Journal(['a'])
    const task = aTask({ taskId: 'a', status: 'pending', traceId: 'new' })
    follow(journal, saw('pending', 1), { ...saw('pending', 2), task })
    expect(journal.views[0]?.task).toBe(task)
  })
})

describe('the tasks', () => {
  test('are in the order of the IDs, whatever comes first', () => {
    const journal = new Journal(['c', 'a', 'b'])
    expect(journal.views).toEqual([unseen('c'), unseen('a'), unseen('b')])
    follow(journal, saw('pending', 1, 'b'), saw('pending', 2, 'a'), saw('pending', 3, 'c'))
    expect(journal.views.map(({ taskId }) => taskId)).toEqual(['c', 'a', 'b'])
  })

  test('end with everything that is known of them', () => {
    const journal = new Journal(['a', 'b'])
    const files = [{ path: '/x/a.mp3', bytes: 1, sha256: '00' }]
    follow(journal, saw('completed', 5))
    journal.close('a', { kind: 'completed' }, files, 70)
    expect(journal.ends(FAULT_OF_OURS)).toEqual([
      {
        taskId: 'a',
        task: aTask({ taskId: 'a', status: 'completed' }),
        outcome: { kind: 'completed' },
        files,
        changes: [{ status: 'completed', atMs: 5 }],
        endedAtMs: 70,
      },
      { ...unseen('b'), outcome: FAULT_OF_OURS },
    ])
    expect(journal.views[1]?.outcome).toBeNull()
  })

  test('are none where there are none', () => {
    expect(new Journal([]).ends(FAULT_OF_OURS)).toEqual([])
  })
})

describe('an outage', () => {
  test('begins with the first fault and ends with the next record', () => {
    const journal = new Journal(['a'])
    const news = follow(
      journal,
      saw('pending', 10),
      missed('HTTP 503', 20),
      missed('connection refused', 30),
      saw('pending', 45),
      saw('pending', 50),
    )
    expect(news.slice(1)).toEqual([
      [{ kind: 'outage-began', why: 'HTTP 503', atMs: 20 }],
      [],
      [{ kind: 'outage-ended', atMs: 45, lastedMs: 25 }],
      [],
    ])
    expect(journal.outages).toEqual([{ fromMs: 20, toMs: 45, why: 'HTTP 503' }])
  })

  test('comes before the status that its end brought', () => {
    const journal = new Journal(['a'])
    const [, news] = follow(journal, missed('HTTP 503', 1), saw('pending', 2))
    expect(news?.map(({ kind }) => kind)).toEqual(['outage-ended', 'status'])
  })

  test('can come again', () => {
    const journal = new Journal(['a'])
    follow(journal, missed('x', 1), saw('pending', 2), missed('y', 3))
    expect(journal.outages).toEqual([
      { fromMs: 1, toMs: 2, why: 'x' },
      { fromMs: 3, toMs: null, why: 'y' },
    ])
  })

  test('of several tasks is one, and lasts until each that met a fault has an answer', () => {
    const journal = new Journal(['a', 'b', 'c'])
    const news = follow(
      journal,
      missed('HTTP 503', 1, 'a'),
      missed('HTTP 502', 2, 'b'),
      saw('pending', 3, 'c'),
      saw('pending', 4, 'a'),
      missed('HTTP 502', 5, 'b'),
      saw('pending', 6, 'b'),
    )
    expect(news.map((items) => items.map(({ kind }) => kind))).toEqual([
      ['outage-began'],
      [],
      ['status'],
      ['status'],
      [],
      ['outage-ended', 'status'],
    ])
    expect(journal.outages).toEqual([{ fromMs: 1, toMs: 6, why: 'HTTP 503' }])
  })

  test('lasts on where a task’s wait ends in it, until somebody has an answer', () => {
    const journal = new Journal(['a', 'b'])
    follow(journal, missed('HTTP 503', 1, 'a'))
    journal.close('a', { kind: 'not-found', evidence: anEvidence(404) }, [], 2)
    expect(journal.outages).toEqual([{ fromMs: 1, toMs: null, why: 'HTTP 503' }])
    expect(follow(journal, saw('pending', 9, 'b'))[0]?.[0]).toEqual({
      kind: 'outage-ended',
      atMs: 9,
      lastedMs: 8,
    })
  })
})
