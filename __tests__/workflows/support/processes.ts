/**
 * Finding processes by what they run (Linux only): act does not say which it started.
 */
import { readdirSync, readFileSync } from 'node:fs'

/** Sends the signal to the processes that have a script below `folder`, whose path ends so, on their command line. */
export function signalBelow(folder: string, ending: string, signal: NodeJS.Signals): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const args = commandOf(pid).split('\0')
    if (args.some((arg) => arg.startsWith(folder) && arg.endsWith(ending))) process.kill(Number(pid), signal)
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return '' // It ended meanwhile.
  }
}
