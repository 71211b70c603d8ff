/** One thing that cannot be published keeps no other back, and makes the step red. */
import type { Outcome, TaskEnd } from '../../../src/outcome.ts'
import { FIRST_OUTPUTS, OUTPUT_NAMES } from '../../../src/report/outputs.ts'
import { publishEnd } from '../../../src/report/publish.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { anEnd } from '../../support/builders.ts'
import { fakeRunner, SAVED_PATH, type Call, type FakeRunner } from '../../support/fake-runner.ts'

const gate = createGate('sk-0123456789')
const COMPLETED: Outcome = { kind: 'completed' }
const FAILED: Outcome = { kind: 'task-failed' }
const TODO =
  'Run the step again; if it comes back, report this line and the debug log to the authors of this action.'
const internal = (what: string): string =>
  `Wait for MountSea task: internal error: Something went wrong that should not: ${what}. ${TODO}`

const publish = (ends: readonly TaskEnd[], runner: FakeRunner): boolean =>
  publishEnd({ ends, outages: [], elapsedMs: 65_000, timeoutMs: 1_800_000 }, { runner, gate, faults: [] })
/** A runner of which some calls fail. */
const failing = (when: (call: Call) => boolean): FakeRunner =>
  fakeRunner(
    {},
    {
      before: (call) => {
        if (when(call)) throw new Error(`no ${call.kind}`)
      },
    },
  )

describe('where something cannot be published', () => {
  test('the record file: the outputs say so, and are otherwise whole', () => {
    const runner = failing(({ kind }) => kind === 'saveFile')
    expect(publish([anEnd(COMPLETED, { result: { a: 1 } })], runner)).toBe(false)
    expect(runner.outputs).toMatchObject({
      status: 'completed',
      result: '{"a":1}',
      resultPath: '',
      reason: 'internal-error',
    })
    expect(runner.annotations('error')).toEqual([internal('Error: no saveFile')])
  })

  test('the record file, and outputs that are too long: the warning names no file', () => {
    const runner = failing(({ kind }) => kind === 'saveFile')
    publish([anEnd(COMPLETED, { result: 'x'.repeat(120_000) })], runner)
    expect(runner.annotations('warning')).toEqual([
      'Outputs too long: An output over 120,000 bytes is cut or left empty: `result`.',
    ])
  })

  test.each(OUTPUT_NAMES.slice(0, -1))('the output %s: all others are written, and reason tells', (name) => {
    const runner = failing((call) => call.kind === 'output' && call.name === name)
    expect(publish([anEnd(COMPLETED)], runner)).toBe(false)
    const others = OUTPUT_NAMES.filter((other) => other !== name)
    expect(Object.keys(runner.outputs).sort()).toEqual([...others].sort())
    expect(runner.outputs['reason']).toBe('internal-error')
    expect(runner.annotations('error')).toEqual([internal('Error: no output')])
    expect(runner.values('summary')).toHaveLength(1)
  })

  test('the reason: the step is red, and people are told', () => {
    const runner = failing(({ name }) => name === 'reason')
    expect(publish([anEnd(COMPLETED)], runner)).toBe(false)
    expect(runner.annotations('error')).toEqual([internal('Error: no output')])
    expect(runner.log).toHaveLength(1)
  })

  test.each(['info', 'warning', 'error', 'summary'] as const)(
    'a call of %s: the rest is, and the last reason is the fault',
    (kind) => {
      const runner = failing((call) => call.kind === kind)
      const ends = [anEnd(FAILED, { result: 'x'.repeat(120_000) })]
      expect(publish(ends, runner)).toBe(false)
      const kinds = new Set(runner.calls.map((call) => call.kind))
      for (const other of ['output', 'saveFile', 'info', 'warning', 'error', 'summary'] as const) {
        expect(kinds.has(other)).toBe(other !== kind)
      }
      expect(runner.outputs['reason']).toBe('internal-error')
    },
  )

  test('anything at all: it still does not throw', () => {
    const runner = failing(() => true)
    expect(publish([anEnd(COMPLETED)], runner)).toBe(false)
    expect(runner.calls).toEqual([])
  })

  test('what a report is made of: the outputs say that nothing is known', () => {
    const runner = fakeRunner()
    const broken: TaskEnd = {
      ...anEnd(COMPLETED),
      get changes(): never {
        throw new Error('a bug')
      },
      get files(): never {
        throw new Error('a bug')
      },
    }
    expect(publish([broken], runner)).toBe(false)
    expect(runner.outputs).toEqual({ ...FIRST_OUTPUTS, resultPath: SAVED_PATH, reason: 'internal-error' })
    expect(runner.annotations('error')).toEqual([internal('Error: a bug')])
    expect(runner.values('saveFile')).toHaveLength(1)
    expect(runner.values('summary')[0]).toMatch(/^### ❌ .*\n\n.*a bug.*\n\n\*\*What to do:\*\* .*\n\n$/)
    expect(runner.log).toEqual([])
    expect(runner.annotations('warning')).toEqual([])
  })
})
