/** The input `endpoint`: the key goes there, so nothing is guessed and nothing secret is shown. */
import { parseEndpoint } from '../../../src/inputs/values.ts'

const parse = (text: string): string => {
  const parsed = parseEndpoint(text)
  return 'value' in parsed ? parsed.value.href : parsed.error
}

test.each([
  'https://api.mountsea.ai/producer/tasks',
  'https://h.example:8443/t?a=b&c=%20d',
  'https://127.0.0.1/t',
  'http://127.0.0.1:8080/t',
  `https://h.example/${'t'.repeat(2_030)}`,
  // No placeholder at the end, and no `taskId`.
  'https://h.example/{tenant}/tasks',
  'https://h.example/$v/t$a',
  'https://h.example/t?task=a',
  'https://h.example/t:id',
  'https://h.example/a:8080',
])('may be %s', (text) => {
  expect(parse(text)).toBe(new URL(text).href)
})

const SECURE = 'https, or http to this machine (127.0.0.1, localhost, [::1])'
const URL_ALLOWED = 'an absolute https URL'
const NOT_URL = ', which is not a URL'
const CREDENTIALS = ' with a user name or a password'
const FRAGMENT = ' with a fragment (#)'

test.each([
  ['plain http, its query not shown', 'http://h.example/t?k=hush', 'http://h.example/t', '', SECURE],
  ['another scheme', 'ftp://127.0.0.1/t', 'ftp://127.0.0.1/t', '', SECURE],
  ['a scheme with no host, of which no more is shown', 'data:text/plain,hush', 'data:', '', SECURE],
  ['a name and a port without a scheme', 'localhost:3000/t', 'localhost:', '', SECURE],
  ['no URL', 'tasks', 'tasks', NOT_URL, URL_ALLOWED],
  ['a host without a scheme', '//api.mountsea.ai/t', '//api.mountsea.ai/t', NOT_URL, URL_ALLOWED],
  ['a broken host and credentials', 'https://me:\nhush@[bad]/t?hu\nsh', '[bad]/t', NOT_URL, URL_ALLOWED],
  ['a broken host and a fragment', 'https://[bad]/t#hush', 'https://[bad]/t', NOT_URL, URL_ALLOWED],
  ['a password', 'https://:hush@h.example/t', 'https://h.example/t', CREDENTIALS, 'a URL without them'],
  ['a user name', 'https://me@h.example/t', 'https://h.example/t', CREDENTIALS, 'a URL without them'],
  ['a fragment', 'https://h.example/t#hush', 'https://h.example/t', FRAGMENT, 'a URL without one'],
  ['a blank fragment', 'https://h.example/t#', 'https://h.example/t', FRAGMENT, 'a URL without one'],
])('must not be or have %s: %j', (_what, text, shown, why, allowed) => {
  expect(parse(text)).toBe(`is \`${shown}\`${why}. Use ${allowed}.`)
})

test('must not have a host that only looks like this machine: it would bypass proxies', () => {
  const allowed = 'a host that does not begin with `127.`, unless it is an IPv4 address'
  expect(parse('https://127.0.0.1.a/t?k=hush')).toBe(`is \`https://127.0.0.1.a/t\`. Use ${allowed}.`)
})

test('must not be longer than 2,048 characters; a longer one is not parsed', () => {
  const long = `https://h.example/${'t'.repeat(2_031)}`
  expect(parse(long)).toBe('is 2049 characters long. Use a URL of at most 2048.')
})

const PLACEHOLDER = "a placeholder for the task's ID"

test.each([
  ['https://h.example/hub/v1/tasks/{task_id}', 'https://h.example/hub/v1/tasks', PLACEHOLDER],
  ['https://h.example/ms/v1/tasks/:task_id/', 'https://h.example/ms/v1/tasks', PLACEHOLDER],
  ['https://h.example/t/<id>', 'https://h.example/t', PLACEHOLDER],
  ['https://h.example/t/${id}', 'https://h.example/t', PLACEHOLDER],
  ['https://h.example/t/{{ id }}', 'https://h.example/t', PLACEHOLDER],
  ['https://h.example/t/%7Btask_id%7D', 'https://h.example/t', PLACEHOLDER],
  ['https://h.example/t/$TASK_ID', 'https://h.example/t', PLACEHOLDER],
  ['https://h.example/t?a=hush&taskId={taskId}', 'https://h.example/t?…', PLACEHOLDER],
  ['https://h.example:8443/{id}', 'https://h.example:8443/', PLACEHOLDER],
  ['https://h.example/t?taskId=', 'https://h.example/t', '`taskId` in its query'],
  ['https://h.example/t?taskId=hush&a=hush', 'https://h.example/t?…', '`taskId` in its query'],
])('must not contain a task’s ID, and is shown without it: %s', (text, right, what) => {
  const allowed = `the URL without it, \`${right}\`; the ID is added to it`
  expect(parse(text)).toBe(`is \`${text.split('?')[0] ?? ''}\` with ${what}. Use ${allowed}.`)
})
