/** Which facts are news: changes of status, outages, answers in place of the first record. */
import type { Ledger, News } from '../../src/ledger.ts'
import type { Answer } from '../../src/mountsea/ask.ts'
import type { Meaning } from '../../src/mountsea/products.ts'
import { internalError } from '../../src/outcome.ts'
import type { PollEvent } from '../../src/watch/watch.ts'
import { aTask, badAnswer, httpStatus, ledgerOf } from '../support/builders.ts'
import { notFound, notJson, record, transient } from '../support/builders.ts'

const met = (atMs: number, answer: Answer, taskId = 'a'): PollEvent => ({ taskId, atMs, answer })
const saw = (status: string, atMs: number, taskId = 'a'): PollEvent =>
  met(atMs, record(status, taskId), taskId)
const failed = (atMs: number, taskId = 'a', status = 503): PollEvent =>
  met(atMs, transient(httpStatus(status)), taskId)

/** The news of each event. */
const follow = (ledger: Ledger, ...events: readonly PollEvent[]): News[][] =>
  events.map((event) => ledger.polled(event))
/** The same, with nothing but the kinds. */
const kinds = (news: readonly News[][]): string[] =>
  news.map((items) => items.map(({ kind }) => kind).join(' '))

describe('a status', () => {
  test('is news when it changes, and only then', () => {
    const ledger = ledgerOf('a')
    const seen = [saw('pending', 10), saw('pending', 20), saw('processing', 30), saw('pending', 40)]
    const changed = (from: string, to: string, atMs: number): News[] => [
      { kind: 'status', taskId: 'a', from, status: to, meaning: 'goes-on', atMs, isFirstOdd: false },
    ]
    expect(follow(ledger, ...seen)).toEqual([
      changed('', 'pending', 10),
      [],
      changed('pending', 'processing', 30),
      changed('processing', 'pending', 40),
    ])
    expect(ledger.snapshot(0).tasks[0]?.changes).toEqual([
      { status: 'pending', meaning: 'goes-on', atMs: 10 },
      { status: 'processing', meaning: 'goes-on', atMs: 30 },
      { status: 'pending', meaning: 'goes-on', atMs: 40 },
    ])
  })

  test.each<Meaning>(['unknown', 'awaits-person'])(
    'whose meaning is %s is reported once, whichever task has it',
    (meaning) => {
      const ledger = ledgerOf('a', 'b')
      const odd = (status: string, atMs: number, taskId = 'a'): PollEvent =>
        met(atMs, { kind: 'record', task: { ...aTask({ taskId, status }), meaning } }, taskId)
      const seen = [odd('polishing', 1), saw('pending', 2), odd('polishing', 3), odd('waxing', 4, 'b')]
      const news = follow(ledger, ...seen).flat()
      expect(news).toMatchObject([true, false, false, false].map((isFirstOdd) => ({ isFirstOdd })))
    },
  )

  test('that differs from the last only in digits is no change, but the record has it', () => {
    const ledger = ledgerOf('a')
    const percent = Array.from({ length: 100 }, (_, index) => saw(`progress ${index} %`, index))
    expect(follow(ledger, ...percent).flat()).toHaveLength(1)
    expect(ledger.snapshot(0).tasks[0]?.changes).toHaveLength(1)
    expect(ledger.snapshot(0).tasks[0]?.task?.status).toBe('progress 99 %')
  })
})

describe('an outage', () => {
  test('lasts from the first problem to the next record, and can come again', () => {
    const ledger = ledgerOf('a')
    const broken = [failed(20), failed(30, 'a', 502)]
    const news = follow(ledger, saw('pending', 10), ...broken, saw('pending', 45), saw('pending', 50))
    expect(news.slice(1)).toEqual([
      [{ kind: 'outage-began', problem: httpStatus(503), isFirst: true }],
      [],
      [{ kind: 'outage-ended', atMs: 45, lastedMs: 25 }],
      [],
    ])
    follow(ledger, met(60, notFound))
    expect(ledger.snapshot(0).outages).toEqual([
      { fromMs: 20, toMs: 45, problem: httpStatus(503) },
      { fromMs: 60, toMs: null, problem: httpStatus(404) },
    ])
  })

  test('of several tasks is one, until each that met a problem has a record; its end comes before the status', () => {
    const ledger = ledgerOf('a', 'b', 'c')
    const first = [failed(1, 'a'), failed(2, 'b'), saw('pending', 3, 'c'), saw('pending', 4, 'a')]
    const news = follow(ledger, ...first, failed(5, 'b'), saw('pending', 6, 'b'))
    expect(kinds(news)).toEqual(['outage-began', '', 'status', 'status', '', 'outage-ended status'])
    expect(ledger.snapshot(0).outages).toEqual([{ fromMs: 1, toMs: 6, problem: httpStatus(503) }])
  })

  test('goes on if the wait of the task that met it ends, until another task has a record', () => {
    const ledger = ledgerOf('a', 'b')
    follow(ledger, failed(1, 'a'))
    ledger.ended('a', internalError('a bug'), 2)
    expect(ledger.snapshot(0).outages).toEqual([{ fromMs: 1, toMs: null, problem: httpStatus(503) }])
    expect(kinds(follow(ledger, saw('pending', 9, 'b')))).toEqual(['outage-ended status'])
  })
})

describe('an answer in place of the first record', () => {
  test('is not an outage; each problem is reported once, whichever task meets it', () => {
    const ledger = ledgerOf('a', 'b')
    const notThere = [met(1, notFound), met(2, notFound, 'b')]
    const news = follow(ledger, ...notThere, met(3, badAnswer), met(4, notFound), met(5, badAnswer, 'b'))
    expect(news).toEqual([
      [{ kind: 'no-record-yet', taskId: 'a', problem: httpStatus(404) }],
      [],
      [{ kind: 'no-record-yet', taskId: 'a', problem: notJson }],
      [],
      [],
    ])
    expect(ledger.snapshot(0).outages).toEqual([])
  })

  test('shows that the API works: it ends an outage', () => {
    const ledger = ledgerOf('a')
    const later = 300_001
    const outages = [failed(1), met(2, notFound), failed(later), met(later + 1, notFound)]
    const [began, ended] = ['outage-began', 'outage-ended']
    expect(kinds(follow(ledger, ...outages))).toEqual([began, `${ended} no-record-yet`, began, ended])
  })

  test('is an outage if the task has had a record, even if no other task has', () => {
    const ledger = ledgerOf('a', 'b')
    const news = follow(ledger, saw('pending', 1), met(2, badAnswer, 'b'), met(3, badAnswer))
    expect(kinds(news)).toEqual(['status', 'no-record-yet', 'outage-began'])
  })
})

describe('an API that fails again and again is reported', () => {
  test.each([
    [299_999, []],
    [300_000, ['outage-began', 'outage-ended']],
  ])('once in five minutes: %d ms', (laterMs, told) => {
    const ledger = ledgerOf('a')
    follow(ledger, failed(0), saw('pending', 1))
    const news = follow(ledger, failed(laterMs, 'a', 502), saw('pending', laterMs + 1)).flat()
    expect(news.map(({ kind }) => kind)).toEqual(told)
    if (told.length > 0) expect(news[0]).toMatchObject({ isFirst: false })
  })

  test.each([
    [1_800_000 - 1, 1],
    [1_800_000, 0],
  ])('not when the last polls meet it: %d ms', (atMs, count) => {
    expect(follow(ledgerOf('a'), failed(atMs)).flat()).toHaveLength(count)
  })
})
