// What a poll sends, and where: the key goes with the request itself to the endpoint, and nowhere else.
import { askOnce, KEY, taskApi } from '../../support/ask-api.ts'
import { completed, dripping, redirect, startApi, type Api } from '../../support/api/index.ts'

let api: Api
beforeEach(async () => {
  api = await startApi()
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

test('a redirect is not followed, to this host or another, so the key stays where it is', async () => {
  const other = await startApi()
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
  for (const id of ids) api.task(id, [dripping(1, completed(null))])
  const answers = await Promise.all(ids.map((id) => getTask(id, signal)))
  expect(answers.map(({ kind }) => kind)).toEqual(ids.map(() => 'record'))
  expect(api.connections).toMatchObject({ most: 2, opened: 2 })
})
