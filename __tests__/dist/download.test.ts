// The built action with `download-dir`: what is on the disk and in the outputs when all went well.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { KEY, SMALL, downloadSteps, listedFiles, sha256OfFile } from '../support/download-step.ts'
import {
  chunked,
  completed,
  cutAt,
  downloadResult,
  redirectTo,
  songResult,
  status,
  stemsResult,
  uploadResult,
} from '../support/mock-api/index.ts'

const { api, put, start } = downloadSteps()

test('every documented kind of result is saved, hashed and listed, and no storage host sees the key', async () => {
  const stem = (name: string, seed: number): string => put(`stems/${name}.wav`, { sizeBytes: 70_000, seed })
  const urls = {
    vocals: stem('vocals', 1),
    drums: stem('drums', 2),
    bass: stem('bass', 3),
    other: stem('other', 4),
  }
  api().task('song', [status('processing'), completed(songResult(put('a.mp3?sig=1', SMALL)))])
  api().task('download', [
    completed(downloadResult(put('b', SMALL, chunked(), 'application/octet-stream'), 'm4a')),
  ])
  api().task('upload', [completed(uploadResult(put('c', SMALL, redirectTo(put('d.bin', SMALL)))))])
  api().task('stems', [completed(stemsResult(urls))])
  const finished = await start(['song', 'download', 'upload', 'stems']).finished
  expect(finished).toMatchObject({
    exitCode: 0,
    outputs: { reason: 'completed', status: 'completed' },
    errors: [],
  })
  const folder = join(finished.workspace, 'audio')
  const names = [
    'song.mp3',
    'download.m4a',
    'upload.bin',
    ...Object.keys(urls).map((name) => `stems-${name}.wav`),
  ]
  expect(finished.outputs['files']?.split('\n')).toEqual(names.map((name) => join(folder, name)))
  expect(readdirSync(folder).sort()).toEqual([...names].sort())
  const served = ['a.mp3?sig=1', 'b', 'd.bin', ...Object.keys(urls).map((name) => `stems/${name}.wav`)]
  const listed = listedFiles(finished)
  expect(listed.map((file) => file.sha256)).toEqual(served.map((name) => api().storage.sha256(name)))
  for (const { path, bytes, sha256: listedHash } of listed) {
    expect({ bytes: readFileSync(path).length, hash: sha256OfFile(path) }).toEqual({
      bytes,
      hash: listedHash,
    })
  }
  expect(JSON.stringify(api().storage.requests)).not.toContain(KEY)
  for (const { headers } of api().storage.requests) expect(headers).not.toHaveProperty('authorization')
})

test('hostile task IDs stay in the folder, visible, and apart', async () => {
  const ids = [
    '../../x',
    '..',
    'CON',
    'a/b',
    'a\\b',
    'A_B',
    '.hidden',
    '-rf',
    '🎵',
    'x'.repeat(256),
    `${'x'.repeat(255)}y`,
    'x-vocals',
    'x',
  ]
  const url = put('a.mp3', SMALL)
  for (const id of ids) api().task(id, [completed(songResult(url))])
  const finished = await start(ids).finished
  expect(finished).toMatchObject({ exitCode: 0 })
  const folder = join(finished.workspace, 'audio')
  const paths = listedFiles(finished).map(({ path }) => path)
  expect(paths.map(dirname)).toEqual(ids.map(() => folder))
  expect(readdirSync(folder).sort()).toEqual(paths.map((path) => basename(path)).sort())
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(ids.length)
  for (const path of paths) {
    expect(basename(path)).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,119}$/)
    expect(basename(path)).not.toMatch(/^con\./i)
    expect(sha256OfFile(path)).toBe(api().storage.sha256('a.mp3'))
  }
  expect(readdirSync(finished.folder).sort()).toEqual(['home', 'temp', 'workspace'])
  expect(readdirSync(finished.workspace)).toEqual(['audio'])
})

test('a cut download is fetched again from its start', async () => {
  api().task('song', [completed(songResult(put('a.mp3', SMALL, [cutAt(50_000), cutAt(0), chunked()])))])
  const finished = await start(['song']).finished
  expect(finished).toMatchObject({ exitCode: 0 })
  expect(listedFiles(finished)[0]?.sha256).toBe(api().storage.sha256('a.mp3'))
  expect(readdirSync(join(finished.workspace, 'audio'))).toEqual(['song.mp3'])
})

test('a folder outside the workspace is the user’s own choice', async () => {
  api().task('song', [completed(songResult(put('a.mp3', SMALL)))])
  const finished = await start(['song'], { 'download-dir': '../elsewhere/deep' }).finished
  expect(finished).toMatchObject({ exitCode: 0 })
  expect(finished.outputs['files']).toBe(join(finished.folder, 'elsewhere', 'deep', 'song.mp3'))
})

test('memory stays flat, whatever the size of the file', async () => {
  const report = `process.on('exit', () => console.log('peak ' + process.resourceUsage().maxRSS + ' kB'))`
  const peakKbOf = async (sizeBytes: number): Promise<number> => {
    const name = `big-${sizeBytes}.wav`
    api().task(name, [completed(songResult(put(name, { sizeBytes, seed: 1 })))])
    const nodeArguments = [`--import=data:text/javascript,${encodeURIComponent(report)}`]
    const run = start([name], {}, { nodeArguments })
    const finished = await run.finished
    expect(finished.exitCode).toBe(0)
    expect(listedFiles(finished)).toMatchObject([{ bytes: sizeBytes, sha256: api().storage.sha256(name) }])
    // Not all of them on the disk at a time.
    await run.dispose()
    return Number(/^peak (\d+) kB$/m.exec(finished.stdout)?.[1])
  }
  const small = await peakKbOf(1_000_000)
  const large = await peakKbOf(150_000_000)
  // Some 30 MB of it are buffers that wait for the garbage collector; a file held in memory would be all 150.
  expect(large - small).toBeLessThan(80_000)
  // Flushing a file may take its time on a disk that is busy.
}, 180_000)
