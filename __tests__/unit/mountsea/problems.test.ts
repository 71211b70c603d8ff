/**
 * The table of problems: the name of each in our own words (apart from codes and targets), whether it passes, and what to do.
 */
import { mayPass, problemRow, type Defect, type Problem } from '../../../src/mountsea/problems.ts'
import { plainLine } from '../../../src/text/plain-line.ts'
import { httpStatus } from '../../support/builders.ts'

const excerpt = 'words of others'
const withStatus = (kind: 'http-status' | 'rate-limit', status: number): Problem => {
  return { kind, httpStatus: status, excerpt }
}
const noRecord = (defect: Defect): Problem => ({ kind: 'no-record', defect, httpStatus: 200, excerpt })
const moved: Problem = { kind: 'redirect', httpStatus: 302, target: 'https://other.example/t', excerpt }

/** `passes`, or the course with the outcome: `never rejected`, `counted not-found`. */
const courseOf = (problem: Problem): string => {
  const row = problemRow(problem)
  return row.course === 'passes' ? 'passes' : `${row.course} ${row.reason}`
}

const refusal = (httpStatus: number): Problem => ({ kind: 'proxy-refusal', httpStatus })
const alert = (alert: number): Problem => ({ kind: 'tls-refusal', alert })
const [END, COUNTED] = ['never rejected', 'counted rejected']
const PASSWORD: Problem = { kind: 'proxy-password' }
const SETTING: Problem = { kind: 'proxy-setting', variable: 'http_proxy' }

test.each<[name: string, course: string, todo: string, Problem]>([
  ['certificate not trusted (X)', END, 'NODE_EXTRA_CA_CERTS', { kind: 'certificate', code: 'X' }],
  ['host name not found', 'counted rejected', 'host name', { kind: 'host-name' }],
  ['the server does not speak TLS (EPROTO)', 'counted rejected', 'port', { kind: 'no-tls', code: 'EPROTO' }],
  ['the server asks for a client certificate', COUNTED, 'client certificate', alert(116)],
  ['the server refuses TLS (alert 40)', COUNTED, 'port', alert(40)],
  ['proxy not reachable', 'passes', 'lets this runner through', { kind: 'proxy-unreachable' }],
  ['proxy answered HTTP 499', COUNTED, 'lets this runner through', refusal(499)],
  ['proxy answered HTTP 500', 'passes', 'lets this runner through', refusal(500)],
  ['the proxy asks for a user name and a password (HTTP 407)', END, 'USER:PASSWORD@', PASSWORD],
  ['http_proxy is not the http:// or https:// URL of a proxy', END, 'write # as %23', SETTING],
  ['the host begins with 127. but is not an IPv4 address', END, 'host name', { kind: 'no-host' }],
  ['no complete answer in time', 'passes', 'is up', { kind: 'no-answer' }],
  ['no free connection in time', 'passes', 'is up', { kind: 'no-connection' }],
  ['HTTP 429', 'passes', 'is up', withStatus('rate-limit', 429)],
  ['HTTP 403', 'counted unauthorized', '', withStatus('rate-limit', 403)],
  ['HTTP 502', 'passes', 'is up', withStatus('http-status', 502)],
  ['HTTP 402', 'never rejected', 'Pay or top up', withStatus('http-status', 402)],
  ['HTTP 422', 'never rejected', '`task-id`', withStatus('http-status', 422)],
  ['an answer that is not JSON', 'counted bad-answer', '', noRecord('not-json')],
  ['an answer larger than 32 MiB', 'never bad-answer', '', noRecord('too-large')],
  ['HTTP 302, a redirect to https://other.example/t', 'never rejected', 'final URL', moved],
])('%s: %s', (name, course, todo, problem) => {
  const row = problemRow(problem)
  expect([row.name, courseOf(problem)]).toEqual([name, course])
  // As it is printed: the log cuts out what looks like a password in a URL.
  expect(plainLine(row.todo)).toContain(todo)
})

test.each([
  ['never unauthorized', [401, 403]],
  ['counted not-found', [404]],
  ['passes', [408, 425, 429, 500, 501, 502, 503, 504, 507, 520, 599]],
  ['never rejected', [400, 402, 405, 406, 407, 409, 410, 413, 418, 422, 426, 428, 431, 451, 499]],
])('%s is HTTP %j', (course, statuses) => {
  expect(statuses.map((status) => courseOf(httpStatus(status)))).toEqual(statuses.map(() => course))
  expect(statuses.map(mayPass)).toEqual(statuses.map(() => course === 'passes'))
})

test.each([
  ['ECONNREFUSED', 'connection refused'],
  ['ETIMEDOUT', 'connection timed out'],
  ['EHOSTUNREACH', 'host unreachable'],
  ['ENETUNREACH', 'network unreachable'],
  ['EAI_AGAIN', 'DNS lookup failed for now'],
  ['ECONNRESET', 'connection closed before the answer was complete'],
  ['ECONNABORTED', 'connection closed before the answer was complete'],
  ['EPIPE', 'connection closed before the answer was complete'],
  ['Z_DATA_ERROR', 'the compressed response is damaged'],
  ['Z_BUF_ERROR', 'the compressed response is damaged'],
  ['HPE_INVALID_CONSTANT', 'answer is not HTTP'],
  ['XHPE_', 'network error (XHPE_)'],
  ['', 'network error'],
])('the error %s of the network passes, and is: %s', (code, name) => {
  expect(problemRow({ kind: 'network', code })).toMatchObject({ name, course: 'passes' })
})

test.each<[true | undefined, readonly Problem[]]>([
  [true, [noRecord('not-json'), moved, httpStatus(404)]],
  [undefined, [httpStatus(500), httpStatus(402), { kind: 'no-answer' }, refusal(404)]],
])('whether it is reported as an answer, not as a failing API: %s', (told, problems) => {
  expect(problems.map((problem) => problemRow(problem).isAnswer)).toEqual(problems.map(() => told))
})
