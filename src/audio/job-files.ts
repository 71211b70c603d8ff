/**
 * What the steps of a job have saved to a folder. On a self-hosted runner the folder may still hold yesterday's files, and only what
 * is of this job may be in `SHA256SUMS`. So each step notes its files in the runner's temporary folder, which is emptied for each job.
 */
import { createHash } from 'node:crypto'
import { promises as fs } from 'node:fs'
import { join } from 'node:path'
import { DiskError, onDisk } from '../world/disk.ts'

/** `folder` is the runner's temporary folder (absolute); `id` tells jobs apart where that is not emptied. */
export interface Job {
  readonly folder: string
  readonly id: string
}

/** A line of notes: the sha256 of a file that was saved; `kept` for one that nobody has proven; `gone`. */
const NOTE = /^([0-9a-f]{64}|kept|gone) {2}([A-Za-z0-9._-]+)$/

export class JobFiles {
  readonly #notes: string
  /** By name: the sha256, or `kept`. */
  readonly #files = new Map<string, string>()
  /** Notes reach the disk one after the other. The first that fails is told at the end: it takes nothing from a file that is saved. */
  #noted: Promise<unknown> = Promise.resolve()
  #error: DiskError | null = null

  private constructor(notes: string) {
    this.#notes = notes
  }

  /** Reads what earlier steps of the job have noted about this folder (absolute). Never rejects. */
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

  /** Notes at once, since the process may be killed: the sha256 of a file, `kept` or `gone`. */
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

  /** The saved files by name, each with its sha256. Throws the `DiskError` of a note that could not be written. */
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
