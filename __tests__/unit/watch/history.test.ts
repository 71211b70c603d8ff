/** What polls bring, folded into the progress of each task, and what of it is news. */
import type { Answer } from '../../../src/mountsea/answer.ts'
import { internalError } from '../../../src/outcome.ts'
import type { Meaning } from '../../../src/mountsea/read.ts'
import { History, type News } from '../../../src/watch/history.ts'
import type { PollEvent } from '../../../src/watch/watch.ts'
import { aTask, badAnswer, httpStatus, notFound, notJson, record, transient } from '../../support/builders.ts'

const INTERNAL_ERROR = internalError('a bug')

const met = (atMs: number, answer: Answer, taskId = 'a'): PollEvent => ({ taskId, atMs, answer })
const saw = (status: string, atMs: number, taskId = 'a'): PollEvent =>
  met(atMs, record(status, taskId), taskId)
const failed = (atMs: number, taskId = 'a', status = 503): PollEvent =>
  met(atMs, transient(httpStatus(status)), taskId)

/** The news of each event. */
const follow = (history: History, ...events: readonly PollEvent[]): News[][] =>
  events.map((event) => history.record(event))
/** The same, with nothing but the kinds. */
const kinds = (news: readonly News[][]): string[] =>
  news.map((items) => items.map(({ kind }) => kind).join(' '))

describe('a status', () => {
  test('is news when it changes, and only then', () => {
    const history = new History(['a'])
    const seen = [saw('pending', 10), saw('pending', 20), saw('processing', 30), saw('pending', 40)]
    const changed = (from: string, to: string, atMs: number): News[] => [
      { kind: 'status', taskId: 'a', from, to, atMs },
    ]
    expect(follow(history, ...seen)).toEqual([
      changed('', 'pending', 10),
      [],
      changed('pending', 'processing', 30),
      changed('processing', 'pending', 40),
    ])
    expect(history.tasks[0]?.changes).toEqual([
      { status: 'pending', meaning: 'goes-on', atMs: 10 },
      { status: 'processing', meaning: 'goes-on', atMs: 30 },
      { status: 'pending', meaning: 'goes-on', atMs: 40 },
    ])
  })

  test.each<Meaning>(['unknown', 'awaits-person'])(
    'whose meaning is %s is told once, whichever task has it',
    (meaning) => {
      const history = new History(['a', 'b'])
      const odd = (status: string, atMs: number, taskId = 'a'): PollEvent =>
        met(atMs, { kind: 'record', task: { ...aTask({ taskId, status }), meaning } }, taskId)
      const seen = [odd('polishing', 1), saw('pending', 2), odd('polishing', 3), odd('polishing', 4, 'b')]
      const news = follow(history, ...seen)
      expect(kinds(news)).toEqual(['status odd-status', 'status', 'status', 'status'])
      expect(news[0]?.[1]).toEqual({ kind: 'odd-status', taskId: 'a', status: 'polishing', meaning })
      expect(kinds(follow(history, odd('waxing', 5)))).toEqual(['status odd-status'])
    },
  )

  test('that has not changed still brings the newest record', () => {
    const history = new History(['a'])
    const task = aTask({ taskId: 'a', status: 'pending', traceId: 'new' })
    follow(history, saw('pending', 1), met(2, { kind: 'record', task }))
    expect(history.tasks[0]?.task).toBe(task)
  })
})

