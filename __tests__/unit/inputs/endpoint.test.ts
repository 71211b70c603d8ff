/** The input `endpoint`: the key goes there, so nothing is guessed and nothing secret is shown. */
import { parseEndpoint } from '../../../src/inputs/values.ts'

const parse = (text: string): string => {
  const parsed = parseEndpoint(text)
  return 'value' in parsed ? parsed.value.href : parsed.error
}
const refused = (given: string, allowed: string): string => `is ${given}. Use ${allowed}.`

test.each([
  ['https', 'https://api.mountsea.ai/producer/tasks'],
  ['a port and a query of its own', 'https://h.example:8443/t?a=b&c=%20d'],
  ['no path', 'https://h.example', 'https://h.example/'],
  ['capitals', 'HTTPS://H.Example/Tasks', 'https://h.example/Tasks'],
  ['http to this machine', 'http://127.0.0.1:8080/t'],
  ['2,048 characters', `https://h.example/${'t'.repeat(2_030)}`],
])('may have %s', (_what, text, href = text) => {
  expect(parse(text)).toBe(href)
})

test.each([
  ['plain http', 'http://api.mountsea.ai/t', '`http://api.mountsea.ai/t`'],
  ['a query, which is not shown', 'http://api.mountsea.ai/t?token=hush', '`http://api.mountsea.ai/t`'],
  ['another scheme', 'ftp://127.0.0.1/t', '`ftp://127.0.0.1/t`'],
  ['a scheme with no host, of which no more is shown', 'data:text/plain,hush', '`data:`'],
  ['a name and a port without a scheme', 'localhost:3000/t', '`localhost:`'],
])('must be https, or http to this machine: %s', (_what, text, shown) => {
  const allowed = 'https, or http to this machine (127.0.0.1, localhost, [::1])'
  expect(parse(text)).toBe(refused(shown, allowed))
})

test.each([
  ['no URL', 'tasks', '`tasks`'],
  ['a host without a scheme', '//api.mountsea.ai/t', '`//api.mountsea.ai/t`'],
  ['a broken host, with credentials that are not shown', 'https://me:hush@[bad]/t', '`[bad]/t`'],
  ['a broken host, with a query that is not shown', 'https://[bad]/t?token=hush', '`https://[bad]/t`'],
  ['a broken host, with a fragment that is not shown', 'https://[bad]/t#hush', '`https://[bad]/t`'],
  ['credentials and a query with line breaks', 'https://me:\nhush@[bad]/t?hu\nsh', '`[bad]/t`'],
])('must be a URL: %s', (_what, text, shown) => {
  expect(parse(text)).toBe(refused(`${shown}, which is not a URL`, 'an absolute https URL'))
})

test.each(['https://me:hush@h.example/t', 'https://me@h.example/t', 'https://:hush@h.example/t'])(
  'must have no credentials, and shows none: %s',
  (text) => {
    const shown = '`https://h.example/t` with a user name or a password'
    expect(parse(text)).toBe(refused(shown, 'a URL without them'))
  },
)

test.each(['https://h.example/t#hush', 'https://h.example/t?a=b#'])(
  'must have no fragment, not even an empty one: %s',
  (text) => {
    expect(parse(text)).toBe(refused('`https://h.example/t` with a fragment (#)', 'a URL without one'))
  },
)

test('must not have a host that only looks like this machine: it would bypass proxies', () => {
  const allowed = 'a host that does not begin with `127.`, unless it is an IPv4 address'
  expect(parse('https://127.0.0.1.example/t?token=hush')).toBe(
    refused('`https://127.0.0.1.example/t`', allowed),
  )
  expect(parse('https://127.0.0.1/t')).toBe('https://127.0.0.1/t')
  expect(parse('https://h.127.example/t')).toBe('https://h.127.example/t')
})

test('must not be longer than 2,048 characters, and is not parsed then', () => {
  expect(parse(`https://h.example/${'t'.repeat(2_031)}`)).toBe(
    refused('2049 characters long', 'a URL of at most 2048'),
  )
})

test.each([
  ['https://h.example/hub/v1/tasks/{task_id}', 'https://h.example/hub/v1/tasks'],
  ['https://h.example/ms/v1/tasks/:task_id/', 'https://h.example/ms/v1/tasks'],
  ['https://h.example/t/<id>', 'https://h.example/t'],
  ['https://h.example/t/${id}', 'https://h.example/t'],
  ['https://h.example/t/{{ id }}', 'https://h.example/t'],
  ['https://h.example/t/%7Btask_id%7D', 'https://h.example/t'],
  ['https://h.example/t/$TASK_ID', 'https://h.example/t'],
  ['https://h.example/t?a=hush&taskId={taskId}', 'https://h.example/t?…'],
  ['https://h.example/t?taskId={taskId}', 'https://h.example/t'],
  ['https://h.example:8443/{id}', 'https://h.example:8443/'],
])('must have no placeholder of the ID at its end, and is shown without: %s', (text, right) => {
  const [shown = ''] = text.split('?')
  const allowed = `the URL without it, \`${right}\`; the ID is added to it`
  expect(parse(text)).toBe(refused(`\`${shown}\` with a placeholder for the task's ID`, allowed))
})

test.each([
  ['https://h.example/t?taskId=abc', 'https://h.example/t'],
  ['https://h.example/t?taskId=', 'https://h.example/t'],
  ['https://h.example/t?taskId=hush&a=hush', 'https://h.example/t?…'],
])('must not ask for a task of its own, and is shown without: %s', (text, right) => {
  const allowed = `the URL without it, \`${right}\`; the ID is added to it`
  expect(parse(text)).toBe(refused('`https://h.example/t` with `taskId` in its query', allowed))
})

test.each([
  'https://h.example/{tenant}/tasks',
  'https://h.example/$v/t$a',
  'https://h.example/t?task=a',
  'https://h.example/t:id',
  'https://h.example/a:8080',
  'https://h.example/t?a=b',
])('may have other braces and colons: %s', (text) => expect(parse(text)).toBe(new URL(text).href))
