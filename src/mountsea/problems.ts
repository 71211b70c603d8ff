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
  /** A few words of ours, such as `HTTP 502` or `connection refused`. */
  readonly name: string
  /** A sentence or two of ours. */
  readonly todo: string
  /** The API itself answered, though without a record: not an outage. */
  readonly isAnswer?: true
}

const passes = (name: string, todo = 'See whether MountSea is up and reachable from this runner.') =>
  ({ course: 'passes', name, todo }) as const
const never = (name: string, todo = 'Check `endpoint` and `task-id`.', reason: ProblemReason = 'rejected') =>
  ({ course: 'never', reason, name, todo }) as const
const counted = (...row: Parameters<typeof never>) => ({ ...never(...row), course: 'counted' }) as const

const CHECK_HOST = 'Check the host name in `endpoint`, and that this runner can look it up.'
const CHECK_PROXY =
  'Check that the proxy in `https_proxy` (or `HTTPS_PROXY`) lets this runner through to the host in `endpoint`.'

/** The alert `certificate_required` (RFC 8446, 6.2). Before TLS 1.3 servers send `handshake_failure`, which can mean anything. */
const CERTIFICATE_REQUIRED = 116

type Kind = Problem['kind']
type ProblemOf<K extends Kind> = Problem & { readonly kind: K }

const ROWS: { readonly [K in Kind]: (problem: ProblemOf<K>) => ProblemRow } = {
  network: ({ code }) =>
    // All codes of Node's HTTP parser (llhttp) begin with HPE_.
    passes(
      code.startsWith('HPE_')
        ? 'answer is not HTTP'
        : (NETWORK_ERRORS.get(code) ?? `network error${code && ` (${code})`}`),
    ),
  certificate: ({ code }) =>
    never(
      `certificate not trusted (${code})`,
      'The key was not sent. Name the certificate of a company proxy in NODE_EXTRA_CA_CERTS.',
    ),
  'host-name': () => counted('host name not found', CHECK_HOST),
  'no-host': () => never('the host begins with 127. but is not an IPv4 address', CHECK_HOST),
  'no-tls': ({ code }) =>
    counted(
      `the server does not speak TLS (${code})`,
      'The key was not sent. Check host and port in `endpoint`, and `https_proxy` if there is one.',
    ),
  'tls-refusal': ({ alert }) =>
    counted(
      alert === CERTIFICATE_REQUIRED
        ? 'the server asks for a client certificate'
        : `the server refuses TLS (alert ${alert})`,
      'Check host and port in `endpoint`. This action has no client certificate, and speaks TLS 1.2 and 1.3.',
    ),
  'proxy-unreachable': () => passes('proxy not reachable', CHECK_PROXY),
  // As for a server: 5xx passes, other statuses rarely do.
  'proxy-refusal': ({ httpStatus }) =>
    (httpStatus >= 500 ? passes : counted)(`proxy answered HTTP ${httpStatus}`, CHECK_PROXY),
  'proxy-password': () =>
    never(
      'the proxy asks for a user name and a password (HTTP 407)',
      // Not a whole URL: the log would cut out the password.
      'Add them to `https_proxy` (or `HTTPS_PROXY`): write USER:PASSWORD@ before the host.',
    ),
  'proxy-setting': ({ variable }) =>
    never(
      `${variable} is not the http:// or https:// URL of a proxy`,
      'Write it as http://HOST:PORT. In a user name or password, write # as %23, / as %2F, ? as %3F and % as %25.',
    ),
  'no-answer': () => passes('no complete answer in time'),
  'no-connection': () => passes('no free connection in time'),
  'http-status': ({ httpStatus }) => rowOfStatus(httpStatus, `HTTP ${httpStatus}`),
  // A 403 with `Retry-After` that keeps coming is more likely a wrong key than a rate limit.
  'rate-limit': ({ httpStatus }) =>
    httpStatus === 403 ? counted('HTTP 403', undefined, 'unauthorized') : passes(`HTTP ${httpStatus}`),
  redirect: ({ httpStatus, target }) => ({
    ...never(
      `HTTP ${httpStatus}, a redirect to ${target}`,
      'The key was not sent on. Set `endpoint` to the final URL if that is MountSea.',
    ),
    isAnswer: true,
  }),
  'no-record': ({ defect }) => ({
    ...(defect === 'too-large' ? never : counted)(DEFECTS[defect], undefined, 'bad-answer'),
    isAnswer: true,
  }),
}

/** The meaning of an error status in HTTP (RFC 9110). ASSUMPTION: this vendor means the same. */
function rowOfStatus(httpStatus: number, name: string): ProblemRow {
  if (mayPass(httpStatus)) return passes(name)
  if (httpStatus === 401 || httpStatus === 403) return never(name, undefined, 'unauthorized')
  if (httpStatus === 402)
    return never(name, 'Pay or top up the MountSea account. Then choose "Re-run failed jobs".')
  return httpStatus === 404 ? { ...counted(name, undefined, 'not-found'), isAnswer: true } : never(name)
}

/**
 * Whether the same request may succeed later, after this HTTP status from any server: 408 (RFC 9110, 15.5.9), 425 (RFC 8470),
 * 429 (RFC 6585) and 5xx.
 */
export function mayPass(httpStatus: number): boolean {
  return [408, 425, 429].includes(httpStatus) || (httpStatus >= 500 && httpStatus <= 599)
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
