/**
 * The demo: starts a stand-in for the MountSea API on this machine, runs the built action against it as GitHub's runner
 * would, and shows the log, the outputs and the summary of each scene. Needs no account and no network.
 */
import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { listedFiles, sha256OfFile, type FileEntry } from '../__tests__/support/download-step.ts'
import { startMockApi, type MockApi } from '../__tests__/support/mock-api/index.ts'
import { runAction, type Finished } from '../__tests__/support/run-action.ts'
import { SCENES, type Scene } from './demo-scenes.ts'
import { heading, indented, logPrinter, outputTable, subheading, verdict } from './demo-show.ts'

/** The demo as a whole never takes longer: a scene that is stuck then is ended, and those after it are too. */
const LIMIT_MS = 28_000
const API_KEY = 'demo-key-of-nobody'

if (!existsSync('dist/index.js')) throw new Error('dist/index.js is missing: run `npm run build` first')
const failures: string[] = []
for (const [index, scene] of SCENES.entries()) {
  heading(`Scene ${index + 1} of ${SCENES.length}: ${scene.title}`)
  const problems = await play(scene)
  const { exitCode, reason } = scene.expected
  if (problems.length === 0) verdict(true, `as announced: exit code ${exitCode}, reason "${reason}"`)
  for (const problem of problems) verdict(false, problem)
  failures.push(...problems)
}
heading(failures.length === 0 ? 'Every scene ended as announced' : `${failures.length} things went wrong`)
process.exitCode = failures.length === 0 ? 0 : 1

/** Plays one scene and shows it. Returns what was not as announced. */
async function play(scene: Scene): Promise<string[]> {
  const api = await startMockApi({ apiKey: API_KEY })
  const inputs = { timeout: '1m', 'poll-interval': '500ms', endpoint: api.endpoint, ...scene.prepare(api) }
  const run = runAction({ inputs: { ...inputs, 'api-key': API_KEY } })
  const limit = setTimeout(() => run.kill('SIGKILL'), LIMIT_MS - performance.now())
  try {
    subheading('The step in the workflow')
    indented(asWorkflow(inputs))
    subheading('Log')
    run.eachLine(logPrinter())
    const finished = await run.finished
    show(finished)
    return [...compare(scene, finished), ...checkFiles(scene, finished, api)]
  } finally {
    clearTimeout(limit)
    await run.dispose()
    await api.close()
  }
}

function asWorkflow(inputs: Readonly<Record<string, string>>): string {
  const lines = Object.entries(inputs).map(([name, value]) =>
    value.includes('\n') ? `  ${name}: |\n    ${value.replaceAll('\n', '\n    ')}` : `  ${name}: ${value}`,
  )
  return ['with:', ...lines, '  api-key: ${{ secrets.MOUNTSEA_API_KEY }}'].join('\n')
}

function show(finished: Finished): void {
  subheading('Outputs for later steps')
  outputTable(finished.outputs)
  const files = savedFiles(finished)
  if (files.length > 0) {
    subheading('Files saved')
    for (const { path, sha256 } of files)
      indented(`${relative(finished.workspace, path).padEnd(30)} sha256 ${sha256}`)
  }
  subheading('Job summary (GitHub renders this Markdown)')
  indented(finished.summary.trim())
  subheading(
    `Exit code ${finished.exitCode ?? `none (${finished.signal ?? ''})`}, after ${seconds(finished.durationMs)} s`,
  )
}

function compare({ expected }: Scene, { exitCode, outputs }: Finished): string[] {
  const reason = outputs['reason'] ?? ''
  return [
    ...(exitCode === expected.exitCode
      ? []
      : [`exit code ${exitCode ?? 'none'}, announced was ${expected.exitCode}`]),
    ...(reason === expected.reason ? [] : [`reason "${reason}", announced was "${expected.reason}"`]),
  ]
}

/** The bytes on disk are those that were served, and the outputs say so. */
function checkFiles({ expected }: Scene, finished: Finished, api: MockApi): string[] {
  const files = savedFiles(finished)
  const served = new Set(api.storage.requests.map(({ path }) => api.storage.sha256(path.slice(1))))
  return [
    ...(files.length === expected.files
      ? []
      : [`${files.length} files saved, announced were ${expected.files}`]),
    ...files
      .filter(({ path, sha256 }) => sha256 !== sha256OfFile(path) || !served.has(sha256))
      .map(({ path }) => `${path} is not what was served`),
  ]
}

function savedFiles(finished: Finished): readonly FileEntry[] {
  return finished.outputs['tasks'] === undefined ? [] : listedFiles(finished)
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
