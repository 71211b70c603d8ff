/** The wait for one task, in virtual time: when requests leave, and how it ends. */
import type { Answer } from '../../../src/mountsea/ask.ts'
import { httpStatus, notFound, record, transient, unauthorized } from '../../support/builders.ts'
import { INTERRUPTED, SILENCE, WaitWorld, type Script } from '../../support/wait-world.ts'

/** A task that runs until then. */
const until =
  (atMs: number, answer: ReturnType<Script>): Script =>
  (request) =>
    request.atMs < atMs ? 'processing' : answer

/** Answers the first polls with these, and all later ones with the last. */
const inTurn =
  (...answers: readonly (Answer | string)[]): Script =>
  ({ poll }) =>
    answers[Math.min(poll, answers.length) - 1] ?? ''

describe('polling', () => {
  test('begins at once, reports each answer with its time, and ends with the first terminal status', async () => {
    const world = new WaitWorld({}, inTurn(transient(), 'pending', notFound, 'failed', 'completed'))
    const [end] = await world.ends()
    expect(end).toMatchObject({ outcome: { kind: 'task-failed' }, task: { status: 'failed' } })
    expect(world.events).toEqual([
      { taskId: 'task-1', atMs: 0, answer: transient() },
      { taskId: 'task-1', atMs: 500, answer: record('pending') },
      { taskId: 'task-1', atMs: 5_500, answer: notFound },
      { taskId: 'task-1', atMs: 10_500, answer: record('failed') },
    ])
    expect(world.times).toEqual(world.events.map(({ atMs }) => atMs))
    expect(world.clock.asleep).toBe(0)
  })

  test('does not report a problem that is the end', async () => {
    const world = new WaitWorld({}, () => unauthorized)
    expect([await world.kinds(), world.events]).toEqual([['unauthorized'], []])
  })
})

describe('the deadline', () => {
  test('brings one last poll at that very moment, and ends the wait for a task that is still running', async () => {
    const world = new WaitWorld({ timeoutMs: 12_345 }, () => 'assigned')
    const [end] = await world.ends()
    expect(world.times).toEqual([0, 5_000, 10_000, 12_345])
    expect(end?.outcome).toEqual({ kind: 'wait-timeout', timeoutMs: 12_345 })
    expect(end?.task?.status).toBe('assigned')
  })

  test('means unreachable if the last poll brings no record, and lists the problems', async () => {
    const script = inTurn('pending', transient(httpStatus(502)), transient())
    const world = new WaitWorld({ timeoutMs: 7_000 }, script)
    const [end] = await world.ends()
    const outcome = { kind: 'unreachable', timeoutMs: 7_000, problem: httpStatus(503) }
    expect(end).toMatchObject({ outcome, task: { status: 'pending' } })
    const counts = end?.outcome.kind === 'unreachable' ? [...end.outcome.problemCounts] : []
    expect(counts).toEqual([
      ['HTTP 502', 1],
      ['HTTP 503', world.requests.length - 2],
    ])
  })

  test('leaves a request that is under way ten seconds, and it is the last', async () => {
    const world = new WaitWorld({}, until(55_000, { answer: 'completed', afterMs: 14_999 }))
    expect(await world.kinds()).toEqual(['completed'])
    expect(world.times.at(-1)).toBe(55_000)
  })

  test('counts from the start of the step', async () => {
    const world = new WaitWorld({ startMs: -20_000 }, () => 'processing')
    await world.ends()
    expect(world.clock.nowMs()).toBe(40_000)
    expect(world.events[0]?.atMs).toBe(20_000)
  })
})

describe('a machine that slept past the deadline', () => {
  const HOUR = 3_600_000

  test.each<[string, Answer | string, string]>([
    ['is completed if it was completed meanwhile', 'completed', 'completed'],
    ['was not finished in time if it goes on', 'processing', 'wait-timeout'],
    ['could not be reached if there is no record', transient(), 'unreachable'],
  ])('asks once more when it wakes: the task %s', async (_claim, answer, kind) => {
    const world = new WaitWorld({}, until(HOUR, { answer, afterMs: 9_999 }))
    world.suspend(7_000, HOUR)
    expect(await world.kinds()).toEqual([kind])
    expect(world.times).toEqual([0, 5_000, HOUR])
  })

  test.each<[string, Script]>([
    ['was lost', ({ poll }) => (poll === 2 ? SILENCE : poll === 1 ? 'processing' : 'completed')],
    [
      'was an old record',
      ({ poll }) => (poll > 2 ? 'completed' : { answer: 'processing', afterMs: poll * 1_000 }),
    ],
  ])('asks again where the answer to a request from before the sleep %s', async (_what, script) => {
    const world = new WaitWorld({}, script)
    world.suspend(6_500, HOUR)
    expect(await world.kinds()).toEqual(['completed'])
    expect(world.times.at(-1)).toBe(HOUR)
    expect(world.requests).toHaveLength(3)
  })
})

test('a suspend before the deadline changes nothing, and the last answer is waited for ten seconds', async () => {
  const world = new WaitWorld({}, until(50_000, SILENCE))
  world.suspend(7_000, 55_000)
  expect(await world.kinds()).toEqual(['unreachable'])
  expect(world.times).toEqual([0, 5_000, 55_000])
  expect(world.clock.nowMs()).toBe(70_000)
})

test('a request without an answer is given up after 30 s, which is a transient error', async () => {
  const world = new WaitWorld({}, ({ poll }) => (poll === 1 ? SILENCE : 'completed'))
  expect(await world.kinds()).toEqual(['completed'])
  expect(world.times).toEqual([0, 30_500])
  expect(world.events[0]?.answer).toMatchObject({ problem: { kind: 'no-answer' } })
})

describe('an interrupted step', () => {
  test('ends at once with the last record, and does not report the request that it gave up', async () => {
    const world = new WaitWorld({}, ({ poll }) => (poll === 1 ? 'processing' : SILENCE))
    world.interruptAt(6_000)
    const [end] = await world.ends()
    expect(end).toMatchObject({ outcome: INTERRUPTED, task: { status: 'processing' } })
    expect(world.clock.nowMs()).toBe(6_000)
    expect(world.events).toHaveLength(1)
  })

  test('asks nothing if the signal came before the start', async () => {
    const world = new WaitWorld({}, () => 'completed')
    world.interrupt()
    expect(await world.kinds()).toEqual(['interrupted'])
    expect(world.requests).toEqual([])
  })

  test.each([
    ['completed', 'completed'],
    ['processing', 'interrupted'],
  ])('does not lose a record that was on its way: %s ends as %s', async (status, kind) => {
    const world = new WaitWorld({}, () => ({ answer: status, afterMs: 5_000, evenIfGivenUp: true }))
    world.interruptAt(2_000)
    const [end] = await world.ends()
    expect(end).toMatchObject({ outcome: { kind }, task: { status } })
    expect(world.events).toHaveLength(1)
  })
})
