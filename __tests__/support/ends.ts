/**
 * Ends of tasks for tests of the reports: byte for byte as the API sent them, or of tasks that it never told of.
 */
import type { TaskEnd } from '../../src/outcome.ts'
import { parseTask } from '../../src/products/producer.ts'
import { anEnd } from './builders.ts'

/** An end whose record is this text, byte for byte. */
export const endOf = (record: string, taskId = 'task-1'): TaskEnd => {
  const parsed = parseTask(record, taskId)
  if (parsed.kind === 'bad') throw new Error(parsed.why)
  return { ...anEnd({ kind: 'completed' }), taskId, task: parsed.task }
}
export const silent = (taskId: string): TaskEnd => ({
  ...anEnd({ kind: 'unreachable', timeoutMs: 1, seen: new Map() }),
  taskId,
  task: null,
})
