// The built action `rehearsal`, started as the runner starts it: the step, requests, the clean-up at the job's end.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runAction, type Finished } from '../../tools/stand-ins/runner/run-action.ts'
import { REPOSITORY } from '../../tools/stand-ins/runner/setup.ts'
import { parseOutputFile } from '../../tools/stand-ins/runner/protocol.ts'
import { closeLater, makeFolder } from '../support/step.ts'

const ENTRY = 'rehearsal/dist/index.js'
const KEY = { authorization: 'Bearer rehearsal-no-key' }

type Env = Readonly<Record<string, string>>

interface Rehearsed {
  readonly step: Finished
  /** The output, '' if the step did not start the server. */
  readonly endpoint: string
  /** Runs the clean-up with the state that the step left. */
  readonly cleanUp: () => Promise<Finished>
}

/** Runs the step. Its clean-up runs after the last test of the file, if not before. */
async function rehearse(tasks: string, env: Env = {}, entry = ENTRY): Promise<Rehearsed> {
  const stateFile = join(makeFolder('state'), 'state')
  writeFileSync(stateFile, '')
  const run = async (more: Env): Promise<Finished> => {
    const started = runAction({ entry, inputs: { tasks }, env: { GITHUB_STATE: stateFile, ...env, ...more } })
    closeLater(() => started.dispose())
    return started.finished
  }
  const step = await run({})
  const state = [...parseOutputFile(readFileSync(stateFile, 'utf8'))]
  const cleanUp = (): Promise<Finished> =>
    run(Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value])))
  closeLater(() => cleanUp().then(() => undefined))
  return { step, endpoint: step.outputs['endpoint'] ?? '', cleanUp }
}

function poll({ endpoint }: Rehearsed, id: string): Promise<Response> {
  return fetch(`${endpoint}?taskId=${id}`, { headers: KEY })
}

/** Resolves once nobody listens there any more. */
async function untilGone({ endpoint }: Rehearsed): Promise<void> {
  const isThere = (): Promise<boolean> =>
    fetch(endpoint).then(
      () => true,
      () => false,
    )
  while (await isThere());
}

test.concurrent('the step is over while the server goes on, and says where it is', async () => {
  const onBranch = { GITHUB_EVENT_NAME: 'push', GITHUB_REF_TYPE: 'branch' }
  const { step, endpoint } = await rehearse('song: completed\nbad: failed "No voice" 7', onBranch)
  const { exitCode, outputs, stdout, stderr, commands } = step
  expect({ exitCode, stderr, outputs }).toEqual({
    exitCode: 0,
    stderr: '',
    outputs: { endpoint, 'task-ids': 'song\nbad', 'api-key': 'rehearsal-no-key' },
  })
  expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/rehearsal\/producer\/tasks$/)
  expect(commands).toMatchObject([{ name: 'notice', properties: { title: 'This is a rehearsal' } }])
  expect(stdout).toContain('  bad: failed "No voice" 7')
  const manifest = readFileSync(join(REPOSITORY, 'rehearsal/action.yml'), 'utf8')
  const declared = [...manifest.matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name]) => name)
  expect(declared).toEqual(['tasks', ...Object.keys(outputs)])
})

test.concurrent('a task runs through its phases from its first poll on, and its audio is there', async () => {
  const rehearsed = await rehearse('song: processing 300ms, completed\nslow: slow-audio')
  const first: unknown = await (await poll(rehearsed, 'song')).json()
  expect(first).toMatchObject({ taskId: 'song', status: 'processing', rehearsal: true })
  let text = ''
  while (!text.includes('completed')) text = await (await poll(rehearsed, 'song')).text()
  const audioUrl = `${new URL(rehearsed.endpoint).origin}/rehearsal/audio/song.wav`
  expect(text).toContain(audioUrl)
  expect(await (await fetch(audioUrl)).text()).toMatch(/^RIFF.*WAVE/s)
  // The audio of `slow-audio` begins and does not end.
  const slow = (await fetch(audioUrl.replace('song', 'slow'))).body?.getReader()
  expect(Buffer.from((await slow?.read())?.value ?? []).toString('latin1')).toMatch(/^RIFF/)
  await slow?.cancel()
})

