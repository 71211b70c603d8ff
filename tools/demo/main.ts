/**
 * The demo: starts a stand-in for the MountSea API on this machine, runs the built action against it as GitHub's runner would, and
 * shows the log of each scene. It leaves a page with the job summaries and the saved songs in tmp/demo. It needs no account. The
 * network is used only for the packages that draw the page; without it the page shows text.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { startApi, type Api } from '../stand-ins/api/index.ts'
import { runAction, type Finished } from '../stand-ins/runner/run-action.ts'
import { installPackages } from '../packages.ts'
import { writePage, type PageScene } from './page.ts'
import { SCENES, type Scene } from './scenes.ts'
import { listedFiles, sha256OfFile, type FileEntry } from './saved.ts'
import { heading, logPrinter, named, print, verdict } from './show.ts'

/** The limit for the whole demo: then the current scene and all later ones end. Wine starts programs slowly. */
const LIMIT_MS = process.env['UNDER_WINE'] === '1' ? 120_000 : 28_000
const API_KEY = 'demo-key-of-nobody'
const FOLDER = 'tmp/demo'
/** The most useful outputs; the README has them all. */
const SHOWN = ['reason', 'status', 'errorCode', 'audioUrl']

interface Played {
  readonly shown: PageScene
  /** Differences from the expected end. */
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

/** The folder of the packages that draw the page, `null` if npm's registry is unreachable. */
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

/** One line for people. */
function pairs(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${value.trim().replace(/\n+/g, ', ')}`)
    .join('; ')
}

/** Copies the saved files to the page's folder; returns their paths relative to it. */
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

/** Whether the bytes on disk are the served ones, and the outputs say so. */
function checkFiles({ expected }: Scene, finished: Finished, api: Api): string[] {
  const files = savedFiles(finished)
  const served = new Set(api.storage.requests.map(({ path }) => api.storage.sha256(path.slice(1))))
  return [
    ...(files.length === expected.files
      ? []
      : [`${files.length} files saved, expected were ${expected.files}`]),
    ...files
      .filter(({ path, sha256 }) => sha256 !== sha256OfFile(path) || !served.has(sha256))
      .map(({ path }) => `${path} has other bytes than were served`),
  ]
}

function savedFiles(finished: Finished): readonly FileEntry[] {
  return finished.outputs['tasks'] === undefined ? [] : listedFiles(finished)
}
