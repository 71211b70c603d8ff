// What saved files are called: whatever a task ID holds, on Linux, macOS and Windows.
import { baseNames, fileName } from '../../../src/audio/folder.ts'

const X95 = 'x'.repeat(95)

describe('the base of a task’s files', () => {
  test.each([
    ['abc123-def456-ghi789', 'abc123-def456-ghi789'],
    ['con-1', 'con-1'],
    ['../../x', '_x'],
    ['-rf', '_rf'],
    ['a..b', 'a_b'],
    ['CON', 'CON_'],
    ['nul.txt', 'nul_.txt'],
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
  expect(fileName('task', '', 'mp3')).toBe('task.mp3')
  expect(fileName('task', 'drums', 'wav')).toBe('task-drums.wav')
})
