/**
 * The same action, built from the plain stack: the same source, compiler and bundler, but with the packages that the stubs
 * stand in for. Made in a folder of its own that git does not see, once for each state of the source.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY, SCRATCH } from '../lib/repository.ts'

const FOLDER = join(SCRATCH, 'plain-stack')
const COPIED = ['src', 'scripts/build.ts', 'tsconfig.json', 'tsconfig.build.json', '.npmrc']
const TOOLS = ['typescript', '@vercel/ncc', '@types/node', '@types/jest']

/** The bundle's path. The first time it installs packages, which takes a minute. */
export function buildPlainStack(): string {
  const manifest = plainManifest()
  const bundle = join(FOLDER, 'dist/index.js')
  const key = keyOf(manifest)
  const keyFile = join(FOLDER, 'key')
  if (existsSync(bundle) && existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) return bundle
  mkdirSync(FOLDER, { recursive: true })
  for (const path of COPIED) {
    rmSync(join(FOLDER, path), { recursive: true, force: true })
    cpSync(join(REPOSITORY, path), join(FOLDER, path), { recursive: true })
  }
  writeFileSync(join(FOLDER, 'package.json'), manifest)
  const run = (command: string, ...args: string[]): void => {
    execFileSync(command, args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  run('npm', 'install', '--ignore-scripts', '--no-package-lock')
  run(process.execPath, 'scripts/build.ts')
  writeFileSync(keyFile, key)
  return bundle
}

interface Manifest {
  readonly type: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

/** This project's package.json without stubs, overrides and what the build does not need. */
function plainManifest(): string {
  const own: unknown = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'))
  if (!isManifest(own)) throw new Error('package.json has no dependencies')
  const { type, dependencies, devDependencies } = own
  const pick = (
    all: Readonly<Record<string, string>>,
    wanted: (name: string, version: string) => boolean,
  ): Record<string, string> =>
    Object.fromEntries(Object.entries(all).filter(([name, version]) => wanted(name, version)))
  return JSON.stringify({
    name: 'plain-stack',
    private: true,
    type,
    dependencies: pick(dependencies, (_, version) => !version.startsWith('file:')),
    devDependencies: pick(devDependencies, (name) => TOOLS.includes(name)),
  })
}

function isManifest(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && 'dependencies' in value && 'devDependencies' in value
}

function keyOf(manifest: string): string {
  const hash = createHash('sha256').update(manifest)
  for (const path of COPIED) {
    const whole = join(REPOSITORY, path)
    const files = path === 'src' ? readdirSync(whole, { recursive: true, encoding: 'utf8' }).sort() : ['']
    for (const file of files) {
      if (path !== 'src' || file.endsWith('.ts')) hash.update(file).update(readFileSync(join(whole, file)))
    }
  }
  return hash.digest('hex')
}
