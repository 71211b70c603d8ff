/**
 * The demo: starts a stand-in for the MountSea API on this machine, runs the built action against it as GitHub's runner would, and
 * shows the log of each scene. What is better seen or heard than printed is left in tmp/demo: a page with the job summaries, and the
 * saved songs. Needs no account; the network only for the packages that draw the page, and it goes on without.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { startApi, type Api } from '../../__tests__/support/api/index.ts'
import { runAction, type Finished } from '../../__tests__/support/run-action.ts'
import { installPackages } from '../packages.ts'
import { writePage, type PageScene } from './page.ts'
import { SCENES, type Scene } from './scenes.ts'
import { listedFiles, sha256OfFile, type FileEntry } from './saved.ts'
import { heading, logPrinter, named, print, verdict } from './show.ts'

/** The demo as a whole never takes longer: a scene that is stuck then is ended, and those after it are too. Wine starts programs slowly. */
const LIMIT_MS = process.env['UNDER_WINE'] === '1' ? 120_000 : 28_000
const API_KEY = 'demo-key-of-nobody'
const FOLDER = 'tmp/demo'
/** Outputs that say most; the README has them all. */
const SHOWN = ['reason', 'status', 'errorCode', 'audioUrl']

interface Played {
  readonly shown: PageScene
  /** What was not as expected. */
  readonly problems: readonly string[]
}

if (!existsSync('dist/index.js')) throw new Error('dist/index.js is missing: run `npm run build` first')
rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
const packages = packagesOfPage()
const startMs = performance.now()
const played: Played[] = []
for (const [index, scene] of SCENES.entries()) {
  heading(`Scene ${index + 1} of ${SCENES.length}. ${scene.title}`)
  const outcome = await play(scene)
  const { exitCode, reason } = scene.expected
  if (outcome.problems.length === 0) verdict(true, `as expected: exit code ${exitCode}, reason "${reason}"`)
  for (const problem of outcome.problems) verdict(false, problem)
  played.push(outcome)
}
writePage(
  FOLDER,
  played.map(({ shown }) => shown),
  packages,
)
const problems = played.flatMap((each) => each.problems)
heading(problems.length === 0 ? 'Every scene ended as expected' : `${problems.length} things went wrong`)
print(`   Open ${FOLDER}/index.html in a browser: the job summaries and the songs.`)
process.exitCode = problems.length === 0 ? 0 : 1

/** Where the packages are that draw the page, `null` where npm's registry cannot be reached: the page then shows the text alone. */
function packagesOfPage(): string | null {
  try {
    return installPackages('demo', 10_000)
  } catch {
    print("The page will show the summaries as text: npm's registry did not answer.")
    return null
  }
}

/** Plays one scene and shows it. */
async function play(scene: Scene): Promise<Played> {
  const api = await startApi({ apiKey: API_KEY })
  const chosen = scene.prepare(api)
  const inputs = { timeout: '1m', 'poll-interval': '500ms', endpoint: api.endpoint, ...chosen }
  const run = runAction({ inputs: { ...inputs, 'api-key': API_KEY } })
  const limit = setTimeout(() => run.kill('SIGKILL'), startMs + LIMIT_MS - performance.now())
  try {
    named('with', pairs(chosen))
    run.eachLine(logPrinter(run.setup.workspace))
    const finished = await run.finished
    const shown = SHOWN.map((name) => [name, finished.outputs[name] ?? ''] as const)
    named('outputs', pairs(Object.fromEntries(shown.filter(([, value]) => value !== ''))))
    return {
      shown: { title: scene.title, summary: finished.summary, songs: keepSongs(finished) },
      problems: [...compare(scene, finished), ...checkFiles(scene, finished, api)],
    }
  } finally {
    clearTimeout(limit)
    await run.dispose()
    await api.close()
  }
}

/** In one line that people read, and no machine. */
function pairs(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${value.trim().replace(/\n+/g, ', ')}`)
    .join('; ')
}

/** Copies what was saved to beside the page; returns the paths from there. */
function keepSongs(finished: Finished): string[] {
  return savedFiles(finished).map(({ path }) => {
    const name = relative(finished.workspace, path)
    mkdirSync(join(FOLDER, dirname(name)), { recursive: true })
    copyFileSync(path, join(FOLDER, name))
    const sums = join(dirname(path), 'SHA256SUMS')
    if (existsSync(sums)) copyFileSync(sums, join(FOLDER, dirname(name), 'SHA256SUMS'))
    return name.replaceAll('\\', '/')
  })
}

function compare({ expected }: Scene, { exitCode, outputs }: Finished): string[] {
  const reason = outputs['reason'] ?? ''
  return [
    ...(exitCode === expected.exitCode
      ? []
      : [`exit code ${exitCode ?? 'none'}, expected was ${expected.exitCode}`]),
    ...(reason === expected.reason ? [] : [`reason "${reason}", expected was "${expected.reason}"`]),
  ]
}

/** The bytes on disk are those that were served, and the outputs say so. */
function checkFiles({ expected }: Scene, finished: Finished, api: Api): string[] {
  const files = savedFiles(finished)
  const served = new Set(api.storage.requests.map(({ path }) => api.storage.sha256(path.slice(1))))
  return [
    ...(files.length === expected.files
      ? []
      : [`${files.length} files saved, expected were ${expected.files}`]),
    ...files
      .filter(({ path, sha256 }) => sha256 !== sha256OfFile(path) || !served.has(sha256))
      .map(({ path }) => `${path} is not what was served`),
  ]
}

function savedFiles(finished: Finished): readonly FileEntry[] {
  return finished.outputs['tasks'] === undefined ? [] : listedFiles(finished)
}
