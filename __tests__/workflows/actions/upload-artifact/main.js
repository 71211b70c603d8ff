// Uploads a file, or the files of a folder, as actions/upload-artifact does: paths in the artifact are relative to the folder.
import { readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import client from '@actions/artifact'

const input = (name) => process.env[`INPUT_${name.toUpperCase()}`] ?? ''
const path = resolve(input('path'))
const stat = statSync(path, { throwIfNoEntry: false })
const root = stat?.isDirectory() ? path : dirname(path)
const files = stat?.isDirectory()
  ? readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  : stat
    ? [path]
    : []

if (files.length > 0) {
  await client.uploadArtifact(input('name'), files, root)
} else if (input('if-no-files-found') === 'error') {
  console.log(`::error::No files were found at ${path}`)
  process.exitCode = 1
}
