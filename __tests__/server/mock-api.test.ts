// The stand-in itself: what a client sees of each of its answers, since every other server test believes in it.
import { once } from 'node:events'
import { Agent } from 'node:http'
import { connect } from 'node:net'
import { ask, type Seen } from '../support/ask.ts'
import {
  anotherTasksRecord,
  completed,
  cutInBody,
  delayed,
  downloadResult,
  dripping,
  endlessBody,
  failed,
  gzipped,
  html,
  http,
  hugeBody,
  record,
  redirect,
  resetBeforeHeaders,
  resetInHeaders,
  sample,
  silenceAfterAccept,
  silenceAfterHeaders,
  songResult,
  startMockApi,
  status,
  stemsResult,
  thenCloses,
  thenResetsNextRequest,
  timeline,
  truncatedJson,
  uploadResult,
  type MockApi,
  type Step,
} from '../support/mock-api/index.ts'

let api: MockApi
beforeEach(async () => {
  api = await startMockApi()
})
afterEach(async () => api.close())

const poll = (id: string, options = {}): Promise<Seen> =>
  ask(`${api.endpoint}?taskId=${encodeURIComponent(id)}`, options)

async function answerTo(...script: Step[]): Promise<Seen> {
  api.task('t', script)
  return poll('t', { idleMs: 300 })
}

describe('a scripted task', () => {
  test('takes a step a poll and repeats the last one', async () => {
    api.task('a b', [status('pending'), status('processing'), failed()])
    const words: unknown[] = []
    for (let i = 0; i < 4; i++) words.push(JSON.parse((await poll('a b')).body.toString()))
    expect(words).toMatchObject(
      ['pending', 'processing', 'failed', 'failed'].map((word) => ({ taskId: 'a b', status: word })),
    )
    expect(api.polls('a b')).toHaveLength(4)
  })

  test('follows a timeline from its first poll on', async () => {
    api.task('t', timeline({ afterMs: 0, step: status('pending') }, { afterMs: 50, step: status('ready') }))
    expect((await poll('t')).body.toString()).toContain('pending')
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect((await poll('t')).body.toString()).toContain('ready')
  })

  test('is unknown until it has a script', async () => {
    expect(await poll('nobody')).toMatchObject({ httpStatus: 404, end: 'whole' })
  })

  test('has the results of the reference, with audio served here', () => {
    expect(sample('pending')).toMatchObject({ status: 'pending' })
    expect(songResult('u', { title: 'x' })).toMatchObject({ audioUrl: 'u', title: 'x', duration: 180 })
    expect(downloadResult('u', 'wav')).toEqual({ url: 'u', format: 'wav' })
    expect(uploadResult('u')).toMatchObject({ url: 'u', isFlagged: false })
    const stems = { vocals: 'v', drums: 'd', bass: 'b', other: 'o' }
    expect(stemsResult(stems)).toEqual(stems)
  })
})

describe('the whole API', () => {
  test('records requests with time, path, headers and connection', async () => {
    const agent = new Agent({ keepAlive: true })
    await poll('x', { agent })
    await poll('x', { agent })
    await poll('y')
    agent.destroy()
    expect(api.requests.map(({ taskId, connectionId }) => [taskId, connectionId])).toEqual([
      ['x', 1],
      ['x', 1],
      ['y', 2],
    ])
    expect(api.requests[0]).toMatchObject({ method: 'GET', path: '/producer/tasks?taskId=x' })
    expect(api.requests[0]?.headers).toHaveProperty('host')
    expect(api.connections).toMatchObject({ opened: 2, most: 2 })
  })

  test('wants its key', async () => {
    const strict = await startMockApi({ apiKey: 'right' })
    strict.task('t', [status('ready')])
    expect(await ask(`${strict.endpoint}?taskId=t`)).toMatchObject({ httpStatus: 401 })
    const withKey = await fetch(`${strict.endpoint}?taskId=t`, { headers: { Authorization: 'Bearer right' } })
    expect(withKey.status).toBe(200)
    await withKey.text()
    await strict.close()
  })

  test('admits only so many requests a second', async () => {
    const limited = await startMockApi({ rateLimit: { perSecond: 2, retryAfter: 7 } })
    const answers = [await ask(limited.origin), await ask(limited.origin), await ask(limited.origin)]
    await limited.close()
    expect(answers.map(({ httpStatus }) => httpStatus)).toEqual([404, 404, 429])
    expect(answers[2]?.headers['retry-after']).toBe('7')
  })

  test('refuses connections while it is down, and comes back on the same port', async () => {
    await api.down()
    expect((await poll('t')).end).toBe('ECONNREFUSED')
    await api.up()
    expect((await poll('t')).httpStatus).toBe(404)
    await api.down(30)
    while ((await poll('t')).end === 'ECONNREFUSED') await new Promise((resolve) => setTimeout(resolve, 10))
  })

  test('tells when requests have come in, and goes away with connections open', async () => {
    api.task('t', [silenceAfterAccept()])
    const asked = poll('t')
    await api.untilRequests(1)
    await api.close()
    expect((await asked).end).toBe('ECONNRESET')
  })
})

