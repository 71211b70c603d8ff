// What saved files are called: whatever a task ID or a URL holds, on Linux, macOS and Windows.
import { baseNames, declaredExtension, fileName } from '../../../src/audio/file-name.ts'
import type { ResultFile } from '../../../src/audio/find.ts'

function file(path: string, fields: Partial<ResultFile> = {}): ResultFile {
  const source = new URL(path, 'https://cdn.example.com')
  return { source, name: '', kind: null, isPromised: true, format: '', seconds: null, ...fields }
}

const X95 = 'x'.repeat(95)

describe('the base of a task’s files', () => {
  test.each([
    ['abc123-def456-ghi789', 'abc123-def456-ghi789'],
    ['A.b_c-1', 'A.b_c-1'],
    ['con-1', 'con-1'],
    ['../../x', '_x'],
    ['a/b\\c', 'a_b_c'],
    ['.hidden', '_hidden'],
    ['-rf', '_rf'],
    ['..', '_'],
    ['a..b', 'a_b'],
    ['CON', 'CON_'],
    ['nul.txt', 'nul_.txt'],
    ['com1', 'com1_'],
    ['ends.', 'ends'],
    ['a🎵b', 'a_b'],
    ['a b:c*d?"<>|', 'a_b_c_d_'],
    ['x'.repeat(300), 'x'.repeat(95)],
    [`x.${'y'.repeat(300)}`, `x.${'y'.repeat(93)}`],
    ['aux'.padEnd(300, '.'), 'aux_'],
  ])('of %j is %j', (id, base) => {
    expect(baseNames([id])).toEqual([base])
  })

  test.each<[string, string[], string[]?]>([
    ['two that are the same', ['a/b', 'a:b', 'a?b'], ['a_b', 'a_b.2', 'a_b.3']],
    ['two that are the same where case is folded', ['Song', 'song', 'SONG'], ['Song', 'song.2', 'SONG.3']],
    ['two that are the same once cut', [`${X95}12`, `${X95}3`], [X95, `${X95}.2`]],
    ['an ID that has to change where another has not', ['a/b', 'a_b'], ['a_b.2', 'a_b']],
    ['an ID that begins with another and -', ['a-vocals', 'a'], ['a-vocals.2', 'a']],
    ['the same where case is folded', ['a', 'A-x-y'], ['a', 'A-x-y.2']],
    ['an ID that begins with a numbered one', ['a-b', 'a', 'a-b.2'], ['a-b.2', 'a', 'a-b.2.2']],
    ['none that goes on otherwise', ['a', 'ab', 'a_b', 'a.b-c', 'a-b.c']],
  ])('gets a number: %s', (_what, ids, bases = ids) => {
    expect(baseNames(ids)).toEqual(bases)
  })
})

test('a file is called TASKID.EXT, or TASKID-NAME.EXT', () => {
  expect(fileName('task', file('/a'), 'mp3')).toBe('task.mp3')
  expect(fileName('task', file('/a', { name: 'drums' }), 'wav')).toBe('task-drums.wav')
})

test.each([
  ['the URL’s path', file('/x/1770190061237.MP3?sig=a.wav', { format: 'flac' }), 'audio/wav', 'mp3'],
  ['the content type where the path has none', file('/v1.2/x', { format: 'flac' }), 'audio/x-wav', 'wav'],
  ['the format where neither has one', file('/x.html', { format: 'm4a' }), 'text/html', 'm4a'],
  ['the format of samples', file('/x', { format: 'pcm_16000' }), '', 'pcm'],
  ['nothing: bin', file('/x.exe', { format: 'exe' }), 'application/octet-stream', 'bin'],
  ['nothing for a trick', file('/x.a%2f..%2fb', { format: '../../x' }), 'constructor', 'bin'],
])('the extension comes from %s', (_what, from, contentType, extension) => {
  expect(declaredExtension(from, contentType)).toBe(extension)
})
