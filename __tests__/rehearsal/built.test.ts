// The built action `rehearsal`, started as the runner starts it: the step, requests, the clean-up at the job's end.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runAction, type Finished } from '../support/run-action.ts'
import { REPOSITORY } from '../support/runner-setup.ts'
import { parseOutputFile } from '../support/runner-protocol.ts'
import { closeLater } from '../support/step.ts'

const ENTRY = 'rehearsal/dist/index.js'
const KEY = { authorization: 'Bearer rehearsal-no-key' }

type Env = Readonly<Record<string, string>>

interface Rehearsed {
  readonly step: Finished
  /** Runs the clean-up with the state that the step left. */
  readonly cleanUp: () => Promise<Finished>
}

/** Runs the step. Its clean-up runs after the last test of the file, if not before. */
async function rehearse(tasks: string, env: Env = {}, entry = ENTRY): Promise<Rehearsed> {
  const folder = mkdtempSync(join(tmpdir(), 'state-'))
  const stateFile = join(folder, 'state')
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
  closeLater(async () => {
    await cleanUp()
    await rm(folder, { recursive: true, force: true })
  })
  return { step, cleanUp }
}

function endpointOf({ step }: Rehearsed): string {
  const { endpoint } = step.outputs
  if (endpoint === undefined) throw new Error(`it did not start:\n${step.stdout}${step.stderr}`)
  return endpoint
}

function poll(rehearsed: Rehearsed, id: string, headers: Env = KEY): Promise<Response> {
  return fetch(`${endpointOf(rehearsed)}?taskId=${id}`, { headers })
}

/** Resolves once nobody listens there any more. */
async function untilGone({ step }: Rehearsed): Promise<void> {
  const { endpoint = '' } = step.outputs
  for (let isThere = true; isThere;) {
    isThere = await fetch(endpoint).then(
      () => true,
      () => false,
    )
  }
}

test.concurrent('the step is over while the server goes on, and says where it is', async () => {
  const rehearsed = await rehearse('song: completed\nbad: failed "No voice" 7')
  const { exitCode, outputs, stdout, stderr, commands } = rehearsed.step
  expect({ exitCode, stderr, outputs: { ...outputs, endpoint: '' } }).toEqual({
    exitCode: 0,
    stderr: '',
    outputs: {
      endpoint: '',
      'task-ids': 'song\nbad',
      'api-key': 'rehearsal-no-key',
      rehearsal: 'true',
    },
  })
  expect(outputs['endpoint']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/rehearsal\/producer\/tasks$/)
  expect(commands.map(({ name, properties }) => [name, properties['title']])).toEqual([
    ['notice', 'This is a rehearsal'],
  ])
  expect(stdout).toContain('  bad: failed "No voice" 7')
})

test.concurrent('action.yml declares what the step reads and writes, and no more', async () => {
  const manifest = readFileSync(join(REPOSITORY, 'rehearsal/action.yml'), 'utf8')
  const declared = [...manifest.matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name]) => name)
  const { step } = await rehearse('')
  expect(declared).toEqual(['tasks', ...Object.keys(step.outputs)])
})

test.concurrent('a task goes its way from its first poll on, and its audio is there', async () => {
  const rehearsed = await rehearse('song: processing 300ms, completed')
  const first: unknown = await (await poll(rehearsed, 'song')).json()
  expect(first).toMatchObject({ taskId: 'song', status: 'processing', rehearsal: true })
  let text = ''
  while (!text.includes('completed')) text = await (await poll(rehearsed, 'song')).text()
  const audioUrl = `${new URL(endpointOf(rehearsed)).origin}/rehearsal/audio/song.wav`
  expect(text).toContain(audioUrl)
  const audio = await fetch(audioUrl)
  expect(Buffer.from(await audio.arrayBuffer()).toString('latin1')).toMatch(/^RIFF....WAVE/s)
})

