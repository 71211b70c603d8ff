// Outputs, records and log that cannot be written: a step that cannot tell its end is not green. Its picture may be missing.
import { spawn } from 'node:child_process'
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMPLETES, end, type End } from '../support/ending.ts'
import { startMockApi, status } from '../support/mock-api/index.ts'
import { parseOutputFile } from '../support/runner-protocol.ts'
import { prepareStep, REPOSITORY } from '../support/runner-setup.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ends-'))))
afterEach(() => rmSync(folder, { recursive: true }))

/** A path below something that is no folder: even root cannot write there. */
function impossiblePath(): string {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  return join(file, 'below')
}

function expectInternalError({ exitCode, signal, stderr, errors, summary }: End, says: RegExp): void {
  expect({ exitCode, signal, stderr }).toEqual({ exitCode: 1, signal: null, stderr: '' })
  expect(errors.map(({ title }) => title)).toContainEqual(expect.stringMatching(/internal error/))
  expect(errors.map(({ message }) => message).join('\n')).toMatch(says)
  expect(summary).not.toBe('')
}

describe('outputs that cannot be written', () => {
  test.each<[string, () => string | undefined, RegExp]>([
    ['a full disk', () => '/dev/full', /ENOSPC/],
    ['no file', () => join(folder, 'none'), /Missing file/],
    ['a folder in place of the file', () => folder, /EISDIR/],
    ['a path that cannot be', impossiblePath, /Missing file/],
    ['a blank path', () => '', /GITHUB_OUTPUT/],
    ['no path', () => undefined, /GITHUB_OUTPUT/],
  ])('%s: red', async (_name, path, says) => {
    const seen = await end({ env: { GITHUB_OUTPUT: path() }, script: COMPLETES })
    expectInternalError(seen, says)
    expect(seen.stdout).not.toContain('set-output')
  })

  test.each([
    ['when the first status is written', 'status', 'pending'],
    ['when the result is written', 'result', '{"n":1}'],
    ['at the very last word', 'reason', 'completed'],
  ])('a disk that fills up %s: red', async (_name, output, value) => {
    const preload = `
      import fs from 'node:fs'
      const { appendFileSync } = fs
      let isFull = false
      fs.appendFileSync = (path, text, ...more) => {
        isFull ||= text.startsWith('${output}<<') && text.includes('\\n${value}\\n')
        if (isFull && path === process.env.GITHUB_OUTPUT) throw new Error('ENOSPC: no space left on device, write')
        return appendFileSync(path, text, ...more)
      }`
    const seen = await end({ preload, script: COMPLETES })
    expectInternalError(seen, /ENOSPC/)
    expect(seen.outputs['reason']).toBe('interrupted')
  })
})

describe('a record file that cannot be written', () => {
  test.each<[string, () => string]>([
    ['no temporary folder', () => join(folder, 'none')],
    ['a path that cannot be', impossiblePath],
    ['a full disk in place of the folder', () => '/dev/full'],
  ])('%s: red, with the outputs all the same', async (_name, path) => {
    const seen = await end({ env: { RUNNER_TEMP: path() }, script: COMPLETES })
    expectInternalError(seen, /ENOENT|ENOTDIR/)
    expect(seen.outputs).toMatchObject({
      status: 'completed',
      reason: 'internal-error',
      resultPath: '',
      result: '{"n":1}',
    })
  })

  test('a folder that is not named is the system’s: green', async () => {
    const seen = await end({ env: { RUNNER_TEMP: undefined, TMPDIR: folder }, script: COMPLETES })
    expect(seen).toMatchObject({ exitCode: 0, outputs: { reason: 'completed' } })
    expect(seen.outputs['resultPath']?.startsWith(folder)).toBe(true)
  })
})

describe('a summary that cannot be written never fails the step', () => {
  test.each<[string, () => string | undefined]>([
    ['a full disk', () => '/dev/full'],
    ['a folder in place of the file', () => folder],
    ['a path that cannot be', impossiblePath],
    ['a blank path', () => ''],
    ['no path', () => undefined],
  ])('%s', async (_name, path) => {
    const seen = await end({ env: { GITHUB_STEP_SUMMARY: path() }, script: COMPLETES })
    expect(seen).toMatchObject({
      exitCode: 0,
      signal: null,
      stderr: '',
      errors: [],
      outputs: { reason: 'completed' },
    })
  })
})

describe('a log that nobody reads', () => {
  test('any more: red, as soon as there is a line to write', async () => {
    const seen = await end({
      script: [status('pending'), status('processing')],
      // Changes are told at most once a second.
      inputs: { 'poll-interval': '1200ms' },
      meanwhile: async (run) => {
        await run.waitForLog(/pending/)
        run.closeStdout()
      },
    })
    expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
    expect(seen.outputs).toMatchObject({ reason: 'internal-error', status: 'processing' })
    expect(seen.summary).toMatch(/log cannot be written/)
  })

  test('any more, at the very end: red', async () => {
    const seen = await end({
      script: COMPLETES,
      meanwhile: async (run) => {
        await run.waitForLog(/pending/)
        run.closeStdout()
      },
    })
    expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
  })

  test('from the start: red', async () => {
    const seen = await end({
      script: COMPLETES,
      meanwhile: async (run) => {
        await run.waitForLog(/./)
        run.closeStdout()
      },
    })
    expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
    expect(seen.outputs['reason']).not.toBe('completed')
  })

  test('because its disk is full: red', async () => {
    const api = await startMockApi()
    api.task('t', COMPLETES)
    const setup = prepareStep(
      { 'task-id': 't', 'api-key': 'ms-key-0123456789', endpoint: api.endpoint, 'poll-interval': '100ms' },
      {},
    )
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [join(REPOSITORY, 'dist/index.js')], {
      env: { ...setup.env },
      stdio: ['ignore', full, 'ignore'],
      timeout: 45_000,
    })
    closeSync(full)
    const exitCode = await new Promise((resolve) => child.once('close', resolve))
    const outputs = Object.fromEntries(parseOutputFile(readFileSync(setup.outputFile, 'utf8')))
    rmSync(setup.folder, { recursive: true })
    await api.close()
    expect(exitCode).not.toBe(0)
    expect(outputs['reason']).not.toBe('completed')
  })
})

describe('an action that is not all there', () => {
  test.each([0.9, 0.5, 0.1])('cut short to %d of its length: red', async (share) => {
    cpSync(join(REPOSITORY, 'dist'), join(folder, 'dist'), { recursive: true })
    const entry = join(folder, 'dist/index.js')
    truncateSync(entry, Math.floor(readFileSync(entry).length * share))
    const { exitCode } = await end({ entry, script: COMPLETES })
    expect(exitCode).not.toBe(0)
  })
})
