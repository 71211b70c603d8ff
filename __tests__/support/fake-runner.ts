/**
 * A runner that writes down what it is told, in order, and can be made to fail.
 */
import type { Runner } from '../../src/world/runner.ts'

export interface Call {
  readonly kind: 'mask' | 'info' | 'debug' | 'warning' | 'error' | 'output' | 'summary' | 'records'
  /** The output's name or the annotation's title, '' for anything else. */
  readonly name: string
  readonly value: string
}

export interface FakeRunner extends Runner {
  readonly calls: readonly Call[]
  /** What a later step would get: the last value of each output. */
  readonly outputs: Readonly<Record<string, string>>
  /** The values of all calls of one kind, in order. */
  values(kind: Call['kind']): string[]
  /** `TITLE: MESSAGE` of all annotations of one kind, in order. */
  annotations(kind: 'warning' | 'error'): string[]
  /** The log as people see it without debug logging. */
  readonly log: readonly string[]
}

export const SAVED_PATH = '/runner/temp/records.json'

/** Inputs are handed out as they are given; the rest is ''. `before` is called with each call before it is written down; it may throw. */
export function fakeRunner(
  inputs: Readonly<Record<string, string>> = {},
  workspace = '/workspace',
  before?: (call: Call) => void,
): FakeRunner {
  const calls: Call[] = []
  const note = (kind: Call['kind'], name: string, value: string): void => {
    before?.({ kind, name, value })
    calls.push({ kind, name, value })
  }
  const of = (kind: Call['kind']): Call[] => calls.filter((call) => call.kind === kind)
  const values = (kind: Call['kind']): string[] => of(kind).map(({ value }) => value)
  return {
    workspace,
    job: { folder: workspace, id: 'a job' },
    calls,
    values,
    get outputs() {
      return Object.fromEntries(of('output').map(({ name, value }) => [name, value]))
    },
    get log() {
      return values('info')
    },
    annotations: (kind) => of(kind).map(({ name, value }) => `${name}: ${value}`),
    input: (name) => inputs[name] ?? '',
    mask: (value) => note('mask', '', value),
    info: (value) => note('info', '', value),
    debug: (value) => note('debug', '', value),
    warning: (name, value) => note('warning', name, value),
    error: (name, value) => note('error', name, value),
    setOutputs: (all) => {
      const written = Object.entries(all).map(([name, value]) => ({ kind: 'output', name, value }) as const)
      // All or none, as on a disk.
      for (const call of written) before?.(call)
      calls.push(...written)
    },
    summary: (value) => note('summary', '', value),
    keepRecords: (pieces: Iterable<string>) => {
      note('records', '', Array.from(pieces).join(''))
      return SAVED_PATH
    },
  }
}
