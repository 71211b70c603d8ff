/**
 * Moves the major tag forward to a release: `npx node tools/release/move-major.ts v1.2.3` moves `v1`. From then on users of `@v1` get
 * that release.
 *
 * It refuses a release that is not published, that can still change, that is older than what the major tag points to, or whose
 * reusable workflow names the action by another version than the major tag: its callers would run other code than they chose.
 */
import { execFileSync } from 'node:child_process'

const REUSABLE = '.github/workflows/save-song.yml'
const RELEASE = /^v(\d+)\.(\d+)\.(\d+)$/

function main(tag: string): string {
  const version = versionOf(tag)
  if (version === null)
    throw new Error('Give the tag of a release: npx node tools/release/move-major.ts v1.2.3')
  const major = `v${version[0]}`
  const commits = tagsOfRemote()
  const target = commits.get(tag)
  if (target === undefined) throw new Error(`There is no tag ${tag} on the remote.`)
  if (!isFinal(tag)) throw new Error(`${tag} is not a published, immutable release. Publish it first.`)
  const current = commits.get(major)
  if (current === target) return `${major} is at ${tag} already.`
  const place = [...commits].find(([name, commit]) => commit === current && versionOf(name) !== null)?.[0]
  if (current !== undefined && place === undefined)
    throw new Error(`${major} is at ${current}, which is not a release. Find out why before you move it.`)
  if (place !== undefined && isNewer(place, tag))
    throw new Error(
      `${major} is at ${place}, which is newer than ${tag}. It never moves back: make a new release instead.`,
    )
  git('fetch', '--no-tags', 'origin', `refs/tags/${tag}`)
  const named = [...git('show', `${target}:${REUSABLE}`).matchAll(/\/wait-for-mountsea-task@(\S+)/g)]
  if (named.length === 0 || named.some(([, version]) => version !== major))
    throw new Error(
      `${REUSABLE} of ${tag} does not name the action as @${major}. Make a release in which it does.`,
    )
  // Refused if somebody else has moved it in the meantime.
  git(
    'push',
    `--force-with-lease=refs/tags/${major}:${objectOf(major)}`,
    'origin',
    `${target}:refs/tags/${major}`,
  )
  return `${major} is at ${tag} (${target}).`
}

type Version = readonly [number, number, number]

function versionOf(tag: string): Version | null {
  const match = RELEASE.exec(tag)
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3])]
}

function isNewer(one: string, other: string): boolean {
  const [a, b] = [versionOf(one), versionOf(other)]
  if (a === null || b === null) return false
  const first = [0, 1, 2].find((index) => a[index] !== b[index])
  return first !== undefined && (a[first] ?? 0) > (b[first] ?? 0)
}

/** The remote's tags and the commits that they lead to. */
function tagsOfRemote(): Map<string, string> {
  const lines = git('ls-remote', '--tags', 'origin').trim().split('\n').filter(Boolean)
  // An annotated tag has a second line, `NAME^{}`, which comes later and has the commit.
  return new Map(
    lines.map((line) => [line.replace(/^.*refs\/tags\//, '').replace('^{}', ''), line.slice(0, 40)]),
  )
}

/** The object that the tag itself points to, '' if the tag does not exist. */
function objectOf(tag: string): string {
  return git('ls-remote', 'origin', `refs/tags/${tag}`).slice(0, 40)
}

/** Published and immutable, as GitHub says. A draft is not found under its tag. */
function isFinal(tag: string): boolean {
  try {
    const isFinal = '.immutable and (.prerelease | not)'
    return run('gh', 'api', `repos/{owner}/{repo}/releases/tags/${tag}`, '--jq', isFinal).trim() === 'true'
  } catch {
    return false
  }
}

function run(program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

function git(...args: readonly string[]): string {
  return run('git', ...args)
}

try {
  process.stdout.write(`${main(process.argv[2] ?? '')}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
