/**
 * A runner that writes down what it is told, in order, and can be made to fail.
 */
import type { Runner } from '../../src/ports/runner.ts'

/** One call, as a line of text: `output status=completed`, `error TITLE|MESSAGE`. */
export type Call =
  | {
      readonly kind: 'mask' | 'info' | 'debug' | 'summary' | 'saveFile'
      readonly name: ''
      readonly value: string
    }
  /** `name` is the output's name or the annotation's title. */
  | { readonly kind: 'output' | 'warning' | 'error'; readonly name: string; readonly value: string }

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

export interface FakeRunnerOptions {
  readonly workspace?: string
  /** Called with each call before it is written down; it may throw. */
  readonly before?: (call: Call) => void
}

/** Inputs are handed out as they are given; the rest is ''. */
export function fakeRunner(
  inputs: Readonly<Record<string, string>> = {},
  { workspace = '/workspace', before }: FakeRunnerOptions = {},
): FakeRunner {
  const calls: Call[] = []
  const note = (call: Call): void => {
    before?.(call)
    calls.push(call)
  }
  const values = (kind: Call['kind']): string[] =>
    calls.filter((call) => call.kind === kind).map(({ value }) => value)
  return {
    workspace,
    calls,
    values,
    get outputs() {
      return Object.fromEntries(
        calls.filter(({ kind }) => kind === 'output').map(({ name, value }) => [name, value]),
      )
    },
    get log() {
      return values('info')
    },
    annotations: (kind) =>
      calls.filter((call) => call.kind === kind).map(({ name, value }) => `${name}: ${value}`),
    input: (name) => inputs[name] ?? '',
    mask: (value) => note({ kind: 'mask', name: '', value }),
    info: (value) => note({ kind: 'info', name: '', value }),
    debug: (value) => note({ kind: 'debug', name: '', value }),
    warning: (name, value) => note({ kind: 'warning', name, value }),
    error: (name, value) => note({ kind: 'error', name, value }),
    output: (name, value) => note({ kind: 'output', name, value }),
    summary: (value) => note({ kind: 'summary', name: '', value }),
    saveFile: (value) => {
      note({ kind: 'saveFile', name: '', value })
      return SAVED_PATH
    },
  }
}
