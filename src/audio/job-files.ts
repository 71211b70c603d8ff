/**
 * The files that the steps of a job have saved to a folder. On a self-hosted runner the folder may still hold yesterday's files, but
 * `SHA256SUMS` may list only this job's. So each step notes its files in the runner's temporary folder, which is emptied for each job.
 */
import { createHash } from 'node:crypto'
import { promises as fs } from 'node:fs'
import { join } from 'node:path'
import { DiskError, onDisk } from '../world/disk.ts'

/** `folder` is the runner's temporary folder (an absolute path). `id` tells jobs apart if that folder is not emptied. */
export interface Job {
  readonly folder: string
  readonly id: string
}

/** A note: the sha256 of a saved file, `kept` for a file whose content is unproven, or `gone`; then the name. */
const NOTE = /^([0-9a-f]{64}|kept|gone) {2}([A-Za-z0-9._-]+)$/

export class JobFiles {
  readonly #notes: string
  /** Name to sha256, or to `kept`. */
  readonly #files = new Map<string, string>()
  /** Notes are written one after the other. The first error is reported at the end, since the files themselves are saved. */
  #noted: Promise<unknown> = Promise.resolve()
  #error: DiskError | null = null

  private constructor(notes: string) {
    this.#notes = notes
  }

  /** Reads the notes of earlier steps of the job about this folder (an absolute path). Never rejects. */
  static async open(path: string, { folder, id }: Job): Promise<JobFiles> {
    const key = createHash('sha256')
      .update(JSON.stringify([id, path]))
      .digest('hex')
      .slice(0, 32)
    const files = new JobFiles(join(folder, `mountsea-files-${key}.txt`))
    const text = await fs.readFile(files.#notes, 'utf8').catch(() => '')
    for (const line of text.split('\n')) {
      const [, what = '', name = ''] = NOTE.exec(line) ?? []
      if (name !== '') files.#set(what, name)
    }
    return files
  }

  /** Writes a note at once, since the process may be killed. `what` is the sha256 of the file, `kept` or `gone`. */
  note(what: string, name: string): void {
    this.#set(what, name)
    this.#noted = onDisk(
      this.#notes,
      this.#noted.then(() => fs.appendFile(this.#notes, `${what}  ${name}\n`)),
    ).catch((error: unknown) => {
      this.#error ??= error instanceof DiskError ? error : new DiskError(this.#notes, '')
    })
  }

  has(name: string): boolean {
    return this.#files.has(name)
  }

  /** The saved files, sorted by name. Throws the `DiskError` of a note that could not be written. */
  async saved(): Promise<readonly (readonly [name: string, sha256: string])[]> {
    await this.#noted
    if (this.#error !== null) throw this.#error
    return [...this.#files].filter(([, what]) => what !== 'kept').sort()
  }

  #set(what: string, name: string): void {
    if (what === 'gone') this.#files.delete(name)
    else this.#files.set(name, what)
  }
}
