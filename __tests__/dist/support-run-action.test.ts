// The fake runner itself: starts small scripts of its own, so that it can be trusted before dist/ is.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runAction, type Run, type RunOptions } from '../support/run-action.ts'

const folder = mkdtempSync(join(tmpdir(), 'scripts-'))
const runs: Run[] = []
afterEach(async () => {
  for (const run of runs.splice(0)) await run.dispose()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the text of an ES module as if it were the action. */
function start(source: string, options: Partial<RunOptions> = {}): Run {
  const entry = join(folder, `script-${runs.length}.mjs`)
  writeFileSync(entry, `import fs from 'node:fs'\n${source}`)
  const run = runAction({ inputs: {}, ...options, entry })
  runs.push(run)
  return run
}

test('the environment is the runner’s and nothing of ours', async () => {
  process.env['https_proxy'] = 'http://127.0.0.1:1'
  const run = start('console.log(JSON.stringify({ ...process.env, cwd: process.cwd() }))', {
    inputs: { 'task-id': 'a\nb', 'a b': ' x ' },
    env: { EXTRA: '1', RUNNER_OS: undefined },
  })
  delete process.env['https_proxy']
  const { stdout, workspace, exitCode } = await run.finished
  const env: unknown = JSON.parse(stdout)
  expect(exitCode).toBe(0)
  expect(env).toMatchObject({
    'INPUT_TASK-ID': 'a\nb',
    INPUT_A_B: ' x ',
    EXTRA: '1',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
  })
  expect(env).toMatchObject({ cwd: workspace, GITHUB_WORKSPACE: workspace })
  expect(env).not.toHaveProperty('RUNNER_OS')
  expect(env).not.toHaveProperty('https_proxy')
})

test('inputs that are not given have the defaults of action.yml', async () => {
  const run = start('console.log(JSON.stringify(process.env))')
  expect(JSON.parse((await run.finished).stdout)).toMatchObject({
    'INPUT_TASK-ID': '',
    INPUT_ENDPOINT: 'https://api.mountsea.ai/producer/tasks',
    INPUT_TIMEOUT: '30m',
    'INPUT_MAX-POLL-INTERVAL': '',
  })
})

test('outputs, summary, commands and the end are read as the runner reads them', async () => {
  const run = start(`
    fs.appendFileSync(process.env.GITHUB_OUTPUT, 'a=1\\nb<<X\\n1\\n2\\nX\\na=2\\n')
    fs.appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# Hi')
    console.log('::add-mask::key\\n::warning title=W::w%0Av\\nplain')
    console.error('::error title=E::e')
    process.exitCode = 3`)
  const finished = await run.finished
  expect(finished).toMatchObject({
    exitCode: 3,
    signal: null,
    outputs: { a: '2', b: '1\n2' },
    summary: '# Hi',
    masks: ['key'],
    errors: [{ title: 'E', message: 'e' }],
    warnings: [{ title: 'W', message: 'w\nv' }],
  })
  expect(finished.durationMs).toBeGreaterThan(0)
})

test('a test can watch, look into the outputs, and kill', async () => {
  const run = start(`
    fs.appendFileSync(process.env.GITHUB_OUTPUT, 'status=ready\\n')
    console.log('waiting now')
    setInterval(() => {}, 1000)`)
  const lines: string[] = []
  run.eachLine((line) => lines.push(line))
  await run.waitForLog(/waiting/)
  expect(run.outputsNow()).toEqual({ status: 'ready' })
  expect(run.pid).toBeGreaterThan(0)
  run.kill('SIGKILL')
  expect(await run.finished).toMatchObject({
    exitCode: null,
    signal: 'SIGKILL',
    outputs: { status: 'ready' },
  })
  expect(lines).toEqual(['waiting now'])
})

test('waiting for a log line that never comes ends with the process', async () => {
  const run = start('console.log("done")')
  await expect(run.waitForLog(/nothing of the kind/)).rejects.toThrow('ended without printing')
})

test('the step’s folder is gone in the end, even if the process was still at work', async () => {
  const run = start('console.log("up"); setInterval(() => {}, 1000)')
  await run.waitForLog(/up/)
  expect(existsSync(run.setup.folder)).toBe(true)
  await run.dispose()
  expect(existsSync(run.setup.folder)).toBe(false)
  expect((await run.finished).signal).toBe('SIGKILL')
})
