/**
 * Programs of the machine that some comparisons need, and what a process holds in memory.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Whether a program is there and answers `--version`. */
export function canRun(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * A process's share of the memory: what is its own, and of what it shares its part (PSS). NaN where the system does not tell
 * (only Linux does) and for a process that is gone.
 */
export function memoryShareBytes(pid: number): number {
  try {
    const [, kib] = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
    return Number(kib) * 1024
  } catch {
    return NaN
  }
}
