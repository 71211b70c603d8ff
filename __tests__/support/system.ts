/** The system that the tests run on: which tests cannot run there, and why. */
import { existsSync } from 'node:fs'

export const isWindows = process.platform === 'win32'
/** Set by tools/wine. */
const isWine = process.env['UNDER_WINE'] === '1'

export const NO_SIGNALS = isWindows ? 'on Windows a signal from another process kills' : ''
export const NO_ULIMIT = process.platform === 'linux' ? '' : 'only Linux ends no process for `ulimit -f`'
export const NO_FULL_DISK = existsSync('/dev/full') ? '' : 'this system has no /dev/full'
export const NO_PROC = process.platform === 'linux' ? '' : 'only Linux has /proc'
export const NO_CASE = isWindows ? 'the names of variables know no case on Windows' : ''
export const NO_MODES = isWindows
  ? 'chmod denies nothing on Windows'
  : process.getuid?.() === 0
    ? 'root may write everywhere'
    : ''
export const NO_LONG_NAME = isWindows ? 'Windows has no error of its own for a name that is too long' : ''
export const NO_LINKS = isWine ? 'Wine refuses junctions, and knows no link to nowhere' : ''

/** A test or, if there is a reason against it, a skipped test with the reason in its name. */
export function testUnless(
  why: string,
  name: string,
  body: () => Promise<void>,
  one: (name: string, body: () => Promise<void>) => void = test.concurrent,
): void {
  if (why === '') one(name, body)
  else test.skip(`${name} (skipped: ${why})`, body)
}

export function describeUnless(why: string, name: string, body: () => void): void {
  if (why === '') describe(name, body)
  else describe.skip(`${name} (skipped: ${why})`, body)
}
