// Outputs, records and a log that cannot be written: a step that cannot report its end is not green. A summary may be missing.
import { join } from 'node:path'
import { completed, status, type Script } from '../../../tools/stand-ins/api/index.ts'
import type { Finished } from '../../../tools/stand-ins/runner/run-action.ts'
import { makeFolder, openApi, runStep, startStep } from '../../support/step.ts'
import { NO_FULL_DISK, testUnless } from '../../support/system.ts'

const COMPLETES: Script = [status('pending'), status('processing'), completed({ n: 1 })]

const folder = makeFolder('unwritable')
const NONE = join(folder, 'none')

/** Runs a step whose task completes, in this environment. */
async function complete(env: Readonly<Record<string, string | undefined>>): Promise<Finished> {
  const api = await openApi()
  api.task('t', COMPLETES)
  return runStep(api, {}, { env })
}

/** The machine's fault, with the path or the cause, and nothing to report to anybody. */
function expectMachineFailed({ exitCode, signal, stderr, errors, summary }: Finished, says: RegExp): void {
  expect({ exitCode, signal, stderr }).toEqual({ exitCode: 1, signal: null, stderr: '' })
  expect(errors[0]?.title).toMatch(/this machine failed/)
  expect(errors[0]?.message).toMatch(says)
  expect(errors[0]?.message).not.toMatch(/report/)
  expect(summary).not.toBe('')
}

for (const [why, not, GITHUB_OUTPUT, says] of [
  ['a full disk', NO_FULL_DISK, '/dev/full', /\/dev\/full: no space left on the disk \(ENOSPC\)/],
  ['no path', '', undefined, /GITHUB_OUTPUT/],
] as const) {
  testUnless(not, `outputs that cannot be written, for ${why}: red`, async () => {
    const seen = await complete({ GITHUB_OUTPUT })
    expectMachineFailed(seen, says)
    expect(seen.stdout).not.toContain('set-output')
  })
}

test.concurrent('a record file that cannot be written: red before anything is asked', async () => {
  const api = await openApi()
  const seen = await runStep(api, {}, { env: { RUNNER_TEMP: NONE } })
  expectMachineFailed(seen, /none.mountsea-tasks-.*ENOENT/)
  expect(seen.outputs).toMatchObject({ status: '', reason: 'internal-error', resultPath: '', result: 'null' })
  expect(api.polls('t')).toEqual([])
})

for (const [why, not, env] of [
  ['a summary that cannot be written, for a full disk', NO_FULL_DISK, { GITHUB_STEP_SUMMARY: '/dev/full' }],
  ['a summary without a path', '', { GITHUB_STEP_SUMMARY: undefined }],
  ['a temporary folder without a name', '', { RUNNER_TEMP: undefined, TMPDIR: folder, TEMP: folder }],
] as const) {
  testUnless(not, `${why}: does not fail the step`, async () => {
    const seen = await complete(env)
    expect(seen).toMatchObject({ exitCode: 0, stderr: '', errors: [], outputs: { reason: 'completed' } })
    if ('TMPDIR' in env) expect(seen.outputs['resultPath']?.startsWith(folder)).toBe(true)
  })
}

test.concurrent(
  'a log that breaks once the end is written: red, and the outputs and the summary say so',
  async () => {
    const preload = `
    const fs = process.getBuiltinModule('node:fs')
    const { writeFileSync } = fs
    fs.writeFileSync = (path, text, ...more) => {
      writeFileSync(path, text, ...more)
      if (/^reason<<.*\\r?\\ncompleted\\r?\\n/m.test(text)) process.stdout.emit('error', new Error('EPIPE'))
    }`
    const api = await openApi()
    api.task('t', COMPLETES)
    const seen = await runStep(api, {}, { preload })
    expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'internal-error', status: 'completed' } })
    // The summary of the green step is replaced.
    expect(seen.summary.match(/^### .*/gm)).toEqual([expect.stringContaining('❌')])
  },
)

const KNOWN = { reason: 'internal-error', status: 'processing' }
const GOES_ON: Script = [status('pending'), status('processing')]

// Changes are reported at most once a second.
test.concurrent.each([
  ['any more, at the very end', '100ms', /pending/, COMPLETES, {}],
  ['any more, in the middle of the wait', '1200ms', /pending/, GOES_ON, KNOWN],
])('a log that nobody reads %s: red', async (_when, interval, line, script, outputs) => {
  const api = await openApi()
  api.task('t', script)
  const run = startStep(api, { 'poll-interval': interval })
  await run.waitForLog(line)
  run.closeStdout()
  const seen = await run.finished
  expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '', outputs })
  expect(seen.summary).not.toBe('')
})
