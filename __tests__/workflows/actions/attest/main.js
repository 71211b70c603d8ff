// The form that actions/attest reads: hex digest, a space, one character for the mode, the name.
import { readFileSync } from 'node:fs'

for (const line of readFileSync(process.env['INPUT_SUBJECT-CHECKSUMS'], 'utf8').trim().split('\n')) {
  const subject = /^([0-9a-f]{64}) [ *](.+)$/.exec(line)
  if (subject === null) throw new Error(`not a subject: ${line}`)
  console.log(`subject ${subject[2]} sha256:${subject[1]}`)
}
