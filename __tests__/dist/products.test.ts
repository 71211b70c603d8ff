// Each of the vendor's products behind its own path: its own word for success is green, and no other product's is.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PRODUCT_FORMS, type MockApi, type ProductForm, type Step } from '../support/mock-api/index.ts'
import type { Finished } from '../support/run-action.ts'
import { complaints } from '../support/inspect.ts'
import { fatesOf, KEY, openApi, recordsOf, runStep, type Inputs } from '../support/step.ts'

const formOf = (path: string): ProductForm => {
  const form = PRODUCT_FORMS.find((each) => each.path === path)
  if (form === undefined) throw new Error(`no product answers at ${path}`)
  return form
}

/** What a task answers, each given the URL of a file that is ready at the storage. */
type Script = (url: string) => readonly Step[]

/** Runs a step that asks at this path for these tasks, and saves what it gets. */
async function ask(
  path: string,
  scripts: Readonly<Record<string, Script>>,
  inputs: Inputs = {},
): Promise<{ api: MockApi; seen: Finished; saved: string[] }> {
  const api = await openApi()
  const url = api.storage.put('song.mp3', { sizeBytes: 50_000, seed: 1 })
  for (const [id, script] of Object.entries(scripts)) api.task(id, script(url))
  const wanted = {
    'task-id': Object.keys(scripts).join('\n'),
    endpoint: `${api.origin}${path}`,
    'download-dir': 'audio',
    ...inputs,
  }
  const seen = await runStep(api, wanted, { hurry: 'between requests' })
  expect(complaints(seen, KEY)).toEqual([])
  return { api, seen, saved: readdirSync(join(seen.workspace, 'audio')).sort() }
}

describe.each(PRODUCT_FORMS)('$path', ({ path, record, result, completed, goesOn, ends, fileName }) => {
  const withFile =
    (word: string): Script =>
    (url) => [record(word, { result: result(url) })]

  test.concurrent(
    `${completed} is green, and its files are saved: then, and not before, though they are named`,
    async () => {
      const words = [...goesOn, completed]
      const { api, seen, saved } = await ask(path, {
        t: (url) => words.flatMap((word) => withFile(word)(url)),
      })
      expect(seen).toMatchObject({
        exitCode: 0,
        warnings: [],
        outputs: { status: completed, reason: 'completed' },
      })
      expect(saved).toContain(`t${fileName}`)
      expect(recordsOf(seen)).toMatchObject([{ status: completed }])
      expect(api.storage.requests).toHaveLength(1)
      expect(api.storage.requests[0]?.atMs).toBeGreaterThan(api.polls('t').at(-1)?.atMs ?? Infinity)
      expect(JSON.parse(seen.outputs['result'] ?? '')).toBeTruthy()
      expect(seen.stdout).toContain(`${goesOn.at(-1)} -> ${completed}`)
    },
  )

  test.concurrent('every other end is red, with its error', async () => {
    const words = Object.keys(ends)
    const told = { says: 'Audio source not found', code: 4001 }
    const { seen } = await ask(
      path,
      Object.fromEntries(words.map((word) => [word, () => [record(word, told)]])),
    )
    expect(seen).toMatchObject({ exitCode: 1, outputs: { errorMessage: told.says, errorCode: '4001' } })
    expect(fatesOf(seen)).toEqual(words.map((word) => `${word} ${word} ${ends[word]}`))
    for (const { message } of seen.errors) expect(message).toMatch(/Audio source not found.*4001/)
  })

  test.concurrent('a word that says success elsewhere is not green, and `endpoint` is named', async () => {
    const elsewhere = ['completed', 'success', 'succeeded', 'complete', 'Success', 'done']
    const words = elsewhere.filter((word) => word !== completed)
    const scripts = Object.fromEntries(words.map((word) => [word, withFile(word)]))
    const { seen, saved } = await ask(path, scripts, { timeout: '3s' })
    expect(seen.exitCode).toBe(1)
    expect(fatesOf(seen)).toEqual(words.map((word) => `${word} ${word} wait-timeout`))
    expect([...seen.warnings, ...seen.errors]).toHaveLength(2 * words.length)
    for (const { message } of [...seen.warnings, ...seen.errors]) expect(message).toMatch(/`endpoint`/)
    expect(saved).toEqual(['SHA256SUMS'])
  })
})

describe('suno', () => {
  const { path, record, result } = formOf('/suno/v2/status')

  test.concurrent('may wait for a person in `awaiting`: one warning says so', async () => {
    const waits = record('awaiting')
    const { seen } = await ask(path, {
      t: (url) => [waits, waits, record('success', { result: result(url) })],
    })
    expect(seen.exitCode).toBe(0)
    expect(seen.warnings.map(({ message }) => /"awaiting".*a person/.test(message))).toEqual([true])
  })
})

test.concurrent('pictures in base64 are told and not saved, and the task is green', async () => {
  const { path, record } = formOf('/ms/v1/tasks')
  const result = { images: [{ b64: 'iVBORw0KGgo='.repeat(20_000) }] }
  const { seen, saved } = await ask(path, { t: () => [record('succeeded', { result })] })
  expect(seen).toMatchObject({ exitCode: 0, outputs: { reason: 'completed', result: '' } })
  expect(seen.stdout).toMatch(/not saved.*1 file in base64/)
  expect(saved).toEqual(['SHA256SUMS'])
})