describe('answers', () => {
  test('with any status, text, type and Retry-After', async () => {
    expect(await answerTo(http(429, { retryAfter: 3 }))).toMatchObject({
      httpStatus: 429,
      headers: { 'retry-after': '3' },
    })
    expect(await answerTo(html(502))).toMatchObject({
      httpStatus: 502,
      headers: { 'content-type': 'text/html' },
    })
    expect(await answerTo(redirect('/elsewhere'))).toMatchObject({
      httpStatus: 302,
      headers: { location: '/elsewhere' },
    })
    expect((await answerTo(anotherTasksRecord())).body.toString()).toContain('somebody-elses-task')
    expect((await answerTo(record({ taskId: undefined, status: '' }))).body.toString()).toBe('{"status":""}')
    const cut = await answerTo(truncatedJson(completed(null)))
    expect(cut.end).toBe('whole')
    expect(cut.body.toString()).toMatch(/^\{"taskId":"t",.*[^}]$/)
    const packed = await answerTo(gzipped(status('ready')))
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect([...packed.body.subarray(0, 2)]).toEqual([0x1f, 0x8b])
  })

  test.each<[string, Step, string, number]>([
    ['reset before headers', resetBeforeHeaders(), 'ECONNRESET', 0],
    ['reset in headers', resetInHeaders(), 'ECONNRESET', 0],
    ['cut by length', cutInBody('content-length'), 'ECONNRESET', 200],
    ['cut in a chunked body', cutInBody('chunked'), 'ECONNRESET', 200],
    ['cut with nothing to tell the length', cutInBody('until-close'), 'whole', 200],
    ['reset in the body', cutInBody('content-length', 'reset'), 'ECONNRESET', 200],
    ['silent after accept', silenceAfterAccept(), 'silent', 0],
    ['silent after headers', silenceAfterHeaders(), 'silent', 200],
    ['late', delayed(600, status('ready')), 'silent', 0],
  ])('can be %s', async (_name, step, end, httpStatus) => {
    expect(await answerTo(step)).toMatchObject({ end, httpStatus })
  })

  test.each([
    ['nothing of the answer', resetBeforeHeaders(), /^$/],
    ['the beginning of the headers', resetInHeaders(), /^HTTP\/1\.1 200 OK\r\nContent-Type: [a-z]+$/],
  ])('that are reset show %s', async (_name, step, bytes) => {
    api.task('t', [step])
    const socket = connect(api.port, '127.0.0.1')
    socket.write('GET /?taskId=t HTTP/1.1\r\nHost: x\r\n\r\n')
    let seen = ''
    socket.on('data', (part: Buffer) => (seen += part.toString()))
    const [error] = await once(socket, 'error').catch((thrown: unknown) => [thrown])
    expect(error).toMatchObject({ code: 'ECONNRESET' })
    expect(seen).toMatch(bytes)
  })

  test('can drip, be huge or endless', async () => {
    api.task('t', [dripping(20), endlessBody(), hugeBody(3_000_000)])
    expect((await poll('t', { maxBytes: 5 })).body.length).toBeGreaterThanOrEqual(5)
    expect((await poll('t', { maxBytes: 2_000_000 })).body.length).toBeGreaterThanOrEqual(2_000_000)
    const huge = await poll('t')
    expect(huge.body).toHaveLength(3_000_000)
    expect(JSON.parse(huge.body.toString())).toMatchObject({ taskId: 't', status: 'completed' })
  })

  test('can be the last on a kept-alive connection', async () => {
    api.task('t', [thenResetsNextRequest(status('ready')), thenCloses(status('processing'))])
    const agent = new Agent({ keepAlive: true })
    expect((await poll('t', { agent })).end).toBe('whole')
    expect((await poll('t', { agent })).end).toBe('ECONNRESET')
    const last = await poll('t', { agent })
    expect(last.body.toString()).toContain('processing')
    while (api.connections.open > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    agent.destroy()
    expect(api.requests.map(({ connectionId }) => connectionId)).toEqual([1, 1, 2])
  })
})
