/**
 * The two commands of docs/releasing.md, run against a git remote on disk and a stand-in for the GitHub CLI.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { PROJECT } from '../../tools/packages.ts'

const MOVE = 'move-major.ts'

let folder = ''
/** The stand-in for the GitHub CLI. */
let gh = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'))
  gh = join(folder, 'bin', 'gh')
  mkdirSync(dirname(gh))
  git('init', '--quiet', '--bare', 'remote')
  git('clone', '--quiet', 'remote', 'clone')
  // Answers that the release is final.
  writeFileSync(gh, '#!/bin/sh\necho true\n', { mode: 0o755 })
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main']
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
}

const commit = (message: string): string =>
  git('-C', 'clone', 'commit', '--quiet', '--allow-empty', '--message', message)

/** Commits, tags and pushes; returns the commit. Its reusable workflow names the action by that version. */
function release(tag: string, names = 'v1'): string {
  const workflows = join(folder, 'clone/.github/workflows')
  mkdirSync(workflows, { recursive: true })
  writeFileSync(join(workflows, 'save-song.yml'), `uses: octo/wait-for-mountsea-task@${names}\n`)
  git('-C', 'clone', 'add', '.')
  commit(tag)
  git('-C', 'clone', 'tag', '--annotate', '--message', tag, tag)
  git('-C', 'clone', 'push', '--quiet', 'origin', tag)
  return git('-C', 'clone', 'rev-parse', 'HEAD').trim()
}

function run(script: string, ...args: readonly string[]): { status: number | null; said: string } {
  const path = join(PROJECT, 'tools/release', script)
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: join(folder, 'clone'),
    encoding: 'utf8',
    env: { ...process.env, PATH: [dirname(gh), process.env['PATH']].join(delimiter) },
  })
  return { status, said: stdout + stderr }
}

const majorTag = (): string => git('ls-remote', 'remote', 'refs/tags/v1').slice(0, 40)

test('the major tag is made by the first release and moves forward with the next', () => {
  const first = release('v1.0.0')
  expect(run(MOVE, 'v1.0.0').status).toBe(0)
  expect(majorTag()).toBe(first)
  const next = release('v1.10.0')
  expect(run(MOVE, 'v1.10.0').status).toBe(0)
  expect(majorTag()).toBe(next)
  expect(run(MOVE, 'v1.10.0').status).toBe(0)
})

test.each<[why: string, tag: string, said: string, prepare: () => unknown]>([
  [
    'back to an older release',
    'v1.9.0',
    'v1 is at v1.10.0, which is newer than v1.9.0',
    () => run(MOVE, 'v1.10.0'),
  ],
  ['to a release that can still change', 'v1.9.0', 'is not a published, immutable release', () => rmSync(gh)],
  [
    'to a release whose reusable workflow names another version',
    'v1.11.0',
    'save-song.yml of v1.11.0 does not name the action as @v1',
    () => release('v1.11.0', 'v2'),
  ],
  [
    'from a commit that is not a release',
    'v1.9.0',
    'which is not a release',
    () => [commit('astray'), git('-C', 'clone', 'push', '--quiet', 'origin', 'HEAD:refs/tags/v1')],
  ],
  ...['', 'v1', '1.9.0', 'v1.0.0-rc.1', 'v2.0.0'].map((tag): [string, string, string, () => unknown] => [
    `to "${tag}", which is not a release`,
    tag,
    '',
    () => null,
  ]),
])('the major tag never moves %s', (_why, tag, said, prepare) => {
  release('v1.9.0')
  release('v1.10.0')
  prepare()
  const before = majorTag()
  const ran = run(MOVE, tag)
  expect({ status: ran.status, at: majorTag() }).toEqual({ status: 1, at: before })
  expect(ran.said).toContain(said)
})

test('set-owner.ts changes OWNER in every file in git, and nothing else', () => {
  // Built from parts, or set-owner.ts would change this file too.
  const text = (owner: string): string =>
    `uses: ${owner}/wait-for-mountsea-task@v1, /${owner}\\/wait-for-mountsea-task/, OWNER/other, 中文\n`
  const path = join(folder, 'clone', 'a.md')
  const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x0a])
  writeFileSync(path, text('OWNER'))
  writeFileSync(join(folder, 'clone', 'b.bin'), bytes)
  git('-C', 'clone', 'add', '.')
  expect(run('set-owner.ts', 'octo-songs').said).toBe('a.md\n1 of 2 files changed\n')
  expect(readFileSync(path, 'utf8')).toBe(text('octo-songs'))
  expect(readFileSync(join(folder, 'clone', 'b.bin'))).toEqual(bytes)
})

test('set-owner.ts refuses a text that cannot be the name of an account', () => {
  const owners = ['', '-x', 'a b', 'a/b', '$(id)']
  expect(owners.filter((owner) => run('set-owner.ts', owner).status !== 1)).toEqual([])
})
