/**
 * Whether dist/ and rehearsal/dist/ were built from the sources as they are now. The build leaves a hash of both; the tests that run
 * dist/ build first if it does not match. The hash is of contents, not of times, which git changes.
 */
import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Below build/, which each build empties first: a build that fails leaves none. */
const STAMP = 'build/built-from'

/** The files that the build reads, and those that it writes. */
const FOLDERS = ['src', 'rehearsal/src', 'tools/build', 'dist', 'rehearsal/dist']
const FILES = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'rehearsal/tsconfig.build.json']

/** Builds unless dist/ is up to date. Throws if the build fails. */
export function buildIfStale(): void {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()) return
  process.stderr.write('dist/ may not be what src/ makes: building it first\n')
  execFileSync(process.execPath, ['tools/build/main.ts'], { stdio: 'inherit' })
}

/** For the build, when it is done. */
export function stampBuild(): void {
  writeFileSync(STAMP, fingerprint())
}

function fingerprint(): string {
  const inside = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const files = [...FILES, ...inside.sort()]
  return hash('sha256', files.map((path) => `${path} ${hash('sha256', readFileSync(path))}`).join('\n'))
}
