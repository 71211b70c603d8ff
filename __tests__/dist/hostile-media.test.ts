// Files that block or crash their reader cost one file, not the step: every result is written, and every signal is heard.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hostile } from '../support/hostile-media.ts'
import { media } from '../support/media.ts'
import { completed, gzipEncoded, whole } from '../../tools/stand-ins/api/index.ts'
import { openApi, runStep, startStep } from '../support/step.ts'
import { describeUnless, NO_PROC } from '../support/system.ts'
import { until } from '../../tools/stand-ins/until.ts'

// unit/audio/hostile-media tries each file alone.
test.concurrent.each([
  ['slashes-in-a-tag.mp3', 'as it is', whole(), 'completed'],
  ['millions-of-times.m4a', 'as it is', whole(), 'audio-invalid'],
  ['empty-boxes.mp4', 'packed', gzipEncoded(), 'download-failed'],
] as const)(
  'a hostile file harms neither the result nor another file: %s, %s',
  async (name, _how, serving, reason) => {
    const api = await openApi()
    const result = {
      audioUrl: api.storage.put(name, hostile(name), serving),
      vocals: api.storage.put('good.mp3', media('song.mp3')),
    }
    api.task('t', [completed(result)])
    const { outputs, workspace } = await runStep(api, { 'download-dir': 'audio' })
    expect(outputs['reason']).toBe(reason)
    expect(JSON.parse(outputs['result'] ?? '')).toEqual(result)
    expect(outputs['files']).toContain(join(workspace, 'audio', 't-vocals.mp3'))
  },
)

/** The inspectors of a step, by the file that each reads. */
function inspectorsOf(workspace: string): string[] {
  return readdirSync('/proc').filter(
    (id) => /^\d+$/.test(id) && commandOf(id).match(`inspector.*${workspace}`),
  )
}

const isPart = (name: string): boolean => name !== 'SHA256SUMS'

function commandOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}

describeUnless(NO_PROC, 'while a file holds its inspector', () => {
  test.concurrent.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    '%s ends the step and its inspector; only SIGKILL leaves a part of the file',
    async (signal) => {
      const api = await openApi()
      const audioUrl = api.storage.put('song.m4a', hostile('chunks-without-end.m4a'))
      api.task('t', [completed({ audioUrl })])
      const run = startStep(api, { 'download-dir': 'audio' })
      const { workspace } = run.setup
      await until(() => inspectorsOf(workspace).length === 1)
      expect(run.outputsNow()).toMatchObject({ reason: 'interrupted', status: 'completed', audioUrl })
      run.kill(signal)
      const { outputs } = await run.finished
      expect(outputs).toMatchObject({ reason: 'interrupted', result: JSON.stringify({ audioUrl }) })
      if (signal !== 'SIGKILL') expect(readdirSync(join(workspace, 'audio')).filter(isPart)).toEqual([])
      await until(() => inspectorsOf(workspace).length === 0)
    },
  )
})
