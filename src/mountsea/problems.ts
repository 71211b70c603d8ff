/**
 * The table of problems that a request can meet: for each a name, whether it passes, and what to do. The loop, the downloads, the log
 * and the summary read it, so a new problem needs only its type and its row.
 */

/** A record has a few kilobytes. Anything over this is not a record. */
export const MAX_RECORD_MIB = 32

/** Why a success without a record of the task is not one. */
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
  'too-large': `an answer larger than ${MAX_RECORD_MIB} MiB`,
} as const
export type Defect = keyof typeof DEFECTS

/** Why there was no HTTP answer. `code` is Node's or OpenSSL's, '' if the error has none. */
export type NetworkProblem =
  | { readonly kind: 'network' | 'certificate' | 'no-tls'; readonly code: string }
  | { readonly kind: 'host-name' | 'proxy-unreachable' | 'proxy-password' | 'proxy-no-tls' }
  | { readonly kind: 'proxy-refusal'; readonly httpStatus: number }
  /** The server ended TLS with this alert (RFC 8446, 6). */
  | { readonly kind: 'tls-refusal'; readonly alert: number }
  /** The value of `variable` is not the http or https URL of a proxy. */
  | { readonly kind: 'proxy-setting'; readonly variable: string }
  /** The host begins with `127.` but is not an IPv4 address; the toolkit would bypass the proxy. */
  | { readonly kind: 'no-host' }

/** An HTTP answer. `excerpt` is the start of its body, without the key. */
interface Answered {
  readonly httpStatus: number
  readonly excerpt: string
}

export type Problem =
  | NetworkProblem
  /** No complete answer came in time; or no connection was free to send the request. */
  | { readonly kind: 'no-answer' | 'no-connection' }
  /** `rate-limit`: 429, or a 403 whose headers say the same. */
  | ({ readonly kind: 'http-status' | 'rate-limit' } & Answered)
  /** `target` is safe to show. */
  | ({ readonly kind: 'redirect'; readonly target: string } & Answered)
  | ({ readonly kind: 'no-record'; readonly defect: Defect } & Answered)

/** The outcomes that a problem can cause. */
export type ProblemReason = 'unauthorized' | 'not-found' | 'rejected' | 'bad-answer'

/** What happens if the same request is sent again. */
type Course =
  /** The problem passes: retry until the deadline. */
  | { readonly course: 'passes' }
  /** `never`: ends the wait at once. `counted`: ends it after a few times, unless something has shown that it can pass. */
  | { readonly course: 'never' | 'counted'; readonly reason: ProblemReason }

export type ProblemRow = Course & {
  /** A few words of ours, such as `HTTP 502` or `connection refused`. */
  readonly name: string
  /** A sentence or two of ours. */
  readonly todo: string
  /** The API itself answered, though without a record: not an outage. */
  readonly isAnswer?: true
}

type Kind = Problem['kind']
type ProblemOf<K extends Kind> = Problem & { readonly kind: K }

const PASSES = {
  course: 'passes',
  todo: 'See whether MountSea is up and reachable from this runner.',
} as const
const REJECTED = { course: 'never', reason: 'rejected', todo: 'Check `endpoint` and `task-id`.' } as const
const COUNTED = { ...REJECTED, course: 'counted' } as const

const CHECK_HOST = 'Check the host name in `endpoint`, and that this runner can look it up.'
const CHECK_PROXY =
  'Check that the proxy in `https_proxy` (or `HTTPS_PROXY`) lets this runner through to the host in `endpoint`.'

/** The alert `certificate_required` (RFC 8446, 6.2). Before TLS 1.3 servers send `handshake_failure`, which can mean anything. */
const CERTIFICATE_REQUIRED = 116
const CLIENT_CERTIFICATE = 'the server asks for a client certificate'

