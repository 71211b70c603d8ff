// The audio URL in the outputs is the very text that the API sent, so that it can be compared with the one in `result`.
import { audioUrlOf, findAudio } from '../../../src/products/files.ts'

test.each([
  'HTTPS://CDN.example.com/a.mp3',
  'https://cdn.example.com',
  'https://cdn.example.com:443/a/../b.mp3',
  'https://cdn.example.com/a.mp3?x=~!',
])('%s stays as it is', (audioUrl) => {
  expect(audioUrlOf({ audioUrl })).toBe(audioUrl)
})

test.each([
  ['a space', ' https://cdn.example.com/a.mp3', 'https://cdn.example.com/a.mp3'],
  ['a letter that is not ASCII', 'https://cdn.example.com/é', 'https://cdn.example.com/%C3%A9'],
])('one with %s is encoded', (_what, audioUrl, encoded) => {
  expect(audioUrlOf({ audioUrl })).toBe(encoded)
})

test.each(['x https://cdn.example.com/a.mp3', 'x:https://cdn.example.com/a.mp3'])(
  '%s is no URL of ours',
  (audioUrl) => {
    expect(audioUrlOf({ audioUrl })).toBe('')
    expect(findAudio({ audioUrl })).toEqual({
      kind: 'missing',
      why: "the result's audioUrl is not an absolute https URL",
    })
  },
)

test('what is found is audio', () => {
  const audioUrl = 'https://cdn.example.com/a.mp3'
  expect(findAudio({ audioUrl })).toEqual({
    kind: 'audio',
    sources: [{ url: new URL(audioUrl), name: '', format: '' }],
  })
})
