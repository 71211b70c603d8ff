/**
 * The table of problems: what can come in place of a task's record or of a file, each with its name, what becomes of it, and what
 * to do about it. The loop, the downloads, the log and the summary all read it, so that a new problem is its type and its row.
 */

/** A record is some kilobytes. Anything larger than this is not one, and would only fill the memory. */
export const MAX_RECORD_MIB = 32

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
  'too-large': `an answer larger than ${MAX_RECORD_MIB} MiB`,
} as const
export type Defect = keyof typeof DEFECTS

/** Why there was no answer over HTTP at all. `code` is Node's or OpenSSL's, '' where the error has none. */
export type NetworkProblem =
  | { readonly kind: 'network' | 'certificate' | 'no-tls'; readonly code: string }
  | { readonly kind: 'host-name' | 'proxy-unreachable' | 'proxy-password' | 'proxy-no-tls' }
  | { readonly kind: 'proxy-refusal'; readonly httpStatus: number }
  /** The server ends TLS with an alert, by its number (RFC 8446, 6). */
  | { readonly kind: 'tls-refusal'; readonly alert: number }
  /** `variable` holds something that is not the http or https URL of a proxy. */
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
  /** No complete answer came in time; or the request never left, since all connections were busy until then. */
  | { readonly kind: 'no-answer' | 'no-connection' }
  /** `rate-limit`: 429, or a 403 whose headers say the same. */
  | ({ readonly kind: 'http-status' | 'rate-limit' } & Answered)
  /** `target` is where it points, as people may see it. */
  | ({ readonly kind: 'redirect'; readonly target: string } & Answered)
  | ({ readonly kind: 'no-record'; readonly defect: Defect } & Answered)

/** As what a problem ends the wait: the `kind` of an `Outcome`. */
export type ProblemReason = 'unauthorized' | 'not-found' | 'rejected' | 'bad-answer'

/** What becomes of a problem when the same is asked again. */
type Course =
  /** It passes, sooner or later: retried until the deadline. */
  | { readonly course: 'passes' }
  /** `never`: ends the wait at once. `counted`: ends it where it comes too often before anything has shown that it can pass. */
  | { readonly course: 'never' | 'counted'; readonly reason: ProblemReason }

export type ProblemRow = Course & {
  /** A few words of ours, such as `HTTP 502` or `connection refused`. */
  readonly name: string
  /** A sentence or two of ours. */
  readonly todo: string
  /** The API itself answered, though not with a record: not to be told as an API that fails. */
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

/** The alert `certificate_required` (RFC 8446, 6.2). Before TLS 1.3 servers say `handshake_failure`, which says nothing. */
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
    name: 'the host begins with 127. and is no IPv4 address',
    todo: CHECK_HOST,
  }),
  'no-tls': ({ code }) => ({
    ...COUNTED,
    name: `the server speaks no TLS (${code})`,
    todo: 'The key was not sent. Check host and port in `endpoint`, and `https_proxy` if there is one.',
  }),
  'tls-refusal': ({ alert }) => ({
    ...COUNTED,
    name: alert === CERTIFICATE_REQUIRED ? CLIENT_CERTIFICATE : `the server refuses TLS (alert ${alert})`,
    todo: 'Check host and port in `endpoint`. This action has no client certificate, and speaks TLS 1.2 and 1.3.',
  }),
  'proxy-unreachable': () => ({ ...PASSES, name: 'proxy not reachable', todo: CHECK_PROXY }),
  // Like a server's: 5xx passes, anything else hardly does.
  'proxy-refusal': ({ httpStatus }) => ({
    ...(httpStatus >= 500 ? PASSES : COUNTED),
    name: `proxy answered HTTP ${httpStatus}`,
    todo: CHECK_PROXY,
  }),
  'proxy-password': () => ({
    ...REJECTED,
    name: 'the proxy asks for a user name and a password (HTTP 407)',
    // Not as a whole URL, out of which the log would cut the password.
    todo: 'Put its user name and password into `https_proxy` (or `HTTPS_PROXY`): USER:PASSWORD@ in front of the host.',
  }),
  'proxy-no-tls': () => ({
    ...COUNTED,
    name: 'the proxy does not speak TLS',
    todo: 'Write http:// in place of https:// in `https_proxy` (or `HTTPS_PROXY`): the API is asked through TLS all the same.',
  }),
  'proxy-setting': ({ variable }) => ({
    ...REJECTED,
    name: `${variable} is not the http:// or https:// URL of a proxy`,
    todo: 'Write it as http://HOST:PORT. In a user name or password, write # as %23, / as %2F, ? as %3F and % as %25.',
  }),
  'no-answer': () => ({ ...PASSES, name: 'no complete answer in time' }),
  'no-connection': () => ({ ...PASSES, name: 'no free connection in time' }),
  'http-status': ({ httpStatus }) => ({ ...courseOfStatus(httpStatus), name: `HTTP ${httpStatus}` }),
  // A key that is refused with 403 and `Retry-After` is more likely a wrong key than a limit that does not pass.
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

/** The kind once more, since TypeScript finds the fitting row by a type parameter only. */
function rowOf<K extends Kind>(kind: K, problem: ProblemOf<K>): ProblemRow {
  return ROWS[kind](problem)
}

/** The problem in a few words of ours. */
export function nameProblem(problem: Problem): string {
  return problemRow(problem).name
}

/** What was met in place of records, in words, and how often: `connection refused` -> 4. */
export type ProblemCounts = ReadonlyMap<string, number>

/**
 * Whether a failure with this HTTP status may be over the next time, whoever sent it: 408 (RFC 9110, 15.5.9), 425 (RFC 8470),
 * 429 (RFC 6585) and 5xx.
 */
export function mayPass(httpStatus: number): boolean {
  return [408, 425, 429].includes(httpStatus) || (httpStatus >= 500 && httpStatus <= 599)
}

/** HTTP's own meaning of a status that says no success (RFC 9110); that this vendor means the same is an ASSUMPTION. */
function courseOfStatus(httpStatus: number): Omit<ProblemRow, 'name'> & Course {
  if (mayPass(httpStatus)) return PASSES
  if (httpStatus === 401 || httpStatus === 403) return { ...REJECTED, reason: 'unauthorized' }
  if (httpStatus === 404) return { ...COUNTED, reason: 'not-found', isAnswer: true }
  if (httpStatus !== 402) return REJECTED
  return {
    ...REJECTED,
    todo: 'The MountSea account has to be paid or topped up. Then choose "Re-run failed jobs".',
  }
}

function networkError(code: string): string {
  // Node's HTTP parser (llhttp) begins all of its codes like this.
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
  // What zlib says of bytes that are not what they claim, or end too early.
  ['Z_DATA_ERROR', 'the compressed response is damaged'],
  ['Z_BUF_ERROR', 'the compressed response is damaged'],
])
