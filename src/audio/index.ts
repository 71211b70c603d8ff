/** What a step with `download-dir` needs of this room. Loaded only by such a step, since every step would pay the start-up. */
import type { Task } from '../mountsea/read.ts'
import type { SavedFile } from '../ledger.ts'
import type { Outcome } from '../outcome.ts'
import { writeChecksums } from './checksums.ts'
import { baseNames } from './file-name.ts'
import { prepareFolder } from './folder.ts'
import { createDownloadTurns, saveFiles, type SavePorts } from './save.ts'

export interface AudioFolder {
  /** Saves the files of the completed task whose ID stands at `index`. Never rejects but for a bug. */
  save(task: Task, index: number, stop: AbortSignal): Promise<Outcome>
  /** Writes the checksums of all that was saved. Throws a `DiskError`. */
  close(): Promise<void>
}

/** Makes the folder (absolute) before anything is waited for. Resolves to an error for people where it cannot be used. */
export async function openFolder(
  folder: string,
  taskIds: readonly string[],
  ports: Omit<SavePorts, 'takeTurn'> & {
    readonly saved: (taskId: string, file: SavedFile, place: number) => void
  },
): Promise<AudioFolder | string> {
  const error = await prepareFolder(folder, ports.clock)
  if (error !== '') return error
  const bases = baseNames(taskIds)
  const savePorts = { ...ports, takeTurn: createDownloadTurns() }
  const all: SavedFile[][] = []
  return {
    async save(task, index, stop) {
      const { outcome, files } = await saveFiles(task, { base: bases[index] ?? '', folder }, savePorts, stop)
      for (const [place, file] of files.entries()) ports.saved(task.taskId, file, place)
      all[index] = [...files]
      return outcome
    },
    close: () => writeChecksums(folder, all.flat(), ports.clock),
  }
}
