// Loaded into the action before it starts: at SIGUSR2 something goes wrong, with a text from outside in it.
const text = process.env['THROW_TEXT'] ?? ''

const WAYS: Readonly<Record<string, () => unknown>> = {
  'an exception': () => {
    throw new Error(text)
  },
  'a rejection': () => Promise.reject(new Error(text)),
  'an exception whose name and stack are from outside too': () => {
    throw Object.assign(new Error(text), { name: text, stack: text })
  },
  'a rejection that is no error': () => {
    const reason: unknown = text
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- That is the point.
    return Promise.reject(reason)
  },
  'an object that cannot be told': () => {
    const thing: unknown = Object.assign(Object.create(null), { text })

    throw thing
  },
}

process.on('SIGUSR2', () => void WAYS[process.env['THROW_HOW'] ?? '']?.())