const ROWS: { readonly [K in Kind]: (problem: ProblemOf<K>) => ProblemRow } = {
  network: ({ code }) => ({ ...PASSES, name: networkError(code) }),
  certificate: ({ code }) => ({
    ...REJECTED,
    name: `certificate not trusted (${code})`,
    todo: 'The key was not sent. Name the certificate of a company proxy in NODE_EXTRA_CA_CERTS.',
  }),
  'host-name': () => ({ ...COUNTED, name: 'host name not found', todo: CHECK_HOST }),
  'no-host': () => ({
    ...REJECTED,
    name: 'the host begins with 127. but is not an IPv4 address',
    todo: CHECK_HOST,
  }),
  'no-tls': ({ code }) => ({
    ...COUNTED,
    name: `the server does not speak TLS (${code})`,
    todo: 'The key was not sent. Check host and port in `endpoint`, and `https_proxy` if there is one.',
  }),
  'tls-refusal': ({ alert }) => ({
    ...COUNTED,
    name: alert === CERTIFICATE_REQUIRED ? CLIENT_CERTIFICATE : `the server refuses TLS (alert ${alert})`,
    todo: 'Check host and port in `endpoint`. This action has no client certificate, and speaks TLS 1.2 and 1.3.',
  }),
  'proxy-unreachable': () => ({ ...PASSES, name: 'proxy not reachable', todo: CHECK_PROXY }),
  // As for a server: 5xx passes, other statuses rarely do.
  'proxy-refusal': ({ httpStatus }) => ({
    ...(httpStatus >= 500 ? PASSES : COUNTED),
    name: `proxy answered HTTP ${httpStatus}`,
    todo: CHECK_PROXY,
  }),
  'proxy-password': () => ({
    ...REJECTED,
    name: 'the proxy asks for a user name and a password (HTTP 407)',
    // Not a whole URL: the log would cut out the password.
    todo: 'Add them to `https_proxy` (or `HTTPS_PROXY`): write USER:PASSWORD@ before the host.',
  }),
  'proxy-no-tls': () => ({
    ...COUNTED,
    name: 'the proxy does not speak TLS',
    todo: 'Write http:// instead of https:// in `https_proxy` (or `HTTPS_PROXY`). Requests to the API still use TLS.',
  }),
  'proxy-setting': ({ variable }) => ({
    ...REJECTED,
    name: `${variable} is not the http:// or https:// URL of a proxy`,
    todo: 'Write it as http://HOST:PORT. In a user name or password, write # as %23, / as %2F, ? as %3F and % as %25.',
  }),
  'no-answer': () => ({ ...PASSES, name: 'no complete answer in time' }),
  'no-connection': () => ({ ...PASSES, name: 'no free connection in time' }),
  'http-status': ({ httpStatus }) => ({ ...courseOfStatus(httpStatus), name: `HTTP ${httpStatus}` }),
  // A 403 with `Retry-After` that keeps coming is more likely a wrong key than a rate limit.
  'rate-limit': ({ httpStatus }) => ({
    ...(httpStatus === 403 ? { ...COUNTED, reason: 'unauthorized' } : PASSES),
    name: `HTTP ${httpStatus}`,
  }),
  redirect: ({ httpStatus, target }) => ({
    ...REJECTED,
    name: `HTTP ${httpStatus}, a redirect to ${target}`,
    todo: 'The key was not sent on. Set `endpoint` to the final URL if that is MountSea.',
    isAnswer: true,
  }),
  'no-record': ({ defect }) => ({
    ...(defect === 'too-large' ? REJECTED : COUNTED),
    reason: 'bad-answer',
    name: DEFECTS[defect],
    isAnswer: true,
  }),
}

/** The row of a problem. */
export function problemRow(problem: Problem): ProblemRow {
  return rowOf(problem.kind, problem)
}

/** Takes the kind as well, since TypeScript needs a type parameter to find the row. */
function rowOf<K extends Kind>(kind: K, problem: ProblemOf<K>): ProblemRow {
  return ROWS[kind](problem)
}

/** The problem in a few words. */
export function nameProblem(problem: Problem): string {
  return problemRow(problem).name
}

/** How often each problem came, by name: `connection refused` -> 4. */
export type ProblemCounts = ReadonlyMap<string, number>

/**
 * Whether the same request may succeed later, after this HTTP status from any server: 408 (RFC 9110, 15.5.9), 425 (RFC 8470),
 * 429 (RFC 6585) and 5xx.
 */
export function mayPass(httpStatus: number): boolean {
  return [408, 425, 429].includes(httpStatus) || (httpStatus >= 500 && httpStatus <= 599)
}

/** The meaning of an error status in HTTP (RFC 9110). ASSUMPTION: this vendor means the same. */
function courseOfStatus(httpStatus: number): Omit<ProblemRow, 'name'> & Course {
  if (mayPass(httpStatus)) return PASSES
  if (httpStatus === 401 || httpStatus === 403) return { ...REJECTED, reason: 'unauthorized' }
  if (httpStatus === 404) return { ...COUNTED, reason: 'not-found', isAnswer: true }
  if (httpStatus !== 402) return REJECTED
  return {
    ...REJECTED,
    todo: 'Pay or top up the MountSea account. Then choose "Re-run failed jobs".',
  }
}

function networkError(code: string): string {
  // All codes of Node's HTTP parser (llhttp) begin like this.
  if (code.startsWith('HPE_')) return 'answer is not HTTP'
  return NETWORK_ERRORS.get(code) ?? (code === '' ? 'network error' : `network error (${code})`)
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
  // zlib's codes for damaged or incomplete data.
  ['Z_DATA_ERROR', 'the compressed response is damaged'],
  ['Z_BUF_ERROR', 'the compressed response is damaged'],
])
