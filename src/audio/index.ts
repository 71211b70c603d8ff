/** What a step with `download-dir` needs of this room. Loaded only by such a step, since every step would pay the start-up. */
import type { Task } from '../mountsea/read.ts'
import type { SavedFile } from '../ledger.ts'
import { writeChecksums } from './checksums.ts'
import { baseNames } from './file-name.ts'
import { prepareFolder } from './folder.ts'
import { createDownloadTurns, saveFiles, type SavePorts, type SavedTask } from './save.ts'

export interface DownloadFolder {
  /** Saves the files of the completed task whose ID stands at `index`. Never rejects but for a bug. */
  save(task: Task, index: number, stop: AbortSignal): Promise<SavedTask>
  /** Writes the checksums of all that was saved. Throws a `DiskError`. */
  close(files: readonly SavedFile[]): Promise<void>
}

/** Makes the folder (absolute) before anything is waited for. Resolves to an error for people where it cannot be used. */
export async function openFolder(
  folder: string,
  taskIds: readonly string[],
  ports: Omit<SavePorts, 'takeTurn'>,
): Promise<DownloadFolder | string> {
  const error = await prepareFolder(folder, ports.clock)
  if (error !== '') return error
  const bases = baseNames(taskIds)
  const savePorts = { ...ports, takeTurn: createDownloadTurns() }
  return {
    save: (task, index, stop) => saveFiles(task, { base: bases[index] ?? '', folder }, savePorts, stop),
    close: (files) => writeChecksums(folder, files, ports.clock),
  }
}
