/**
 * Downloads: a large file through the built action, beside `curl -o` followed by `sha256sum`; and what memory it takes
 * beside a small file.
 */
import type { ServerResponse } from 'node:http'
import { startLoopback, type Loopback } from '../lib/loopback.ts'
import { canRun } from '../lib/programs.ts'
import type { Figure, Part } from '../lib/report.ts'
import { median, pairedRatios, quartiles } from '../lib/stats.ts'
import { ACTION, METER, runGreenStep, usageOf } from '../lib/step.ts'

const MIB = 2 ** 20
const LARGE_BYTES = 256 * MIB
const SMALL_BYTES = MIB
const ROUNDS = 7

/** Runs the comparison. */
export async function benchDownloads(say: (line: string) => void): Promise<Part> {
  const api = await startLoopback({ status: () => 'completed', audio: sendAudio })
  const memory = await compareMemory(api)
  const curl = ['bash', 'curl', 'sha256sum'].every(canRun)
  if (!curl) say('SKIPPED: throughput, since curl or sha256sum is missing here')
  const times = curl ? await compareTimes(api) : { action: [], curl: [] }
  api.close()
  // Time of curl over time of the action: the share of curl's throughput that the action reaches.
  const shares = pairedRatios(times.curl, times.action)
  const throughput: Figure = {
    what: 'throughput of a 256 MiB file, against `curl -o` and then `sha256sum`',
    value: `${median(shares).toFixed(2)} times`,
    spread: quartiles(shares, 2),
    target: 'at least 0.8 times',
    met: median(shares) >= 0.8,
  }
  const seconds = (ms: readonly number[]): string => `${(median(ms) / 1_000).toFixed(2)} s`
  return {
    title: 'Downloads',
    how:
      `dist/index.js with \`download-dir\`, from the start of the process to its end: the poll, the download, the hash and the flush to disk are all in it; beside ` +
      `\`curl -o FILE URL && sha256sum FILE\`, which flushes nothing. ${ROUNDS} rounds, one after the other in each; the same loopback server.`,
    figures: [
      ...(curl ? [throughput] : []),
      {
        what: 'peak memory for a 256 MiB file, against a 1 MiB file',
        value: `${(median(memory.large) / median(memory.small)).toFixed(2)} times`,
        spread: `${(median(memory.large) / 1e6).toFixed(0)} MB, ${(median(memory.small) / 1e6).toFixed(0)} MB`,
        target: 'at most 1.3 times',
        met: median(memory.large) <= 1.3 * median(memory.small),
      },
    ],
    tables: curl
      ? [
          {
            title: 'Start to end for 256 MiB',
            head: ['program', 'median', 'quartiles'],
            rows: [
              ['this action', seconds(times.action), `${quartiles(times.action, 0)} ms`],
              ['`curl -o`, then `sha256sum`', seconds(times.curl), `${quartiles(times.curl, 0)} ms`],
            ],
          },
        ]
      : [],
    notes: [],
    images: [],
  }
}

/** The same piece over and over, no faster than the client takes it. */
function sendAudio(bytes: number, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': bytes })
  let left = bytes
  const send = (): void => {
    while (left > 0) {
      const piece = PIECE.subarray(0, Math.min(left, PIECE.length))
      left -= piece.length
      if (!response.write(piece)) {
        response.once('drain', send)
        return
      }
    }
    response.end()
  }
  send()
}

const PIECE = Buffer.alloc(256 * 1024, 'a song of many bytes ')

function download(
  api: Loopback,
  bytes: number,
  nodeArguments: readonly string[],
): ReturnType<typeof runGreenStep> {
  api.reset()
  return runGreenStep({
    command: process.execPath,
    args: [...nodeArguments, ACTION],
    inputs: {
      // The server makes as many bytes as the number at the end says.
      'task-id': `task-${bytes}`,
      'api-key': 'key-for-the-benchmark',
      endpoint: api.endpoint,
      'download-dir': 'audio',
    },
  })
}

async function compareMemory(api: Loopback): Promise<{ readonly large: number[]; readonly small: number[] }> {
  const peaks = { large: new Array<number>(), small: new Array<number>() }
  for (let round = 0; round < 3; round++) {
    peaks.large.push(usageOf(await download(api, LARGE_BYTES, METER)).peakBytes)
    peaks.small.push(usageOf(await download(api, SMALL_BYTES, METER)).peakBytes)
  }
  return peaks
}

async function compareTimes(api: Loopback): Promise<{ readonly action: number[]; readonly curl: number[] }> {
  const times = { action: new Array<number>(), curl: new Array<number>() }
  const url = new URL(`/audio/${LARGE_BYTES}/track.mp3`, api.endpoint).href
  const script = `curl --silent --show-error --fail --output track.mp3 '${url}' && sha256sum track.mp3`
  for (let round = 0; round < ROUNDS; round++) {
    const action = await download(api, LARGE_BYTES, [])
    const curl = await runGreenStep({ command: 'bash', args: ['-c', script], inputs: {} })
    times.action.push(action.endMs - action.startMs)
    times.curl.push(curl.endMs - curl.startMs)
  }
  return times
}
