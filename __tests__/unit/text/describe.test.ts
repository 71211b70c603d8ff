// An error in one line, whatever was thrown.
import { describe as describeError } from '../../../src/text/describe.ts'

test('an error is its name and its message, without a stack', () => {
  expect(describeError(new TypeError('no such thing'))).toBe('TypeError: no such thing')
})

test.each([
  ['a text', 'gone', 'gone'],
  ['a number', 7, '7'],
  ['nothing', undefined, 'undefined'],
  ['a symbol', Symbol('x'), 'Symbol(x)'],
])('%s is shown as it is', (_what, thrown, shown) => {
  expect(describeError(thrown)).toBe(shown)
})

test.each([
  ['no prototype', Object.create(null)],
  ['no text', { toString: 1, valueOf: 1 }],
  [
    'a message that throws',
    Object.defineProperty(new Error('x'), 'message', {
      get: () => {
        throw new Error('no')
      },
    }),
  ],
])('an object with %s cannot be told, and does not throw', (_what, thrown: unknown) => {
  expect(describeError(thrown)).toBe('an error that cannot be put into words')
})
