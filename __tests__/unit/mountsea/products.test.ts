// Each of the vendor's products: its endpoints, its requests, and how its records are read.
import { productOf, PRODUCTS, taskUrl } from '../../../src/mountsea/products.ts'
import { readTask, type Task } from '../../../src/mountsea/read.ts'
import { SAMPLES, type Sample } from './samples.ts'

const SAMPLED = Object.entries(SAMPLES)
const endpointAt = (path: string): URL => new URL(`https://api.example${path}`)

function read(path: string, record: Readonly<Record<string, unknown>>): Task {
  const read = readTask(record, 'id-1', endpointAt(path))
  if (typeof read === 'string') throw new Error(read)
  return read
}

/** The sample's record, with this status and these fields. */
const recordOf = ({ idField, record }: Sample, status: string, more = {}): Record<string, unknown> => {
  return { [idField]: 'id-1', status, ...record, ...more }
}

/** Each documented word of a product, with its meaning. */
const meaningsOf = ({ words }: Sample): [word: string, meaning: string][] =>
  Object.entries(words).flatMap(([meaning, list]) =>
    list.split(' ').map((word): [string, string] => [word, meaning]),
  )

test('every product has its sample, by the path of its endpoint, with the meaning of every word for a status', () => {
  const sorted = (words: Iterable<string>): string[] => [...words].sort()
  expect(SAMPLED.map(([path, sample]) => [path, sorted(meaningsOf(sample).map(([word]) => word))])).toEqual(
    PRODUCTS.map(([path, { statuses }]) => [path, sorted(statuses.keys())]),
  )
})

/** The words of all products, and similar ones. */
const WORDS = [
  ...new Set(SAMPLED.flatMap(([, sample]) => meaningsOf(sample).map(([word]) => word))),
  ...['complete', 'Completed', 'completed ', 'SUCCESS', 'FAILED', 'constructor', '完了'],
]

describe.each(SAMPLED)('at %s', (path, sample) => {
  test('a status means what its product documents, and the words of other products are unknown', () => {
    const expected = new Map(meaningsOf(sample))
    const meanings = WORDS.map((word) => [word, read(path, recordOf(sample, word)).meaning])
    expect(meanings).toEqual(WORDS.map((word) => [word, expected.get(word) ?? 'unknown']))
  })

  test('a record is read whole', () => {
    const record = recordOf(sample, 'failed')
    const { files, ...task } = read(path, record)
    expect(task).toEqual({ taskId: 'id-1', status: 'failed', meaning: 'failed', record, ...sample.task })
    const names = files.files.map(({ name, kind }) => `${name} ${kind ?? ''}`)
    expect(names).toEqual(sample.files)
    expect(files.needsAudio).toBe(sample.needsAudio === true)
  })

  test('a record needs no more than the ID, under its own name, and the status', () => {
    const texts = { errorMessage: '', createdAt: '', finishedAt: '', title: '' }
    const nothing = { result: null, errorCode: null, ...texts }
    const least = read(path, { [sample.idField]: 'id-1', status: 'failed' })
    expect(least).toMatchObject({ ...nothing, files: { needsAudio: sample.needsAudio === true } })
    const elsewhere = { [sample.idField === 'taskId' ? 'task_id' : 'taskId']: 'id-1', status: 'failed' }
    expect(() => read(path, elsewhere)).toThrow('no-task-id')
  })

  test('the reason of a failure is found under the name that any product gives it', () => {
    const why = 'no voice'
    const told = [{ errorMessage: why }, { error_message: why }, { failReason: why }, { error: why }]
    for (const field of [...told, { error: { message: why } }])
      expect(read(path, { [sample.idField]: 'id-1', status: 'failed', ...field }).errorMessage).toBe(why)
  })

  test('the ID is encoded into its place in the URL, and the query of the endpoint stays', () => {
    const ask = (rest: string): string =>
      taskUrl(endpointAt(`/gateway${path}${rest}`), 'a/../?b=c&é\ud800').href
    const id = 'a%2F..%2F%3Fb%3Dc%26%C3%A9%EF%BF%BD'
    const asked = ['', '?', '?x=%20+', '/', '/?x=1'].map(ask)
    const expected =
      sample.idField === 'task_id'
        ? [`/${id}`, `/${id}?`, `/${id}?x=%20+`, `/${id}`, `/${id}?x=1`]
        : ['?', '?', '?x=%20+&', '/?', '/?x=1&'].map((rest) => `${rest}taskId=${id}`)
    expect(asked).toEqual(expected.map((rest) => `https://api.example/gateway${path}${rest}`))
  })
})

test('the end of the path says which product answers; an unknown path belongs to the producer', () => {
  const unknown = ['/', '/tasks', '/suno/v2/status/x', '/xsuno/v2/status', '/SUNO/v2/status']
  const ends = [...unknown, '/gateway/suno/v2/status/', '/hub/v1/tasks?of=/suno/v2/status']
  const found = ends.map(
    (path) => PRODUCTS.find(([, product]) => product === productOf(endpointAt(path)))?.[0],
  )
  expect(found).toEqual([...unknown.map(() => '/producer/tasks'), '/suno/v2/status', '/hub/v1/tasks'])
})

test.each<[string, string, Record<string, unknown>, Partial<Task>]>([
  ['/suno/v2/status', 'success', { data: null, result: { items: [] } }, { result: { items: [] } }],
  ['/ms/v1/tasks', 'failed', { error: null }, { errorMessage: '', errorCode: null }],
])('missing fields are fine: %s %s %j', (path, status, more, expected) => {
  const sample = SAMPLES[path]
  expect(sample && read(path, recordOf(sample, status, more))).toMatchObject(expected)
})
