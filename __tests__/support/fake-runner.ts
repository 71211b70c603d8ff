/** A runner that records all calls in order, and can be made to fail. */
import type { Runner } from '../../src/world/runner.ts'

export interface Call {
  readonly kind: 'mask' | 'info' | 'debug' | 'warning' | 'error' | 'output' | 'summary' | 'records'
  /** The output's name or the annotation's title, '' for anything else. */
  readonly name: string
  readonly value: string
}

export type FakeRunner = ReturnType<typeof fakeRunner>

export const SAVED_PATH = '/runner/temp/records.json'

/** Inputs are handed out as they are given; the rest is ''. `before` is called with each call before it is written down; it may throw. */
export function fakeRunner(
  inputs: Readonly<Record<string, string>> = {},
  workspace = '/workspace',
  before?: (call: Call) => void,
) {
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
    /** The values of all calls of one kind, in order. */
    values,
    /** What a later step would get: the last value of each output. */
    get outputs(): Readonly<Record<string, string>> {
      return Object.fromEntries(of('output').map(({ name, value }) => [name, value]))
    },
    /** The log as people see it without debug logging. */
    get log(): readonly string[] {
      return values('info')
    },
    /** `TITLE: MESSAGE` of all annotations of one kind, in order. */
    annotations: (kind: 'warning' | 'error') => of(kind).map(({ name, value }) => `${name}: ${value}`),
    input: (name: string) => inputs[name] ?? '',
    mask: (value: string) => note('mask', '', value),
    info: (value: string) => note('info', '', value),
    debug: (value: string) => note('debug', '', value),
    warning: (name: string, value: string) => note('warning', name, value),
    error: (name: string, value: string) => note('error', name, value),
    setOutputs: (all: Readonly<Record<string, string>>) => {
      const written = Object.entries(all).map(([name, value]) => ({ kind: 'output', name, value }) as const)
      // All or none, as on a disk.
      for (const call of written) before?.(call)
      calls.push(...written)
    },
    summary: (value: string) => note('summary', '', value),
    keepRecords: (pieces: Iterable<string>) => {
      note('records', '', Array.from(pieces).join(''))
      return SAVED_PATH
    },
    keptRecords: () => (of('records').length === 0 ? '' : SAVED_PATH),
  } satisfies Runner & Record<string, unknown>
}
