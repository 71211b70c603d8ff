// Uploads files and folders like actions/upload-artifact: paths in the artifact are relative to the folder, or to the deepest folder
// that several paths share. Also with `archive: false` the artifact is a ZIP, since act's service knows only ZIPs.
import { appendFileSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import client from '@actions/artifact'

const input = (name) => process.env[`INPUT_${name.toUpperCase()}`] ?? ''
const paths = input('path')
  .split('\n')
  .filter(Boolean)
  .map((path) => resolve(path.trim()))
const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
const filesAt = (path) =>
  isFolder(path)
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : statSync(path, { throwIfNoEntry: false })
      ? [path]
      : []

const files = paths.flatMap(filesAt)
let root = isFolder(paths[0]) ? paths[0] : dirname(paths[0])
while (files.some((file) => relative(root, file).startsWith('..'))) root = dirname(root)

const isArchive = input('archive') !== 'false'
if (!isArchive && files.length > 1) throw new Error('only one file can be uploaded as it is')
if (files.length > 0) {
  const { id } = await client.uploadArtifact(isArchive ? input('name') : basename(files[0]), files, root)
  appendFileSync(process.env.GITHUB_OUTPUT, `artifact-id=${id}\n`)
} else if (input('if-no-files-found') === 'error') {
  console.log(`::error::No files were found at ${paths.join(', ')}`)
  process.exitCode = 1
}
