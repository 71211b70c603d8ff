/** Bugs and broken machines: the step is red with internal-error, and everything known is still published. */
import { internalError } from '../../../src/outcome.ts'
import { FIRST_OUTPUTS } from '../../../src/tell/publish.ts'
import { SAVED_PATH, type Call } from '../../support/fake-runner.ts'
import { KEY, reasonsOf, recordOf, stepWorld, type StepWorld } from '../../support/step-world.ts'

/** Throws at the first call that matches, and at every later one only with `always`. */
const broken = (matches: (call: Call) => boolean, always?: 'always'): ((call: Call) => void) => {
  let isOver = false
  return (call) => {
    if (isOver || !matches(call)) return
    isOver = always === undefined
    throw new Error('disk full')
  }
}
const firstError = ({ runner }: StepWorld): string => runner.annotations('error')[0] ?? ''

describe('before the first request', () => {
  test.each<[string, Readonly<Record<string, string>>, (call: Call) => boolean]>([
    ['the key cannot be registered as a secret', {}, ({ kind }) => kind === 'mask'],
    ['the output for bad inputs cannot be written', { timeout: '5' }, ({ value }) => value === 'bad-input'],
  ])('%s: nothing is asked, and the error says why', async (_what, inputs, matches) => {
    const world = stepWorld({ inputs, before: broken(matches, 'always') })
    expect(await world.run()).toBe(false)
    expect(world.requests).toEqual([])
    expect(world.runner.annotations('error').at(-1)).toContain('Error: disk full')
    expect(world.runner.outputs).toEqual({ ...FIRST_OUTPUTS, reason: 'internal-error' })
  })
})

describe('while the wait goes on', () => {
  // What fails, when the wait then ends, and what the API says until then.
  test.each<[string, number, (call: Call) => boolean]>([
    ['an output cannot be written', 5_000, ({ name, value }) => name === 'status' && value === 'processing'],
    ['a change cannot be logged', 5_000, ({ value }) => value.includes('-> processing')],
    ['the line for a minute cannot be logged', 65_000, ({ value }) => value.includes('still waiting')],
  ])('%s: it ends at once, and what is known is kept', async (_what, endMs, matches) => {
    const world = stepWorld({
      inputs: { 'task-id': 'a\nb' },
      api: (request) => {
        if (request.taskId === 'a') return recordOf(request, 'completed', { result: 1 })
        return recordOf(request, request.count === 1 ? 'pending' : 'processing', { result: 2 })
      },
      before: broken(matches),
    })
    expect(await world.run()).toBe(false)
    expect([world.clock.nowMs(), world.clock.asleep]).toEqual([endMs, 0])
    expect(reasonsOf(world)).toEqual(['completed', 'internal-error'])
    const known = { status: 'processing', result: '[1,2]', resultPath: SAVED_PATH }
    expect(world.runner.outputs).toMatchObject({ ...known, reason: 'internal-error' })
    expect(world.runner.annotations('error')).toEqual([expect.stringContaining('Error: disk full')])
  })

  test('random numbers fail twice: the first error is reported, and its stack is in the debug log', async () => {
    let errors = 0
    const world = stepWorld({
      inputs: { 'task-id': 'a\nb' },
      api: (request) => recordOf(request, 'processing'),
      random: () => {
        throw new Error(`no dice ${++errors} for ${KEY}`)
      },
    })
    expect(await world.run()).toBe(false)
    expect(errors).toBe(2)
    expect(world.runner.outputs).toMatchObject({ status: 'processing', reason: 'internal-error' })
    expect(world.runner.annotations('error')).toEqual([expect.stringContaining('Error: no dice 1 for ***')])
    const debug = world.runner.values('debug').at(-1) ?? ''
    expect(debug).toMatch(/^Error: no dice 1 for \*\*\*\n.*step-internal-errors\.test/)
  })

  test('a bug as the last task completes makes the step red: the result is there, the key is not', async () => {
    const world = stepWorld({
      api(request) {
        world.stop(internalError(`the log cannot be written, ${KEY}`))
        return recordOf(request, 'completed')
      },
    })
    expect(await world.run()).toBe(false)
    expect(world.runner.outputs).toMatchObject({ status: 'completed', reason: 'internal-error' })
    expect(firstError(world)).toContain('the log cannot be written, ***')
  })
})

test('the runner refuses every call of one kind, or all: the step is red, and never rejects', async () => {
  for (const kind of ['info', 'debug', 'error', 'summary', 'records', '']) {
    const world = stepWorld({
      api: (request) => recordOf(request, kind === 'error' ? 'failed' : 'completed'),
      before: broken((call) => kind === '' || call.kind === kind, 'always'),
    })
    const reason = kind === '' ? undefined : 'internal-error'
    expect([kind, await world.run(), world.runner.outputs['reason']]).toEqual([kind, false, reason])
    expect(world.clock.asleep).toBe(0)
  }
})
