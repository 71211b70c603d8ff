/**
 * A separate program: reads one file to its last packet and prints an `Inspection` as one line of JSON.
 * Arguments: the file's path, its format, and the bounds (milliseconds of processor time, bytes of memory).
 *
 * A hostile file may make any parser loop for ever or fill the memory, so a second thread watches both and kills the process. A timer in
 * the first thread would never fire during a loop, and Node cannot measure another process on every system.
 */
import { fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { codeOf } from '../../text/show.ts'
import { inspect } from './inspect.ts'
import type { Bytes, Inspection } from './walk.ts'

const [path = '', format = '', cpuMs = '', memoryBytes = ''] = process.argv.slice(2)
// The thread gets its code as text: started from a file, it would load the parsers a second time.
const code = `(${watch.toString()})(${Number(cpuMs)}, ${Number(memoryBytes)})`
new Worker(code, { eval: true }).unref()
/** The code of the system's last error. It is kept, since the library may swallow the error. */
let failure: string | null = null
// Only a library throws errors that nobody awaits.
process.on('uncaughtException', () => end({ kind: 'broken' }))
try {
  const walk = await inspect(openFile(), format)
  end(walk === null ? { kind: 'unknown' } : { kind: 'walked', walk })
} catch {
  end({ kind: 'broken' })
}

function end(inspection: Inspection): void {
  const told: Inspection = failure === null ? inspection : { kind: 'unreadable', code: failure }
  writeSync(1, `${JSON.stringify(told)}\n`)
  process.exit(0)
}

function openFile(): Bytes {
  const file = guarded(() => openSync(path, 'r'))
  const { size } = guarded(() => fstatSync(file))
  return {
    size,
    read(start, length) {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - start)))
      for (let [filled, read] = [0, 1]; read > 0 && filled < buffer.length; filled += read) {
        read = guarded(() => readSync(file, buffer, filled, buffer.length - filled, start + filled))
      }
      return buffer
    },
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    failure = codeOf(error)
    throw error
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
      // A space changes nothing in JSON. Writing it fails once the step is gone: then nobody waits for the inspection.
      write(1, bound === null ? ' ' : `${JSON.stringify({ kind: bound })}\n`)
      if (bound === null) return
    } catch {
      // The step is gone.
    }
    process.kill(process.pid, 'SIGKILL')
  }, 25)
}
