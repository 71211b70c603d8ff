/**
 * One step of a workflow, for the tests of the built action: a stand-in for the API, the action started against it, and what
 * is left of the step when it has ended. Whatever a test opened here is ended and removed after the last test of its file.
 */
import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApi, type Api, type ApiOptions } from '../../tools/stand-ins/api/index.ts'
import { startRawServer, type Play } from './raw-server.ts'
import {
  runAction,
  type Finished,
  type Run,
  type RunOptions,
} from '../../tools/stand-ins/runner/run-action.ts'

export const KEY = 'ms-key-0123456789abcdef'

export type Inputs = Readonly<Record<string, string>>

export interface StepOptions extends Omit<RunOptions, 'inputs'> {
  /** JavaScript that runs in the action's process before the action does. */
  readonly preload?: string
  /** The action's time is virtual: its pauses take none, and none passes while a request is under way. */
  readonly skipsPauses?: boolean
  /** What each look-up of a host name says, in turn; the last word repeats: an error's code, or an address. */
  readonly lookups?: string
}

/** A step that has not ended by then is killed, so that its test fails and nothing keeps Jest waiting. */
const PATIENCE_MS = 45_000

const opened: (() => Promise<void>)[] = []
afterAll(() => Promise.all(opened.splice(0).map((close) => close())))

export function closeLater(close: () => Promise<void>): void {
  opened.push(close)
}

/** An empty folder of that name and random characters. */
export function makeFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`))
  closeLater(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** A stand-in for the API, by default with the key `KEY`. */
export async function openApi(options: ApiOptions = {}): Promise<Api> {
  const api = await startApi({ apiKey: KEY, ...options })
  closeLater(() => api.close())
  return api
}

export async function openRawServer(play: Play) {
  const server = await startRawServer(play)
  closeLater(() => server.close())
  return server
}

/** Starts a step that asks this API, every 100 ms, for the task `t` unless the inputs say otherwise. */
export function startStep(api: Api, inputs: Inputs = {}, options: StepOptions = {}): Run {
  const { preload, skipsPauses = false, lookups, env, nodeArguments = [], ...others } = options
  const run = runAction({
    ...others,
    inputs: { 'task-id': 't', 'api-key': KEY, endpoint: api.endpoint, 'poll-interval': '100ms', ...inputs },
    env: { ...(lookups === undefined ? {} : { LOOKUPS: lookups }), ...env },
    nodeArguments: [
      ...(skipsPauses ? [importing(SKIP_PAUSES)] : []),
      ...(lookups === undefined ? [] : [importing(RESOLVER)]),
      ...(preload === undefined ? [] : [importing(preload)]),
      ...nodeArguments,
    ],
  })
  const patience = setTimeout(() => run.kill('SIGKILL'), PATIENCE_MS)
  void run.finished.catch(() => undefined).finally(() => clearTimeout(patience))
  closeLater(() => run.dispose())
  return run
}

/** Runs such a step to its end. */
export function runStep(api: Api, inputs: Inputs = {}, options: StepOptions = {}): Promise<Finished> {
  return startStep(api, inputs, options).finished
}

const SKIP_PAUSES = javaScriptOf('skip-pauses')
const RESOLVER = javaScriptOf('resolver')

/** Types are stripped here: each start of the action would spend 60 ms on it. */
function javaScriptOf(preload: string): string {
  return stripTypeScriptTypes(readFileSync(new URL(`preload/${preload}.ts`, import.meta.url), 'utf8'))
}

function importing(javaScript: string): string {
  return `--import=data:text/javascript,${encodeURIComponent(javaScript)}`
}

/** JavaScript for `preload`: does this when the poll of that number (from 1) leaves. */
export function atPoll(number: number, javaScript: string): string {
  return `
    const http = process.getBuiltinModule('node:http')
    const { request } = http
    let requests = 0
    http.request = (...args) => {
      if (++requests === ${number}) { ${javaScript} }
      return request(...args)
    }`
}

/** The entries of the output `tasks`. */
export function entriesOf({ outputs }: Pick<Finished, 'outputs'>): Readonly<Record<string, unknown>>[] {
  return listIn(outputs['tasks']).map((entry) => Object.fromEntries(Object.entries(entry ?? {})))
}

/** `ID STATUS REASON` of each task, in the order of the output `tasks`. */
export function fatesOf(finished: Pick<Finished, 'outputs'>): string[] {
  return entriesOf(finished).map(({ taskId, status, reason }) => [taskId, status, reason].join(' '))
}

/** The list in the file `resultPath`. */
export function recordsOf({ outputs }: Pick<Finished, 'outputs'>): unknown[] {
  return listIn(readFileSync(outputs['resultPath'] ?? '', 'utf8'))
}

function listIn(json = ''): unknown[] {
  const list: unknown = JSON.parse(json)
  if (!Array.isArray(list)) throw new Error(`no list: ${json.slice(0, 100)}`)
  return list
}
