/**
 * A program of its own: walks one file to its last packet and prints a `Report` as one line of JSON.
 * Arguments: the file's path, its format, the bounds (milliseconds of processor time, bytes of memory).
 *
 * A file may make any parser run for ever or fill the memory, so a second thread watches both and ends the process. It is a thread since
 * the first may not come back from a loop, and inside the process since no other place can measure it on every system.
 */
import { Worker } from 'node:worker_threads'
import { writeSync } from 'node:fs'
import { FileBytes, MachineError } from './inspector-bytes.ts'
import { inspect } from './inspector-formats.ts'
import type { Report } from './walk.ts'

const [path = '', format = '', cpuMs = '', memoryBytes = ''] = process.argv.slice(2)
// As text, since a thread starts from a file or a text, and a file would load the parsers a second time.
const code = `(${watch.toString()})(${Number(cpuMs)}, ${Number(memoryBytes)})`
new Worker(code, { eval: true }).unref()
// An error that nobody waits for is a library's.
process.on('uncaughtException', () => end({ kind: 'broken' }))
end(await report())

function end(report: Report): void {
  writeSync(1, `${JSON.stringify(report)}\n`)
  process.exit(0)
}

async function report(): Promise<Report> {
  let file: FileBytes | null = null
  try {
    file = new FileBytes(path)
    const walk = await inspect(file, format)
    // A library may have swallowed it.
    if (file.failure !== null) throw file.failure
    return walk === null ? { kind: 'unknown' } : { kind: 'walked', walk }
  } catch (error) {
    const failure = file?.failure ?? error
    return failure instanceof MachineError ? { kind: 'machine', code: failure.code } : { kind: 'broken' }
  }
}

/** Uses nothing from outside itself. */
function watch(maxCpuMs: number, maxBytes: number): void {
  const { writeSync: write } = process.getBuiltinModule('node:fs')
  setInterval(() => {
    const { user, system } = process.cpuUsage()
    const isTooLarge = process.memoryUsage.rss() > maxBytes
    const bound = isTooLarge ? 'memory' : (user + system) / 1000 > maxCpuMs ? 'time' : null
    try {
      // A space, which changes nothing in JSON: it cannot be written where the step is gone and nobody waits for an answer.
      write(1, bound === null ? ' ' : `${JSON.stringify({ kind: 'bound', bound })}\n`)
      if (bound === null) return
    } catch {
      // Nothing else is left to do.
    }
    process.kill(process.pid, 'SIGKILL')
  }, 25)
}
