// Downloads one artifact by name, or every artifact that matches a pattern into a folder of its own.
import { join, matchesGlob, resolve } from 'node:path'
import client from '@actions/artifact'

const input = (name) => process.env[`INPUT_${name.toUpperCase()}`] ?? ''
const path = resolve(input('path'))
const { artifacts } = await client.listArtifacts({ latest: true })
const wanted = artifacts.filter(({ name }) =>
  input('name') ? name === input('name') : matchesGlob(name, input('pattern') || '*'),
)
if (wanted.length === 0 && input('name')) throw new Error(`no artifact has the name ${input('name')}`)
for (const { id, name } of wanted) {
  // As the original has it (v8.0.1): a folder of its own for each, unless there is only one.
  const { digestMismatch } = await client.downloadArtifact(id, {
    path: wanted.length === 1 ? path : join(path, name),
  })
  if (digestMismatch) throw new Error(`the artifact ${name} is not what was uploaded`)
}
