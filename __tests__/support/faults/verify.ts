/**
 * Runs tables of faults as Jest tests, several at a time, and checks what every step must keep, whatever went wrong.
 */
import pLimit from 'p-limit'
import { OUTPUT_NAMES } from '../../../src/report/outputs.ts'
import { KEY, suffer, type Fault, type Seen } from './fault.ts'

/** Most of a run is waiting; more at a time would only make two cores late. */
const AT_A_TIME = 8

/** One test a fault, named as it is. */
export function testFaults(faults: readonly Fault[]): void {
  const turns = pLimit(AT_A_TIME)
  const runs = new Map<Fault, Promise<Seen>>()
  beforeAll(() => {
    for (const fault of faults) {
      const run = turns(() => suffer(fault))
      // Told by the fault's own test.
      run.catch(() => undefined)
      runs.set(fault, run)
    }
  })
  test.each(faults.map((fault) => ({ name: fault.name, fault })))('$name', async ({ fault }) => {
    const seen = await runs.get(fault)
    if (seen === undefined) throw new Error('not started')
    verify(fault, seen)
  })
}

function verify(fault: Fault, seen: Seen): void {
  const green = fault.reason === 'completed'
  expect(seen).toMatchObject({ exitCode: green ? 0 : 1, signal: null, stderr: '' })
  expect(seen.outputs).toMatchObject({ reason: fault.reason, status: fault.status ?? '' })
  verifyOutputs(seen)
  const errors = seen.errors.map(({ message }) => message)
  expect(errors).toHaveLength(green ? 0 : 1)
  const heard = green ? seen.stdout : (errors[0] ?? '')
  for (const words of fault.says ?? []) expect(heard).toMatch(words)
  // `%0A` would make two lines of it.
  if (!green) expect(errors[0]).not.toMatch(/[\r\n]/)
  expect(seen.summary).not.toBe('')
  verifySecrecy(seen)
  if (fault.polls !== undefined) expect(seen.api.polls('t')).toHaveLength(fault.polls)
  fault.check?.(seen)
}

/** Every output is there, and those that are JSON are valid. */
function verifyOutputs({ outputs, records, warnings }: Seen): void {
  expect(Object.keys(outputs).sort()).toEqual([...OUTPUT_NAMES].sort())
  const isTooLong = warnings.some(({ title }) => title === 'Outputs too long')
  const result: unknown = isTooLong ? outputs['result'] : JSON.parse(outputs['result'] ?? '')
  const tasks: unknown = JSON.parse(outputs['tasks'] ?? '')
  const { status, reason } = outputs
  expect(tasks).toMatchObject([{ taskId: 't', status, reason }])
  expect(records).toHaveLength(1)
  expect(records).toMatchObject([status === '' ? null : { taskId: 't', status }])
  if (status === '') expect(result).toBeNull()
  if (isTooLong) expect(result).toBe('')
}

/** The key is told to the runner once, as a secret, and to nobody else. */
function verifySecrecy({ stdout, outputs, summary, masks }: Seen): void {
  expect(masks).toEqual([KEY])
  expect(stdout.split(KEY)).toHaveLength(2)
  expect(JSON.stringify(outputs) + summary).not.toContain(KEY)
}
