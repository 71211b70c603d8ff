/**
 * Starts the stand-in for the API in the background, for a workflow that tries the action out: writes the step outputs
 * `endpoint` and `sha256` (of the audio), and returns. The task `good` is completed at its third poll, `bad` fails.
 *
 * `node tools/workflows/stand-in.ts serve` stays in the foreground.
 */
import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import {
  completed,
  failed,
  songResult,
  startMockApi,
  status,
} from '../../__tests__/support/mock-api/index.ts'

/** A background process that nobody ends must end itself: when nobody has asked it anything for so long. */
const IDLE_MS = 2 * 60 * 1000

async function serve(): Promise<void> {
  const api = await startMockApi()
  const audioUrl = api.storage.put('good.mp3', { sizeBytes: 1_000_000, seed: 1 })
  const running = [status('pending'), status('processing')]
  api.task('good', [...running, completed(songResult(audioUrl))])
  api.task('bad', [...running, failed()])
  process.stdout.write(`endpoint=${api.endpoint} sha256=${api.storage.sha256('good.mp3')}\n`)
  let seen = -1
  setInterval(() => {
    const requests = api.requests.length + api.storage.requests.length
    if (requests === seen) process.exit(0)
    seen = requests
  }, IDLE_MS)
}

function startInBackground(): void {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'serve'], {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const lines = createInterface({ input: child.stdout })
  child.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
  lines.once('line', (line) => {
    process.stdout.write(`${line}\n`)
    const { GITHUB_OUTPUT } = process.env
    if (GITHUB_OUTPUT !== undefined) appendFileSync(GITHUB_OUTPUT, `${line.replace(' ', '\n')}\n`)
    lines.close()
    child.stdout.destroy()
    child.unref()
  })
}

if (process.argv[2] === 'serve') await serve()
else startInBackground()
