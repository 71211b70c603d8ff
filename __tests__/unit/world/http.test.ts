// Answers come with clean headers. Requests are tested in __tests__/server/world.
import { Readable } from 'node:stream'
import { withCleanHeaders, type HttpGet } from '../../../src/world/http.ts'

test('the key is cut out of every header', async () => {
  const headers = { location: '/?k=KEY', 'set-cookie': 'a=KEY, b' }
  const answer = { status: 302, headers, body: Readable.from([]), discard: () => undefined }
  const get: HttpGet = () => Promise.resolve(answer)
  const clean = withCleanHeaders(get, (text) => text.replaceAll('KEY', '***'))
  const { signal } = new AbortController()
  expect(await clean(new URL('https://h/'), {}, signal)).toEqual({
    ...answer,
    headers: { location: '/?k=***', 'set-cookie': 'a=***, b' },
  })
})