test.concurrent('any other request is refused, and the answer says that this is a rehearsal', async () => {
  const { endpoint } = await rehearse('song: completed')
  const asked: readonly (readonly [status: number, target: string, init: RequestInit])[] = [
    [401, '?taskId=song', { headers: { authorization: 'Bearer a-real-key' } }],
    [401, '?taskId=song', {}],
    [404, '?taskId=other', { headers: KEY }],
    [404, '', { headers: KEY }],
    [404, '/x', { headers: KEY }],
    [404, '/../../audio/other.wav', {}],
    [405, '', { method: 'POST', body: '{}' }],
    // The server's end is at a path that cannot be guessed.
    [405, '', { method: 'DELETE' }],
  ]
  for (const [status, target, init] of asked) {
    const answer = await fetch(`${endpoint}${target}`, init)
    expect([answer.status, answer.headers.get('rehearsal')]).toEqual([status, 'true'])
    expect(await answer.text()).toMatch(/^\{"message":".+","rehearsal":true\}$/)
  }
})

test.concurrent('the clean-up asks no proxy, ends the server and says how often it was asked', async () => {
  const proxy = 'http://127.0.0.1:9'
  const rehearsed = await rehearse('', { NODE_USE_ENV_PROXY: '1', http_proxy: proxy, HTTP_PROXY: proxy })
  await (await poll(rehearsed, 'song')).text()
  const said = 'The rehearsal is over. It answered 1 poll and 0 requests for audio.\n'
  expect(await rehearsed.cleanUp()).toMatchObject({ exitCode: 0, stdout: said })
  await untilGone(rehearsed)
  // A clean-up that finds no server is green.
  const again = { exitCode: 0, stdout: 'The rehearsal had already ended.\n', stderr: '' }
  expect(await rehearsed.cleanUp()).toMatchObject(again)
})

/** A runner that dies or is killed calls no clean-up. */
test.concurrent('the server ends by itself when the runner is gone', async () => {
  const runner = join(makeFolder('runner'), 'runner.mjs')
  writeFileSync(
    runner,
    `import { spawn } from 'node:child_process'
     spawn(process.execPath, [${JSON.stringify(join(REPOSITORY, ENTRY))}], { stdio: 'inherit' })
       .once('close', (code) => process.exit(code))`,
  )
  const rehearsed = await rehearse('', {}, runner)
  expect(rehearsed.endpoint).not.toBe('')
  await untilGone(rehearsed)
})

test.concurrent.each([
  ['a release', { GITHUB_EVENT_NAME: 'release', GITHUB_REF_TYPE: 'tag' }],
  ['a tag', { GITHUB_EVENT_NAME: 'push', GITHUB_REF_TYPE: 'tag' }],
  ['a tag', { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/tags/v1' }],
])('a run for %s is refused in one line, without an output (%j)', async (what, env) => {
  const { step, cleanUp } = await rehearse('song: completed', env)
  expect([step.exitCode, Object.keys(step.outputs)]).toEqual([1, []])
  expect(step.errors.map(({ title }) => title)).toEqual(['The rehearsal did not start'])
  expect(step.errors[0]?.message).toBe(
    `This run is for ${what}, and the output of a rehearsal must not be released. Run the workflow on a branch, or give this step \`if: github.event_name != 'release' && github.ref_type != 'tag'\`.`,
  )
  expect(await cleanUp()).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
})

test.concurrent('each bad line is an error of the step, and nothing in it becomes a command', async () => {
  const { step } = await rehearse('a: nope ##[error]x\n::warning::y\nok: completed')
  expect({ exitCode: step.exitCode, outputs: step.outputs }).toEqual({ exitCode: 1, outputs: {} })
  expect(step.errors.map(({ message }) => message.slice(0, 30))).toEqual([
    'Input `tasks`, line 1: `nope #',
    'Input `tasks`, line 2: `::warn',
  ])
  expect(step.commands).toHaveLength(2)
})
