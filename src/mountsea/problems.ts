/** What can stand in place of a task's record when the API is asked: a type for each cause, and its name in a few words. */

/** What can be wrong with an answer that says success and is no record of the task. */
const DEFECTS = {
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
} as const
export type Defect = keyof typeof DEFECTS

/** Why there was no answer over HTTP at all. `code` is Node's or OpenSSL's, '' where the error has none. */
export type NetworkProblem =
  | { readonly kind: 'network'; readonly code: string }
  | { readonly kind: 'certificate'; readonly code: string }
  | { readonly kind: 'host-name' }
  | { readonly kind: 'no-tls'; readonly code: string }
  | { readonly kind: 'proxy-unreachable' }
  | { readonly kind: 'proxy-refusal'; readonly httpStatus: number }
  | { readonly kind: 'proxy-password' }
  /** `variable` names the proxy by something that is no http or https URL with a host. */
  | { readonly kind: 'proxy-setting'; readonly variable: string }
  /** A host that begins with `127.` and is no IPv4 address: the toolkit would go past the proxy. */
  | { readonly kind: 'no-host' }

/** An answer over HTTP. `excerpt` is how its body begins: without the key, otherwise as it came. */
interface Answered {
  readonly httpStatus: number
  readonly excerpt: string
}

export type Problem =
  | NetworkProblem
  /** No complete answer came in time. */
  | { readonly kind: 'no-answer' }
  /** The request never left: all connections were busy until the time was over. */
  | { readonly kind: 'no-connection' }
  | ({ readonly kind: 'http-status' } & Answered)
  /** `target` is where it points, as people may see it. */
  | ({ readonly kind: 'redirect'; readonly target: string } & Answered)
  | ({ readonly kind: 'no-record'; readonly defect: Defect } & Answered)

/** What was met in place of records, in words, and how often: `connection refused` -> 4. */
export type ProblemCounts = ReadonlyMap<string, number>

/** The problem in a few words of ours, such as `HTTP 502` or `connection refused`. */
export function nameProblem(problem: Problem): string {
  switch (problem.kind) {
    case 'network': {
      const { code } = problem
      // Node's HTTP parser (llhttp) begins all of its codes like this.
      if (code.startsWith('HPE_')) return 'answer is not HTTP'
      return NETWORK_ERRORS.get(code) ?? (code === '' ? 'network error' : `network error (${code})`)
    }
    case 'certificate':
      return `certificate not trusted (${problem.code})`
    case 'host-name':
      return 'host name not found'
    case 'no-tls':
      return `the server speaks no TLS (${problem.code})`
    case 'proxy-unreachable':
      return 'proxy not reachable'
    case 'proxy-refusal':
      return `proxy answered HTTP ${problem.httpStatus}`
    case 'proxy-password':
      return 'the proxy asks for a user name and a password (HTTP 407)'
    case 'proxy-setting':
      return `${problem.variable} names the proxy by no http or https URL`
    case 'no-host':
      return 'the host begins with 127. and is no IPv4 address'
    case 'no-answer':
      return 'no complete answer in time'
    case 'no-connection':
      return 'no free connection in time'
    case 'http-status':
      return `HTTP ${problem.httpStatus}`
    case 'redirect':
      return `HTTP ${problem.httpStatus}, a redirect to ${problem.target}`
    case 'no-record':
      return DEFECTS[problem.defect]
  }
}

/** What the API said with it: `HTTP 422, no such voice`; '' where it did not answer. */
export function showAnswer(problem: Problem): string {
  if (!('excerpt' in problem)) return ''
  return `HTTP ${problem.httpStatus}${problem.excerpt === '' ? '' : `, ${problem.excerpt}`}`
}

/** Whether the API itself answered, though not with a record: not to be told as an API that fails. */
export function isAnswer(problem: Problem): boolean {
  if (problem.kind === 'no-record' || problem.kind === 'redirect') return true
  return problem.kind === 'http-status' && problem.httpStatus === 404
}

/** What to do about a problem that will not pass by itself. */
export function remedyOf(problem: Problem): string {
  if (problem.kind === 'http-status' && problem.httpStatus === 402) {
    return 'The MountSea account has to be paid or topped up. Then choose "Re-run failed jobs".'
  }
  return REMEDIES.get(problem.kind) ?? 'Check `endpoint` and `task-id`.'
}

const CHECK_PROXY =
  'Check that the proxy in `https_proxy` lets this runner through to the host in `endpoint`.'
const CHECK_HOST = 'Check the host name in `endpoint`, and that this runner can look it up.'
const REMEDIES: ReadonlyMap<Problem['kind'], string> = new Map<Problem['kind'], string>([
  ['certificate', 'The key was not sent. Name the certificate of a company proxy in NODE_EXTRA_CA_CERTS.'],
  ['host-name', CHECK_HOST],
  ['no-host', CHECK_HOST],
  ['no-tls', 'The key was not sent. Check host and port in `endpoint`, and `https_proxy` if there is one.'],
  ['proxy-refusal', CHECK_PROXY],
  ['proxy-unreachable', CHECK_PROXY],
  ['proxy-password', 'Put its user name and password into `https_proxy`: http://USER:PASSWORD@HOST:PORT.'],
  ['proxy-setting', 'Write it in the environment of this runner as a URL: http or https, host and port.'],
  ['redirect', 'The key was not sent on. Set `endpoint` to the final URL if that is MountSea.'],
])

/** What was met, most often first: `HTTP 502 (4 times), connection refused (once)`. */
export function showCounts(counts: ProblemCounts): string {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `${name} (${times === 1 ? 'once' : `${times} times`})`)
    .join(', ')
}

const NETWORK_ERRORS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', 'connection closed before the answer was complete'],
  ['EPIPE', 'connection closed before the answer was complete'],
  ['ECONNABORTED', 'connection closed before the answer was complete'],
  ['ETIMEDOUT', 'connection timed out'],
  ['EHOSTUNREACH', 'host unreachable'],
  ['ENETUNREACH', 'network unreachable'],
  ['EAI_AGAIN', 'DNS lookup failed for now'],
  // What zlib says of bytes that are not what they claim, or end too early.
  ['Z_DATA_ERROR', 'the compressed response is damaged'],
  ['Z_BUF_ERROR', 'the compressed response is damaged'],
])
