// Which texts are the URL of a proxy. Any other text is an error, since the request must not bypass the proxy.
import { networkProblem } from '../../../src/world/network.ts'
import { createHttpGet } from '../../../src/world/http.ts'
import { NO_CASE, testUnless } from '../../support/system.ts'

const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'no_proxy', 'http_proxy', 'ALL_PROXY', 'all_proxy']
afterEach(() => {
  for (const name of VARIABLES) Reflect.deleteProperty(process.env, name)
})

/** Asks a port without a server, under an address of this machine that the toolkit does not recognize. */
const ask = (scheme = 'https'): Promise<unknown> =>
  createHttpGet(1)(new URL(`${scheme}://0.0.0.0:1/`), {}, new AbortController().signal).then(
    () => 'no problem',
    networkProblem,
  )
// The code is another on Windows.
const PAST = { kind: 'network' }
const THROUGH = { kind: 'proxy-unreachable' }

const BAD = [
  ...['proxy.test:3128', '127.0.0.1:9', '10.9.0.1:3128', '//proxy.test:3128', '::', '[::', ' '],
  ...['user:password@proxy.test:3128', 'socks5://proxy.test:1080', 'http://', 'http://:3128', 'https:'],
  ...['http://user:pa#ss@proxy.test:3128', 'http://user:pa/ss@proxy.test:3128'],
  ...['http://user:pa?ss@proxy.test:3128', 'http://user:pa%ss@proxy.test:3128', 'http://us%zz@proxy.test'],
  ...['http://user:12#34@proxy.test:3128', 'http://user:12/34@proxy.test', 'http://user:12?34@proxy.test'],
  ...['http://proxy.test:99999', 'HTTP://proxy.test:99999', 'http://proxy.test:0', 'http://proxy.test:a'],
  ...['http://pro xy.test:3128', '"http://proxy.test:3128"', "'http://proxy.test:3128'"],
  ...['xhttp://proxy.test:3128', 'httpx://proxy.test:3128', 'http://http://proxy.test:3128'],
  ...['http://proxy.test:3128,http://other.test:3128'],
]

test.each(BAD)('a text that is not the URL of a proxy is an error: %s', async (text) => {
  process.env['https_proxy'] = text
  expect(await ask()).toEqual({ kind: 'proxy-setting', variable: 'https_proxy' })
  expect(await ask('http')).toMatchObject(PAST)
  process.env['no_proxy'] = 'other.test, 0.0.0.0'
  expect(await ask()).toMatchObject(PAST)
})

const holdsIt = async (): Promise<void> => {
  process.env['HTTPS_PROXY'] = 'proxy.test:3128'
  expect(await ask()).toEqual({ kind: 'proxy-setting', variable: 'HTTPS_PROXY' })
  process.env['https_proxy'] = 'http://127.0.0.1:1'
  expect(await ask()).toEqual(THROUGH)
}
testUnless(
  NO_CASE,
  'https_proxy counts before HTTPS_PROXY, and the error names the one that was read',
  holdsIt,
  test,
)

test.each([
  'http://127.0.0.1:1',
  'HTTP://LOCALHOST:1/',
  ' https://127.0.0.1:1\n',
  'http://user:p%40ss@[::1]:1',
])('the URL of a proxy is used: %s', async (text) => {
  process.env['https_proxy'] = text
  expect(await ask()).toEqual(THROUGH)
})

test('other variables that curl reads are ignored', async () => {
  for (const name of ['http_proxy', 'ALL_PROXY', 'all_proxy']) process.env[name] = 'http://127.0.0.1:1'
  expect(await ask()).toMatchObject(PAST)
})