describe('the tasks', () => {
  const unseen = { task: null, outcome: null, files: [], changes: [], endedAtMs: 0 }

  test('stay in the order of the IDs, whichever answers first', () => {
    const history = new History(['c', 'a'])
    expect(history.tasks).toEqual([
      { taskId: 'c', ...unseen },
      { taskId: 'a', ...unseen },
    ])
    follow(history, saw('pending', 1, 'a'), saw('pending', 2, 'c'))
    expect(history.tasks.map(({ taskId }) => taskId)).toEqual(['c', 'a'])
  })

  test('end with everything known of them; one that has no end gets the one for all', () => {
    const history = new History(['a', 'b'])
    const what = { name: '', kind: 'audio', format: 'mp3', seconds: null, bitsPerSecond: null } as const
    const files = [{ path: '/x/a.mp3', bytes: 1, sha256: '00', ...what }]
    follow(history, saw('completed', 5))
    history.close('a', { kind: 'completed' }, files, 70)
    const task = aTask({ taskId: 'a', status: 'completed' })
    const changes = [{ status: 'completed', meaning: 'completed', atMs: 5 }]
    expect(history.reports(INTERNAL_ERROR)).toEqual([
      { taskId: 'a', task, outcome: { kind: 'completed' }, files, changes, endedAtMs: 70 },
      { taskId: 'b', ...unseen, outcome: INTERNAL_ERROR },
    ])
    expect(history.tasks[1]?.outcome).toBeNull()
  })
})

describe('an outage', () => {
  test('lasts from the first problem to the next record, and can come again', () => {
    const history = new History(['a'])
    const broken = [failed(20), failed(30, 'a', 502)]
    const news = follow(history, saw('pending', 10), ...broken, saw('pending', 45), saw('pending', 50))
    expect(news.slice(1)).toEqual([
      [{ kind: 'outage-began', problem: httpStatus(503), atMs: 20 }],
      [],
      [{ kind: 'outage-ended', atMs: 45, lastedMs: 25 }],
      [],
    ])
    follow(history, met(60, notFound))
    expect(history.outages).toEqual([
      { fromMs: 20, toMs: 45, problem: httpStatus(503) },
      { fromMs: 60, toMs: null, problem: httpStatus(404) },
    ])
  })

  test('of several tasks is one, until each that met a problem has a record; its end comes before the status', () => {
    const history = new History(['a', 'b', 'c'])
    const first = [failed(1, 'a'), failed(2, 'b'), saw('pending', 3, 'c'), saw('pending', 4, 'a')]
    const news = follow(history, ...first, failed(5, 'b'), saw('pending', 6, 'b'))
    expect(kinds(news)).toEqual(['outage-began', '', 'status', 'status', '', 'outage-ended status'])
    expect(history.outages).toEqual([{ fromMs: 1, toMs: 6, problem: httpStatus(503) }])
  })

  test('goes on where the wait of the task that met it ends, until another task has a record', () => {
    const history = new History(['a', 'b'])
    follow(history, failed(1, 'a'))
    history.close('a', INTERNAL_ERROR, [], 2)
    expect(history.outages).toEqual([{ fromMs: 1, toMs: null, problem: httpStatus(503) }])
    expect(kinds(follow(history, saw('pending', 9, 'b')))).toEqual(['outage-ended status'])
  })
})

describe('an answer in place of the first record', () => {
  test('is no outage, and each is told once, whichever task has it', () => {
    const history = new History(['a', 'b'])
    const notThere = [met(1, notFound), met(2, notFound, 'b')]
    const news = follow(history, ...notThere, met(3, badAnswer), met(4, notFound), met(5, badAnswer, 'b'))
    expect(news).toEqual([
      [{ kind: 'no-record-yet', taskId: 'a', problem: httpStatus(404) }],
      [],
      [{ kind: 'no-record-yet', taskId: 'a', problem: notJson }],
      [],
      [],
    ])
    expect(history.outages).toEqual([])
  })

  test('shows that the API works: it ends an outage', () => {
    const history = new History(['a'])
    const news = follow(history, failed(1), met(2, notFound), failed(3), met(4, notFound))
    const [began, ended] = ['outage-began', 'outage-ended']
    expect(kinds(news)).toEqual([began, `${ended} no-record-yet`, began, ended])
  })

  test('is an outage where the task has had a record, though no other task has', () => {
    const history = new History(['a', 'b'])
    const news = follow(history, saw('pending', 1), met(2, badAnswer, 'b'), met(3, badAnswer))
    expect(kinds(news)).toEqual(['status', 'no-record-yet', 'outage-began'])
  })
})
