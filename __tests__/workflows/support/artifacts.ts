/**
 * The artifacts that a run left in act's artifact service, which keeps each as a ZIP.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The names of the files in an artifact, sorted; `null` where there is no artifact of that name. */
export function namesInArtifact(folder: string, name: string): readonly string[] | null {
  if (!existsSync(folder)) return null
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const path = paths.find((each) => each.endsWith(`${name}.zip`))
  return path === undefined ? null : [...namesInZip(readFileSync(join(folder, path)))].sort()
}

/** From the directory at the end of a ZIP: an entry has its name at byte 46, and the name's length at byte 28. */
function* namesInZip(zip: Buffer): Generator<string> {
  const mark = Buffer.from('PK\u0001\u0002', 'latin1')
  for (let at = zip.indexOf(mark); at !== -1; at = zip.indexOf(mark, at + 1))
    yield zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28))
}
