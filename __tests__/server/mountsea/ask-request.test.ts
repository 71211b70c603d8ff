// What a poll sends, and where: the key goes with the request itself to the endpoint, and nowhere else.
import { askOnce, KEY, taskApi } from '../../support/ask-api.ts'
import { completed, delayed, redirect, startMockApi, type MockApi } from '../../support/mock-api/index.ts'

let api: MockApi
beforeEach(async () => {
  api = await startMockApi()
})
afterEach(() => api.close())

const signal = new AbortController().signal

test('a poll is one GET with the key, asks for uncompressed JSON, and has no other headers', async () => {
  await askOnce(api.endpoint)
  expect(api.requests).toHaveLength(1)
  expect(api.requests[0]).toMatchObject({ method: 'GET', path: '/producer/tasks?taskId=t' })
  expect(api.requests[0]?.headers).toEqual({
    accept: 'application/json',
    'accept-encoding': 'identity',
    authorization: `Bearer ${KEY}`,
    connection: 'keep-alive',
    host: `127.0.0.1:${api.port}`,
    'user-agent': 'wait-for-mountsea-task',
  })
})

test.each([
  ['a space, a slash and an ampersand', 'a b/&c', 'a%20b%2F%26c'],
  ['signs that would break the query', '?#=+%', '%3F%23%3D%2B%25'],
  ['letters of the world', 'песня-曲', '%D0%BF%D0%B5%D1%81%D0%BD%D1%8F-%E6%9B%B2'],
  ['half a character', 'x\ud800', 'x%EF%BF%BD'],
])('the task ID is encoded: %s', async (_name, taskId, encoded) => {
  await taskApi(api.endpoint)(taskId, signal)
  expect(api.requests[0]?.path).toBe(`/producer/tasks?taskId=${encoded}`)
})

test('a redirect is not followed, to this host or another, so the key stays where it is', async () => {
  const other = await startMockApi()
  api.task('t', [redirect(`${other.origin}/t`), redirect('/again'), redirect(other.endpoint, 308)])
  const getTask = taskApi(api.endpoint)
  for (let poll = 0; poll < 3; poll++)
    expect(await getTask('t', signal)).toMatchObject({ problem: { kind: 'redirect' } })
  expect(api.requests).toHaveLength(3)
  expect(other.requests).toHaveLength(0)
  await other.close()
})

test('there are no more connections at a time than allowed', async () => {
  const getTask = taskApi(api.endpoint, 2)
  const ids = ['a', 'b', 'c', 'd', 'e']
  for (const id of ids) api.task(id, [delayed(30, completed(null))])
  const answers = await Promise.all(ids.map((id) => getTask(id, signal)))
  expect(answers.map(({ kind }) => kind)).toEqual(ids.map(() => 'record'))
  expect(api.connections).toMatchObject({ most: 2, opened: 2 })
})
