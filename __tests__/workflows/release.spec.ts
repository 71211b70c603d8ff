/**
 * The two commands of docs/releasing.md, run against a git remote on disk and a stand-in for the GitHub CLI.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { PROJECT } from '../../tools/packages.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'))
  mkdirSync(join(folder, 'bin'))
  git('init', '--quiet', '--bare', 'remote')
  git('clone', '--quiet', 'remote', 'clone')
  sayOfReleases('true')
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main']
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
}

/** Commits, tags and pushes; returns the commit. Its reusable workflow names the action by that version. */
function release(tag: string, names = 'v1'): string {
  const workflows = join(folder, 'clone/.github/workflows')
  mkdirSync(workflows, { recursive: true })
  writeFileSync(join(workflows, 'save-song.yml'), `uses: octo/wait-for-mountsea-task@${names}\n`)
  git('-C', 'clone', 'add', '.')
  git('-C', 'clone', 'commit', '--quiet', '--allow-empty', '--message', tag)
  git('-C', 'clone', 'tag', '--annotate', '--message', tag, tag)
  git('-C', 'clone', 'push', '--quiet', 'origin', tag)
  return git('-C', 'clone', 'rev-parse', 'HEAD').trim()
}

/** What `gh api` prints about every release. */
function sayOfReleases(text: string): void {
  writeFileSync(join(folder, 'bin', 'gh'), `#!/bin/sh\necho ${text}\n`, { mode: 0o755 })
}

function run(script: string, ...args: readonly string[]): { status: number | null; said: string } {
  const path = join(PROJECT, 'tools/release', script)
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: join(folder, 'clone'),
    encoding: 'utf8',
    env: { ...process.env, PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter) },
  })
  return { status, said: stdout + stderr }
}

const majorTag = (): string => git('ls-remote', 'remote', 'refs/tags/v1').slice(0, 40)

test('the major tag is made by the first release and moves forward with the next', () => {
  const first = release('v1.0.0')
  expect(run('move-major.ts', 'v1.0.0').status).toBe(0)
  expect(majorTag()).toBe(first)
  const next = release('v1.10.0')
  expect(run('move-major.ts', 'v1.10.0').status).toBe(0)
  expect(majorTag()).toBe(next)
  expect(run('move-major.ts', 'v1.10.0')).toMatchObject({ status: 0 })
})

test('the major tag never moves back', () => {
  release('v1.9.0')
  const newest = release('v1.10.0')
  run('move-major.ts', 'v1.10.0')
  const { status, said } = run('move-major.ts', 'v1.9.0')
  expect({ status, at: majorTag() }).toEqual({ status: 1, at: newest })
  expect(said).toContain('v1 is at v1.10.0, which is newer than v1.9.0')
})

test('the major tag does not move to a release that can still change', () => {
  release('v1.0.0')
  sayOfReleases('false')
  expect(run('move-major.ts', 'v1.0.0')).toMatchObject({ status: 1 })
  expect(majorTag()).toBe('')
})

test('the major tag does not move to a release whose reusable workflow names another version', () => {
  release('v1.0.0', 'v2')
  const { status, said } = run('move-major.ts', 'v1.0.0')
  expect(status).toBe(1)
  expect(said).toContain('save-song.yml of v1.0.0 does not name the action as @v1')
  expect(majorTag()).toBe('')
})

test('a major tag that is at no release is not moved without a person looking', () => {
  release('v1.0.0')
  git('-C', 'clone', 'commit', '--quiet', '--allow-empty', '--message', 'astray')
  git('-C', 'clone', 'push', '--quiet', 'origin', 'HEAD:refs/tags/v1')
  expect(run('move-major.ts', 'v1.0.0').said).toContain('which is no release')
})

test('only a release can be moved to', () => {
  release('v1.0.0')
  const tags = ['', 'v1', '1.0.0', 'v1.0.0-rc.1', 'v2.0.0']
  expect(tags.filter((tag) => run('move-major.ts', tag).status !== 1)).toEqual([])
  expect(majorTag()).toBe('')
})

test('the owner is put in everywhere that git knows, and nothing else changes', () => {
  // Put together here, so that this test is no place to put the owner in.
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

test('a text that cannot be an owner’s name is refused', () => {
  const owners = ['', '-x', 'a b', 'a/b', '$(id)']
  expect(owners.filter((owner) => run('set-owner.ts', owner).status !== 1)).toEqual([])
})