test.concurrent('whatever else is asked is refused, and the answer says that it is a rehearsal', async () => {
  const endpoint = endpointOf(await rehearse('song: completed'))
  const answerTo = async (target: string, init: RequestInit): Promise<unknown[]> => {
    const answer = await fetch(`${endpoint}${target}`, init)
    return [answer.status, answer.headers.get('rehearsal'), await answer.text()]
  }
  const refusal = (status: number): unknown[] => [
    status,
    'true',
    expect.stringMatching(/^\{"message":".+","rehearsal":true\}$/),
  ]
  expect({
    anotherKey: await answerTo('?taskId=song', { headers: { authorization: 'Bearer a-real-key' } }),
    noKey: await answerTo('?taskId=song', {}),
    anotherTask: await answerTo('?taskId=other', { headers: KEY }),
    noTask: await answerTo('', { headers: KEY }),
    anotherPath: await answerTo('/x', { headers: KEY }),
    anotherFile: await answerTo('/../../audio/other.wav', {}),
    anOrder: await answerTo('', { method: 'POST', body: '{}' }),
    anEndByAGuess: await answerTo('', { method: 'DELETE' }),
  }).toEqual({
    anotherKey: refusal(401),
    noKey: refusal(401),
    anotherTask: refusal(404),
    noTask: refusal(404),
    anotherPath: refusal(404),
    anotherFile: refusal(404),
    anOrder: refusal(405),
    anEndByAGuess: refusal(405),
  })
})

test.concurrent('the clean-up ends the server and says how often it was asked', async () => {
  const rehearsed = await rehearse('')
  await (await poll(rehearsed, 'song')).text()
  const { exitCode, stdout } = await rehearsed.cleanUp()
  expect([exitCode, stdout.trim()]).toEqual([
    0,
    'The rehearsal is over. It answered 1 poll and 0 requests for audio.',
  ])
  await untilGone(rehearsed)
})

test.concurrent('a clean-up that finds no server any more is green', async () => {
  const rehearsed = await rehearse('')
  await rehearsed.cleanUp()
  const { exitCode, stdout, stderr } = await rehearsed.cleanUp()
  expect([exitCode, stdout.trim(), stderr]).toEqual([0, 'The rehearsal was over before.', ''])
})

test.concurrent('a proxy in the environment is not asked', async () => {
  const proxy = 'http://127.0.0.1:9'
  const rehearsed = await rehearse('', { NODE_USE_ENV_PROXY: '1', http_proxy: proxy, HTTP_PROXY: proxy })
  expect((await rehearsed.cleanUp()).stdout).toContain('The rehearsal is over.')
})

test.concurrent('two rehearsals in one job have a port each, and each clean-up ends its own', async () => {
  const [one, two] = [await rehearse('a: completed'), await rehearse('b: completed')]
  expect([await poll(one, 'a'), await poll(two, 'b')].map(({ status }) => status)).toEqual([200, 200])
  await one.cleanUp()
  await untilGone(one)
  expect((await poll(two, 'b')).status).toBe(200)
})

/** A runner that dies, or a machine of one's own on which it is killed, calls no clean-up. */
test.concurrent('the server ends by itself when the runner is gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runner-'))
  closeLater(() => rm(folder, { recursive: true, force: true }))
  const runner = join(folder, 'runner.mjs')
  writeFileSync(
    runner,
    `import { spawn } from 'node:child_process'
     spawn(process.execPath, [${JSON.stringify(join(REPOSITORY, ENTRY))}], { stdio: 'inherit' })
       .once('close', (code) => process.exit(code))`,
  )
  const rehearsed = await rehearse('', {}, runner)
  expect(rehearsed.step.exitCode).toBe(0)
  await untilGone(rehearsed)
})

test.concurrent.each([
  ['a release', { GITHUB_EVENT_NAME: 'release', GITHUB_REF_TYPE: 'tag' }],
  ['a tag', { GITHUB_EVENT_NAME: 'push', GITHUB_REF_TYPE: 'tag' }],
  ['a tag', { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_REF_TYPE: 'tag' }],
])('a run for %s is refused in one line, without an output (%j)', async (what, env) => {
  const { step, cleanUp } = await rehearse('song: completed', env)
  expect({ exitCode: step.exitCode, outputs: step.outputs }).toEqual({ exitCode: 1, outputs: {} })
  expect(step.errors.map(({ title, message }) => `${title}: ${message}`)).toEqual([
    `The rehearsal did not start: This run is for ${what}, and what a rehearsal makes must not be released. Run the workflow on a branch, or give this step \`if: github.event_name != 'release' && github.ref_type != 'tag'\`.`,
  ])
  expect(await cleanUp()).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
})

test.concurrent('a run for a branch is not refused', async () => {
  const { step } = await rehearse('', { GITHUB_EVENT_NAME: 'push', GITHUB_REF_TYPE: 'branch' })
  expect(step.exitCode).toBe(0)
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
