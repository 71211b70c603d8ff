/** What stands in place of a record, in words of ours: no text of others gets into a name, but for codes and targets. */
import {
  isAnswer,
  nameProblem,
  remedyOf,
  showAnswer,
  showCounts,
  type Defect,
  type Problem,
} from '../../../src/mountsea/problems.ts'
import { httpStatus, notJson } from '../../support/builders.ts'

test.each<[string, Problem]>([
  ['certificate not trusted (CERT_HAS_EXPIRED)', { kind: 'certificate', code: 'CERT_HAS_EXPIRED' }],
  ['host name not found', { kind: 'host-name' }],
  ['the server speaks no TLS (EPROTO)', { kind: 'no-tls', code: 'EPROTO' }],
  ['proxy not reachable', { kind: 'proxy-unreachable' }],
  ['proxy answered HTTP 403', { kind: 'proxy-refusal', httpStatus: 403 }],
  ['the proxy asks for a user name and a password (HTTP 407)', { kind: 'proxy-password' }],
  ['http_proxy names the proxy by no http or https URL', { kind: 'proxy-setting', variable: 'http_proxy' }],
  ['the host begins with 127. and is no IPv4 address', { kind: 'no-host' }],
  ['no complete answer in time', { kind: 'no-answer' }],
  ['no free connection in time', { kind: 'no-connection' }],
  ['HTTP 502', httpStatus(502, 'words of others')],
  [
    'HTTP 302, a redirect to https://other.example/t',
    { kind: 'redirect', httpStatus: 302, target: 'https://other.example/t', excerpt: 'words of others' },
  ],
])('%s', (name, problem) => {
  expect(nameProblem(problem)).toBe(name)
})

test.each([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', 'connection closed before the answer was complete'],
  ['EPIPE', 'connection closed before the answer was complete'],
  ['ECONNABORTED', 'connection closed before the answer was complete'],
  ['ETIMEDOUT', 'connection timed out'],
  ['EHOSTUNREACH', 'host unreachable'],
  ['ENETUNREACH', 'network unreachable'],
  ['EAI_AGAIN', 'DNS lookup failed for now'],
  ['Z_DATA_ERROR', 'the compressed response is damaged'],
  ['Z_BUF_ERROR', 'the compressed response is damaged'],
  ['HPE_INVALID_CONSTANT', 'answer is not HTTP'],
  ['XHPE_', 'network error (XHPE_)'],
  ['EMFILE', 'network error (EMFILE)'],
  ['', 'network error'],
])('the error %s of the network is: %s', (code, name) => {
  expect(nameProblem({ kind: 'network', code })).toBe(name)
})

const DEFECTS: Readonly<Record<Defect, string>> = {
  compressed: 'a compressed answer, which was not asked for',
  'not-json': 'an answer that is not JSON',
  'nested-too-deeply': 'an answer that is nested too deeply',
  'not-an-object': 'an answer that is not a JSON object',
  'no-task-id': 'an answer without a task ID',
  'another-task': 'the record of another task',
  'no-status': 'an answer without a status',
  'status-not-text': 'an answer whose status is not a string',
  'status-blank': 'an answer whose status is blank',
  'too-large': 'an answer larger than 32 MiB',
}

test('an answer that is no record is named by what is wrong with it', () => {
  for (const defect of Object.keys(DEFECTS).filter((name): name is Defect => name in DEFECTS)) {
    expect(nameProblem({ kind: 'no-record', defect, httpStatus: 200, excerpt: '' })).toBe(DEFECTS[defect])
  }
})

test.each<[string, Problem]>([
  ['HTTP 422, no such voice', httpStatus(422, 'no such voice')],
  ['HTTP 200, the body', notJson],
  ['HTTP 502', httpStatus(502, '')],
  ['', { kind: 'host-name' }],
])('what the API said is shown with its status: "%s"', (shown, problem) => {
  expect(showAnswer(problem)).toBe(shown)
})

const redirect: Problem = {
  kind: 'redirect',
  httpStatus: 302,
  target: 'https://other.example/t',
  excerpt: '',
}

test.each<[boolean, readonly Problem[]]>([
  [true, [notJson, redirect, httpStatus(404)]],
  [
    false,
    [httpStatus(500), httpStatus(402), { kind: 'no-answer' }, { kind: 'proxy-refusal', httpStatus: 404 }],
  ],
])('whether it is told as an answer, and not as an API that fails: %s', (told, problems) => {
  expect(problems.map(isAnswer)).toEqual(problems.map(() => told))
})

test.each<[string, readonly Problem[]]>([
  ['NODE_EXTRA_CA_CERTS', [{ kind: 'certificate', code: 'x' }]],
  ['host name', [{ kind: 'host-name' }, { kind: 'no-host' }]],
  ['port', [{ kind: 'no-tls', code: 'EPROTO' }]],
  ['lets this runner through', [{ kind: 'proxy-unreachable' }, { kind: 'proxy-refusal', httpStatus: 402 }]],
  ['http://USER:PASSWORD@HOST:PORT', [{ kind: 'proxy-password' }]],
  ['as a URL', [{ kind: 'proxy-setting', variable: 'https_proxy' }]],
  ['final URL', [redirect]],
  ['paid or topped up', [httpStatus(402)]],
  ['`task-id`', [httpStatus(422), notJson, { kind: 'network', code: '' }]],
])('what to do names %s', (words, problems) => {
  for (const problem of problems) expect(remedyOf(problem)).toContain(words)
})

test('what was met in place of records is told with how often, the most frequent first', () => {
  const counts = new Map([
    ['connection refused', 1],
    ['HTTP 502', 4],
  ])
  expect(showCounts(counts)).toBe('HTTP 502 (4 times), connection refused (once)')
})
