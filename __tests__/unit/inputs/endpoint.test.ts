/** The input `endpoint`: the key goes there, so nothing is guessed and nothing secret is shown. */
import { parseEndpoint } from '../../../src/inputs/endpoint.ts'

const quote = (text: string): string => `<${text}>`
const parse = (text: string): string => {
  const parsed = parseEndpoint(text, quote)
  return 'value' in parsed ? parsed.value.href : parsed.error
}
const refused = (given: string, allowed: string): string =>
  `Input \`endpoint\` is ${given}. Allowed is ${allowed}.`
const SECURE = 'https; http only to this machine (127.0.0.1, localhost, [::1])'

describe('an endpoint', () => {
  test.each([
    ['https', 'https://api.mountsea.ai/producer/tasks', 'https://api.mountsea.ai/producer/tasks'],
    ['a query of its own', 'https://h.example/t?a=b&c=%20d', 'https://h.example/t?a=b&c=%20d'],
    ['a port', 'https://h.example:8443/t', 'https://h.example:8443/t'],
    ['no path', 'https://h.example', 'https://h.example/'],
    ['capitals', 'HTTPS://H.Example/Tasks', 'https://h.example/Tasks'],
    ['http to 127.0.0.1', 'http://127.0.0.1:8080/t', 'http://127.0.0.1:8080/t'],
    ['http to another loopback address', 'http://127.9.8.7/t', 'http://127.9.8.7/t'],
    ['http to localhost', 'http://localhost:3000/t', 'http://localhost:3000/t'],
    ['http to the loopback address of IPv6', 'http://[::1]:3000/t', 'http://[::1]:3000/t'],
  ])('may have %s', (_, text, href) => {
    expect(parse(text)).toBe(href)
  })

  test.each([
    ['plain http', 'http://api.mountsea.ai/t', '`http://api.mountsea.ai/t`'],
    ['a query, not shown', 'http://api.mountsea.ai/t?token=hush', '`http://api.mountsea.ai/t`'],
    [
      'http to a host that only looks local',
      'http://localhost.evil.example/t',
      '`http://localhost.evil.example/t`',
    ],
    ['http to a name under localhost', 'http://a.localhost/t', '`http://a.localhost/t`'],
    ['http to a private network', 'http://10.0.0.1/t', '`http://10.0.0.1/t`'],
    ['http to all addresses', 'http://0.0.0.0/t', '`http://0.0.0.0/t`'],
    [
      'http to a host that begins like an address',
      'http://127.0.0.1.example/t',
      '`http://127.0.0.1.example/t`',
    ],
    ['another scheme', 'ftp://127.0.0.1/t', '`ftp://127.0.0.1/t`'],
    ['a file', 'file:///etc/passwd', '`file:///etc/passwd`'],
    ['a scheme with no host, of which no more is shown', 'data:text/plain,hush', '`data:`'],
    ['a name and a port without a scheme', 'localhost:3000/t', '`localhost:`'],
  ])('is refused: %s', (_, text, shown) => {
    expect(parse(text)).toBe(refused(shown, SECURE))
  })

  test.each([
    ['no URL', 'tasks', '<tasks>'],
    ['a host without a scheme', '//api.mountsea.ai/t', '<//api.mountsea.ai/t>'],
    ['no host', 'https://', '<https://>'],
    ['a broken host, with credentials that are not shown', 'https://me:hush@[bad]/t', '<[bad]/t>'],
    ['a broken host, with a query that is not shown', 'https://[bad]/t?token=hush', '<https://[bad]/t>'],
    ['a broken host, with a fragment that is not shown', 'https://[bad]/t#hush', '<https://[bad]/t>'],
    ['credentials and a query with line breaks', 'https://me:\nhush@[bad]/t?hu\nsh', '<[bad]/t>'],
  ])('is refused: %s', (_, text, shown) => {
    expect(parse(text)).toBe(refused(`${shown}, which is no URL`, 'an absolute https URL'))
  })

  test.each([
    'https://me:hush@h.example/t',
    'https://me@h.example/t',
    'https://:hush@h.example/t',
    'http://me:hush@h.example/t',
  ])('must have no credentials, and shows none: %s', (text) => {
    const scheme = text.split(':')[0] ?? ''
    expect(parse(text)).toBe(
      refused(`\`${scheme}://h.example/t\` with a user name or a password`, 'a URL without them'),
    )
  })

  test.each(['https://h.example/t#hush', 'https://h.example/t?a=b#', 'http://127.0.0.1/t#hush'])(
    'must have no fragment, not even an empty one: %s',
    (text) => {
      const shown = text.replace(/[?#].*/, '')
      expect(parse(text)).toBe(refused(`\`${shown}\` with a fragment (#)`, 'a URL without one'))
    },
  )
})
