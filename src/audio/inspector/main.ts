/**
 * A separate program: reads one file to its last packet and prints a `Report` as one line of JSON.
 * Arguments: the file's path, its format, and the bounds (milliseconds of processor time, bytes of memory).
 *
 * A hostile file may make any parser loop for ever or fill the memory, so a second thread watches both and kills the process. A timer in
 * the first thread would never fire during a loop, and Node cannot measure another process on every system.
 */
import { Worker } from 'node:worker_threads'
import { writeSync } from 'node:fs'
import { FileBytes, ReadError } from './bytes.ts'
import { inspect } from './inspect.ts'
import type { Report } from '../walk.ts'

const [path = '', format = '', cpuMs = '', memoryBytes = ''] = process.argv.slice(2)
// The thread gets its code as text: started from a file, it would load the parsers a second time.
const code = `(${watch.toString()})(${Number(cpuMs)}, ${Number(memoryBytes)})`
new Worker(code, { eval: true }).unref()
// Only a library throws errors that nobody awaits.
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
    // The library may have swallowed the error.
    if (file.failure !== null) throw file.failure
    return walk === null ? { kind: 'unknown' } : { kind: 'walked', walk }
  } catch (error) {
    const failure = file?.failure ?? error
    return failure instanceof ReadError ? { kind: 'machine', code: failure.code } : { kind: 'broken' }
  }
}

/** Runs in the second thread, from its text, so it uses nothing from outside itself. */
function watch(maxCpuMs: number, maxBytes: number): void {
  const { writeSync: write } = process.getBuiltinModule('node:fs')
  setInterval(() => {
    const { user, system } = process.cpuUsage()
    const isTooLarge = process.memoryUsage.rss() > maxBytes
    const bound = isTooLarge ? 'memory' : (user + system) / 1000 > maxCpuMs ? 'time' : null
    try {
      // A space changes nothing in JSON. Writing it fails once the step is gone: then nobody waits for the report.
      write(1, bound === null ? ' ' : `${JSON.stringify({ kind: 'bound', bound })}\n`)
      if (bound === null) return
    } catch {
      // The step is gone.
    }
    process.kill(process.pid, 'SIGKILL')
  }, 25)
}
