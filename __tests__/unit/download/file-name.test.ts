// What saved files are called: whatever a task ID or a URL holds, on Linux, macOS and Windows.
import fc from 'fast-check'
import type { AudioSource } from '../../../src/products/files.ts'
import { baseNames, fileName } from '../../../src/download/file-name.ts'

const NAMES = ['', 'vocals', 'drums', 'bass', 'other'] as const

function source(url: string, rest: Partial<AudioSource> = {}): AudioSource {
  return { url: new URL(url, 'https://cdn.example.com'), name: '', format: '', ...rest }
}

/** The devices that Windows finds under these names in every folder, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

describe('the base of a task’s files', () => {
  test('is the task ID where that can be a file name', () => {
    const ids = ['abc123-def456-ghi789', '9719e086-576a-4830-a0f2-7c9424460d6d', 'A.b_c-1']
    expect(baseNames(ids)).toEqual(ids)
  })

  test.each([
    ['../../x', '_x'],
    ['a/b\\c', 'a_b_c'],
    ['.hidden', '_hidden'],
    ['-rf', '_rf'],
    ['..', '_'],
    ['CON', 'CON_'],
    ['nul.txt', 'nul_.txt'],
    ['com1', 'com1_'],
    ['con-1', 'con-1'],
    ['ends.', 'ends'],
    ['🎵', '_'],
    ['a🎵b', 'a_b'],
    ['a b:c*d?"<>|', 'a_b_c_d_'],
    ['x'.repeat(300), 'x'.repeat(95)],
    [`x.${'y'.repeat(300)}`, `x.${'y'.repeat(93)}`],
    ['aux'.padEnd(300, '.'), 'aux_'],
  ])('of %j is %j', (id, base) => {
    expect(baseNames([id])).toEqual([base])
  })

  test('gets a number where two would clash, also in case only', () => {
    expect(baseNames(['a/b', 'a:b', 'a?b'])).toEqual(['a_b', 'a_b-2', 'a_b-3'])
    expect(baseNames(['Song', 'song', 'SONG'])).toEqual(['Song', 'song-2', 'SONG-3'])
    expect(baseNames([`${'x'.repeat(300)}1`, `${'x'.repeat(300)}2`])).toEqual([
      'x'.repeat(95),
      `${'x'.repeat(95)}-2`,
    ])
  })

  test('is kept by an ID that needs no change, wherever it stands in the list', () => {
    expect(baseNames(['a/b', 'a_b'])).toEqual(['a_b-2', 'a_b'])
  })

  test('leaves room for the stems of another task', () => {
    expect(baseNames(['a', 'a-vocals'])).toEqual(['a', 'a-vocals-2'])
    expect(baseNames(['a-Drums', 'A'])).toEqual(['a-Drums', 'A-2'])
  })

  test('makes names that are safe, short, visible and each other’s equal never, whatever the IDs and results', () => {
    const tricky = fc.constantFrom(
      'a',
      'A',
      'a-2',
      'a-vocals',
      'a-vocals-2',
      'a_',
      'a/',
      'CON',
      'con_',
      '.',
      '-',
      'é',
      'a.b',
    )
    const ids = fc.uniqueArray(
      fc.oneof(tricky, fc.string({ unit: 'binary', minLength: 1 }), fc.string({ minLength: 200 })),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(ids, fc.array(fc.constantFrom('mp3', 'wav', 'bin')), (taskIds, extensions) => {
        const bases = baseNames(taskIds)
        expect(bases).toHaveLength(taskIds.length)
        // Every name that could be needed, each with whatever extension its answer brings.
        const names = bases.flatMap((base, task) =>
          NAMES.map((name, at) =>
            fileName(base, source(`/x.${extensions[task + at] ?? 'mp3'}`, { name }), ''),
          ),
        )
        for (const name of names) {
          expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/)
          expect(name).not.toMatch(DEVICE)
          expect(name.length).toBeLessThanOrEqual(120)
        }
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
      }),
    )
  })

  test('depends on nothing but the IDs, so that a second run saves under the same names', () => {
    const ids = ['x/1', 'x:1', 'X_1']
    expect(baseNames(ids)).toEqual(baseNames([...ids]))
  })
})

describe('a file name', () => {
  test('is TASKID.EXT, or TASKID-NAME.EXT for a stem', () => {
    expect(fileName('task', source('/a.mp3'), '')).toBe('task.mp3')
    expect(fileName('task', source('/a.wav', { name: 'drums' }), '')).toBe('task-drums.wav')
  })

  test.each([
    ['the URL’s path', source('/x/1770190061237.mp3?sig=a.wav', { format: 'flac' }), 'audio/wav', 'mp3'],
    ['the content type where the path has none', source('/x/17701', { format: 'flac' }), 'audio/mpeg', 'mp3'],
    ['the content type, old spelling', source('/x'), 'audio/x-wav', 'wav'],
    ['the format where neither has one', source('/x', { format: 'm4a' }), 'application/octet-stream', 'm4a'],
    ['the format with a dot', source('/x', { format: '.m4a' }), '', 'm4a'],
    ['nothing: bin', source('/x'), 'application/octet-stream', 'bin'],
    ['nothing: bin, whatever JavaScript objects inherit', source('/x'), 'constructor', 'bin'],
    ['not a folder’s dot', source('/v1.2/x'), '', 'bin'],
    ['not a version', source('/v1.2'), '', 'bin'],
    ['not a long word', source('/x.abcdefghijk'), '', 'bin'],
    ['not a trick', source('/x.a%2f..%2fb', { format: '../../x' }), '', 'bin'],
    ['not a hostile format', source('/x', { format: 'mp3\n::error::' }), '', 'bin'],
  ])('takes its extension from %s', (_what, from, contentType, extension) => {
    expect(fileName('t', from, contentType)).toBe(`t.${extension}`)
  })
})
