/**
 * Real runs of `dist/` as the runner would start it, against a stand-in API, for the pictures in the README: they show what
 * the action writes. Time runs faster (see fast-forward.js).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { selfSigned } from '../../__tests__/support/certificate.ts'
import {
  completed,
  failed,
  http,
  songResult,
  startApi,
  status,
  type Api,
  type Script,
  type Step,
} from '../stand-ins/api/index.ts'
import { startStorage, type Storage } from '../stand-ins/api/index.ts'
import { runAction } from '../stand-ins/runner/run-action.ts'

/** A summary that a run wrote, and the names of the sections that its picture must show. */
export interface RunSummary {
  readonly name: string
  readonly markdown: string
  readonly sections: readonly string[]
}

const API_KEY = 'sk-not-a-real-key'
const HOST = 'cdn.example.com'
/** The factor by which time runs faster. If it were larger, milliseconds of this machine would become seconds in the pictures. */
const FACTOR = 40
/** A run takes ten seconds. If it takes longer, its clock does not run fast. */
const LONGEST_RUN_MS = 60_000
const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

interface World {
  readonly api: Api
  readonly storage: Storage
  readonly certificate: string
}

/** Runs the situations one after the other. */
export async function runSummaries(): Promise<RunSummary[]> {
  const folder = mkdtempSync(join(tmpdir(), 'summaries-'))
  const certificate = join(folder, 'cert.pem')
  // Only an https URL becomes a link.
  const tls = selfSigned([HOST])
  writeFileSync(certificate, tls.cert)
  const api = await startApi({ apiKey: API_KEY })
  const storage = await startStorage({ tls, urlHost: HOST })
  const world = { api, storage, certificate }
  try {
    return [await song(world), await album(world), await waitTimeout(world)]
  } finally {
    await Promise.all([api.close(), storage.close()])
    rmSync(folder, { recursive: true, force: true })
  }
}

function song(world: World): Promise<RunSummary> {
  const taskId = 'song-9719e086'
  world.api.task(
    taskId,
    songScript(world, taskId, { title: 'Summer Vibes', startMs: 14_000, endMs: 148_000 }),
  )
  return run(world, 'song', [taskId], ['Task'])
}

function album(world: World): Promise<RunSummary> {
  const ids = Array.from({ length: 12 }, (_, index) => `track-${String(index + 1).padStart(2, '0')}`)
  const base = Date.now()
  for (const [index, taskId] of ids.entries()) {
    const startMs = 6_000 + 8_000 * index
    const endMs = startMs + 75_000 + 11_000 * ((index * 5) % 7)
    const entries = { title: `Movement ${index + 1}`, startMs, endMs }
    const broken = inTurn(base, entries, (times) =>
      failed({
        ...times,
        traceId: `trace-${taskId}`,
        errorMessage: 'The lyrics were rejected by the content filter',
        errorCode: 4201,
      }),
    )
    world.api.task(taskId, index === 6 ? broken : songScript(world, taskId, entries))
  }
  setTimeout(() => void world.api.down((12 * SECOND_MS) / FACTOR), (80 * SECOND_MS) / FACTOR)
  return run(world, 'album', ids, [...ids.map((taskId, index) => `${index + 1}. ${taskId}`), 'API'])
}

function waitTimeout(world: World): Promise<RunSummary> {
  const taskId = 'song-3c03d03b'
  const base = Date.now()
  const goesOn = inTurn(base, { startMs: 25_000, endMs: Infinity }, () => http(500))
  world.api.task(taskId, (poll) => {
    const atMs = poll.sinceFirstMs * FACTOR
    return atMs > 2 * MINUTE_MS && atMs < 4 * MINUTE_MS ? http(503) : goesOn(poll)
  })
  return run(world, 'wait-timeout', [taskId], ['Task', 'API'], { timeout: '6m' })
}

interface Song {
  readonly title: string
  readonly startMs: number
  readonly endMs: number
}

function songScript({ storage }: World, taskId: string, { title, ...times }: Song): Script {
  const url = storage.put(`audio/${taskId}.mp3`, {
    sizeBytes: 2_400_000 + 17_321 * (times.endMs / 1_000),
    seed: times.endMs,
  })
  return inTurn(Date.now(), times, (fields) => completed(songResult(url, { title }), fields))
}

/** Pending, processing from `startMs`, and at `endMs` the last answer: times as the action's clock has them. */
function inTurn(
  base: number,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  last: (times: Readonly<Record<string, string>>) => Step,
): (poll: { readonly sinceFirstMs: number }) => Step {
  const createdAt = new Date(base).toISOString()
  return ({ sinceFirstMs }) => {
    const atMs = sinceFirstMs * FACTOR
    if (atMs >= endMs) return last({ createdAt, finishedAt: new Date(base + endMs).toISOString() })
    return status(atMs < startMs ? 'pending' : 'processing', { createdAt })
  }
}

async function run(
  { api, certificate: path }: World,
  name: string,
  taskIds: readonly string[],
  sections: readonly string[],
  inputs: Readonly<Record<string, string>> = { 'download-dir': 'audio' },
): Promise<RunSummary> {
  const action = runAction({
    inputs: { 'task-id': taskIds.join('\n'), 'api-key': API_KEY, endpoint: api.endpoint, ...inputs },
    env: { NODE_EXTRA_CA_CERTS: path, FAST_FORWARD: String(FACTOR) },
    nodeArguments: ['--import', fileURLToPath(new URL('fast-forward.js', import.meta.url))],
  })
  try {
    const { stdout, summary } = await Promise.race([action.finished, tooLong(name)])
    if (summary === '') throw new Error(`the run ${name} left no summary:\n${stdout}`)
    return { name, markdown: summary, sections }
  } finally {
    await action.dispose()
  }
}

async function tooLong(name: string): Promise<never> {
  await sleep(LONGEST_RUN_MS, undefined, { ref: false })
  throw new Error(
    `the run ${name} takes too long: does src/world/clock.ts read a clock that fast-forward.js leaves alone?`,
  )
}
