// What the name of a field says about the file in it.
import { audioFieldOf } from '../../../src/audio/place.ts'
import { aTask } from '../../support/builders.ts'

const [SONG, OTHER, VIDEO] = ['https://h/a.mp3', 'https://h/b.mp3', 'https://h/v.mp4']

/** The names of the files that a result promises, and of those that it only mentions, in brackets. */
const namesIn = (result: unknown): string =>
  aTask({ status: 'completed', result })
    .files.files.map(({ name, isPromised }) => (isPromised ? name : `(${name})`))
    .join(' ')

test.each([
  [
    'url',
    'audio_url mp3Url __audio__url__ song_url2 vocals drums WAVUrl M4AUrl songURLs audiourl songfiles2',
  ],
  ['bare', 'songs audio12 song_2 song_12 _song_ other instrumental'],
  [null, 'audioId vocal_gender url title _ song_x audiourlx HDaudio'],
])('an audio field of the kind %j is called: %s', (how, fields) => {
  for (const field of fields.split(' ')) expect([field, audioFieldOf(field)]).toEqual([field, how])
})

test.each<[string, unknown]>([
  ['x', { x: VIDEO }],
  ['video', { video: 'https://h/v' }],
  ['video cover', { video: 'https://h/v.png', cover: VIDEO }],
  ['(x) audio', { x: VIDEO, audio: SONG }],
  ['(video) audio', { video: 'https://h/v', audio: SONG }],
  ['(page)', { page: 'https://h/p' }],
  [`(${'_'.repeat(48)})`, { [`audio${'_'.repeat(100)}`]: 'https://h/p' }],
  ['audio (stream) (previews)', { audio: SONG, stream: OTHER, previews: 'https://h/c.mp3' }],
  ['audio livestream streamer', { audio: SONG, livestream: OTHER, streamer: 'https://h/c.mp3' }],
  ['https_h_p_', { 'https://h/p?token=a': { audio: SONG } }],
  ['(cover)', { cover: 'https://h/x', again: 'https://h/x' }],
])('a result promises "%s": %j', (names, result) => {
  expect(namesIn(result)).toBe(names)
})

test('JSON in a text counts unless its field repeats the request', () => {
  const json = JSON.stringify({ audio: SONG })
  const fields = ['param', 'params', 'input', 'request', 'inputs', 'xinput', 'requested']
  expect(fields.map((field) => namesIn({ [field]: json }))).toEqual([
    ...['', '', '', '', 'inputs-audio', 'xinput-audio', 'requested-audio'],
  ])
})

test('words in capitals are people’s words if they end a name', () => {
  const fields = ['TITLE', 'TITLES', 'TITLE12', 'MY TAG', 'TITLEX', 'TITLEs', 'mySONGTITLE']
  expect(fields.filter((field) => namesIn({ [field]: SONG }) !== '')).toEqual(['TITLEX', 'mySONGTITLE'])
})
