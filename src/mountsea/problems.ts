/**
 * The table of problems that a request can meet: for each a name, whether it passes, and what to do. The loop, the downloads, the log
 * and the summary read it, so a new problem needs only its type and its row.
 */

/** A record has a few kilobytes. Anything over this is not a record. */
export const MAX_RECORD_MIB = 32

/** What a successful response contained instead of the task's record. */
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
  | { readonly kind: 'host-name' | 'proxy-unreachable' | 'proxy-password' }
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

/**
 * What happens if the same request is sent again. `passes`: retry until the deadline. `never`: the wait ends at once. `counted`: it
 * ends after a few times, unless something has shown that the problem can pass.
 */
export type ProblemRow = (
  { readonly course: 'passes' } | { readonly course: 'never' | 'counted'; readonly reason: ProblemReason }
) & {
  /** A few of our own words, such as `HTTP 502` or `connection refused`. */
  readonly name: string
  /** One or two sentences, in our own words. */
  readonly todo: string
  /** The API itself answered, though without a record: not an outage. */
  readonly isAnswer?: true
}

const TODO = {
  service: 'See whether MountSea is up and reachable from this runner.',
  input: 'Check `endpoint` and `task-id`.',
  host: 'Check the host name in `endpoint`, and that this runner can look it up.',
  trust: 'The key was not sent. Name the certificate of a company proxy in NODE_EXTRA_CA_CERTS.',
  port: 'The key was not sent. Check host and port in `endpoint`, and `https_proxy` if there is one.',
  tls: 'Check host and port in `endpoint`. This action has no client certificate, and speaks TLS 1.2 and 1.3.',
  proxy:
    'Check that the proxy in `https_proxy` (or `HTTPS_PROXY`) lets this runner through to the host in `endpoint`.',
  // Not a whole URL: the log would cut out the password.
  password: 'Add them to `https_proxy` (or `HTTPS_PROXY`): write USER:PASSWORD@ before the host.',
  setting:
    'Write it as http://HOST:PORT. In a user name or password, write # as %23, / as %2F, ? as %3F and % as %25.',
  redirect: 'The key was not sent on. Set `endpoint` to the final URL if that is MountSea.',
  pay: 'Pay or top up the MountSea account. Then choose "Re-run failed jobs".',
}

const passes = (name: string, todo = TODO.service) => ({ course: 'passes', name, todo }) as const
const never = (name: string, todo = TODO.input, reason: ProblemReason = 'rejected') =>
  ({ course: 'never', reason, name, todo }) as const
const counted = (...row: Parameters<typeof never>) => ({ ...never(...row), course: 'counted' }) as const

/** The alert `certificate_required` (RFC 8446, 6.2). Before TLS 1.3 servers send `handshake_failure`, which can mean anything. */
const CERTIFICATE_REQUIRED = 116
const CLIENT_CERTIFICATE = 'the server asks for a client certificate'

type Kind = Problem['kind']
type ProblemOf<K extends Kind> = Problem & { readonly kind: K }

const ROWS: { readonly [K in Kind]: (problem: ProblemOf<K>) => ProblemRow } = {
  network: ({ code }) => passes(networkError(code)),
  certificate: ({ code }) => never(`certificate not trusted (${code})`, TODO.trust),
  'host-name': () => counted('host name not found', TODO.host),
  'no-host': () => never('the host begins with 127. but is not an IPv4 address', TODO.host),
  'no-tls': ({ code }) => counted(`the server does not speak TLS (${code})`, TODO.port),
  'tls-refusal': ({ alert }) =>
    counted(
      alert === CERTIFICATE_REQUIRED ? CLIENT_CERTIFICATE : `the server refuses TLS (alert ${alert})`,
      TODO.tls,
    ),
  'proxy-unreachable': () => passes('proxy not reachable', TODO.proxy),
  // As for a server: 5xx passes, other statuses rarely do.
  'proxy-refusal': ({ httpStatus }) =>
    (httpStatus >= 500 ? passes : counted)(`proxy answered HTTP ${httpStatus}`, TODO.proxy),
  'proxy-password': () => never('the proxy asks for a user name and a password (HTTP 407)', TODO.password),
  'proxy-setting': ({ variable }) =>
    never(`${variable} is not the http:// or https:// URL of a proxy`, TODO.setting),
  'no-answer': () => passes('no complete answer in time'),
  'no-connection': () => passes('no free connection in time'),
  'http-status': ({ httpStatus }) => rowOfStatus(httpStatus, `HTTP ${httpStatus}`),
  // A 403 with `Retry-After` that repeats is more likely a wrong key than a rate limit.
  'rate-limit': ({ httpStatus }) =>
    httpStatus === 403 ? counted('HTTP 403', TODO.input, 'unauthorized') : passes(`HTTP ${httpStatus}`),
  redirect: ({ httpStatus, target }) => ({
    ...never(`HTTP ${httpStatus}, a redirect to ${target}`, TODO.redirect),
    isAnswer: true,
  }),
  'no-record': ({ defect }) => ({
    ...(defect === 'too-large' ? never : counted)(DEFECTS[defect], TODO.input, 'bad-answer'),
    isAnswer: true,
  }),
}

/** The meaning of an error status in HTTP (RFC 9110). ASSUMPTION: this vendor means the same. */
function rowOfStatus(httpStatus: number, name: string): ProblemRow {
  if (mayPass(httpStatus)) return passes(name)
  if (httpStatus === 401 || httpStatus === 403) return never(name, TODO.input, 'unauthorized')
  if (httpStatus === 404) return { ...counted(name, TODO.input, 'not-found'), isAnswer: true }
  return never(name, httpStatus === 402 ? TODO.pay : TODO.input)
}

/**
 * Whether the same request may succeed later, after this HTTP status from any server: 408 (RFC 9110, 15.5.9), 425 (RFC 8470),
 * 429 (RFC 6585) and 5xx.
 */
export function mayPass(httpStatus: number): boolean {
  return [408, 425, 429].includes(httpStatus) || (httpStatus >= 500 && httpStatus <= 599)
}

function networkError(code: string): string {
  // All codes of Node's HTTP parser (llhttp) begin like this.
  if (code.startsWith('HPE_')) return 'answer is not HTTP'
  return NETWORK_ERRORS.get(code) ?? `network error${code && ` (${code})`}`
}

const CLOSED = 'connection closed before the answer was complete'
const DAMAGED = 'the compressed response is damaged'
const NETWORK_ERRORS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', CLOSED],
  ['EPIPE', CLOSED],
  ['ECONNABORTED', CLOSED],
  ['ETIMEDOUT', 'connection timed out'],
  ['EHOSTUNREACH', 'host unreachable'],
  ['ENETUNREACH', 'network unreachable'],
  ['EAI_AGAIN', 'DNS lookup failed for now'],
  // zlib's codes for damaged or incomplete data.
  ['Z_DATA_ERROR', DAMAGED],
  ['Z_BUF_ERROR', DAMAGED],
])

/** The row of a problem. With a type parameter, since TypeScript needs one to find the row. */
export function problemRow<K extends Kind>(problem: ProblemOf<K>): ProblemRow {
  const kind: K = problem.kind
  return ROWS[kind](problem)
}

/** The problem in a few words. */
export function nameProblem(problem: Problem): string {
  return problemRow(problem).name
}

/** How often each problem came, by name: `connection refused` -> 4. */
export type ProblemCounts = ReadonlyMap<string, number>
