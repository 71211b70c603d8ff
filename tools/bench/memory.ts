/**
 * Memory: does it grow along a wait, or along a download? docs/security.md says that it does not.
 */
import { completed, songResult, status } from '../stand-ins/api/index.ts'
import type { Result } from './report.ts'
import { median } from './stats.ts'
import { METERED_ACTION, runStep, withApi, type StepEnd } from './step.ts'

const POLLS = 10_000
const MIB = 2 ** 20
const ROUNDS = 3
const COLLECTING = { BENCH_COLLECT_MS: '20' }

export async function benchMemory(): Promise<Result> {
  const waits = [await waitLong()]
  const downloads = await download(1024 * MIB, COLLECTING)
  const peakOf = async (sizeBytes: number): Promise<string> =>
    inMB((await download(sizeBytes, {})).flatMap((end) => end.meter('peak')))
  return {
    targets: [
      {
        what: 'live memory along 10,000 polls: second half / first half',
        ratios: waits.map(growth),
        atMost: 1.1,
      },
      {
        what: 'live memory along a download of 1 GiB: second half / first half',
        ratios: downloads.map(growth),
        atMost: 1.1,
      },
    ],
    tables: [
      {
        head: ['memory', 'median'],
        rows: [
          ['live along 10,000 polls', inMB(waits.flatMap((end) => end.meter('live')))],
          ['live along a download of 1 GiB', inMB(downloads.flatMap((end) => end.meter('live')))],
          ['peak of the process, download of 16 MiB', await peakOf(16 * MIB)],
          ['peak of the process, download of 1 GiB', await peakOf(1024 * MIB)],
        ],
      },
    ],
  }
}

function growth(end: StepEnd): number {
  const live = end.meter('live')
  const half = Math.floor(live.length / 2)
  return median(live.slice(half)) / median(live.slice(0, half))
}

function inMB(bytes: readonly number[]): string {
  return `${(median(bytes) / 1e6).toFixed(1)} MB`
}

/** A wait of many polls, in a process whose time passes 50 times faster. */
function waitLong(): Promise<StepEnd> {
  return withApi((api) => {
    const result = completed(songResult('https://cdn.example.com/song.mp3'))
    api.task('song', ({ index }) => (index < POLLS - 1 ? status('processing') : result))
    const inputs = {
      endpoint: api.endpoint,
      'poll-interval': '100ms',
      'max-poll-interval': '100ms',
      timeout: '5h',
    }
    return runStep(METERED_ACTION, inputs, { ...COLLECTING, BENCH_SPEED: '50' })
  })
}

function download(sizeBytes: number, env: Readonly<Record<string, string>>): Promise<StepEnd[]> {
  return withApi(async (api) => {
    api.task('song', [completed(songResult(api.storage.put('song.mp3', { sizeBytes, seed: 1 })))])
    const ends: StepEnd[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ends.push(await runStep(METERED_ACTION, { endpoint: api.endpoint, 'download-dir': 'audio' }, env))
    }
    return ends
  })
}
