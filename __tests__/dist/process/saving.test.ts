// A signal while files are saved: whole files stay, half files go, and every result is in the outputs.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { completed, stallAt, status } from '../../../tools/stand-ins/api/index.ts'
import type { Run } from '../../../tools/stand-ins/runner/run-action.ts'
import { fatesOf, openApi, startStep } from '../../support/step.ts'
import { describeUnless, NO_SIGNALS } from '../../support/system.ts'
import { until } from '../../../tools/stand-ins/until.ts'

const SONG = { sizeBytes: 100_000, seed: 1 }
const audioFolder = ({ setup }: Run): string => join(setup.workspace, 'audio')
const filesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : [])

describeUnless(NO_SIGNALS, 'SIGTERM', () => {
  /** Once the signal is there, removing a file takes for ever. */
  const SILENT_DISK = `
    const fs = process.getBuiltinModule('node:fs')
    process.once('SIGTERM', () => (fs.promises.unlink = () => new Promise(() => {})))`

  test.concurrent.each([
    ['during a download', '', 0],
    ['during a download, on a disk that then does not answer', SILENT_DISK, 1],
  ])('%s: complete files are kept and reported, and the process ends', async (_when, preload, halves) => {
    const api = await openApi()
    for (const [id, serving] of [['slow', stallAt(50_000)], ['quick']] as const)
      api.task(id, [completed({ audioUrl: api.storage.put(`${id}.mp3`, SONG, serving) })])
    api.task('goes-on', [status('processing')])
    const inputs = { 'task-id': 'goes-on\nslow\nquick', 'download-dir': 'audio' }
    const run = startStep(api, inputs, { preload })
    const folder = audioFolder(run)
    await until(() => existsSync(join(folder, 'quick.mp3')) && filesIn(folder).length === 2)
    run.kill('SIGTERM')
    const seen = await run.finished
    expect(seen).toMatchObject({ exitCode: 1, signal: null, outputs: { reason: 'interrupted' } })
    expect(seen.outputs['files']).toBe(join(folder, 'quick.mp3'))
    expect(seen.summary).toContain('SIGTERM')
    expect(filesIn(folder).filter((name) => /mp3$|part$/.test(name))).toHaveLength(1 + halves)
    if (halves > 0) return
    const fates = [
      'goes-on processing interrupted',
      'slow completed interrupted',
      'quick completed completed',
    ]
    expect(fatesOf(seen)).toEqual(fates)
  })
})
