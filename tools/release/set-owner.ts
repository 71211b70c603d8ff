/**
 * Replaces `OWNER` by the name of the account that publishes the action, in every file in git:
 * `npx node tools/release/set-owner.ts NAME`. Says what it changed; commit that.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

/** Regular expressions have a backslash before the slash. */
const PLACEHOLDER = /\bOWNER(?=\\?\/wait-for-mountsea-task)/g

const [owner = ''] = process.argv.slice(2)
// What GitHub allows as the name of an account.
if (!/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/.test(owner)) {
  process.stderr.write('Give the name of a GitHub account: npx node tools/release/set-owner.ts NAME\n')
  process.exit(1)
}
const paths = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)
const changed = paths.filter((path) => {
  // As bytes, so that files that are not text survive.
  const text = readFileSync(path, 'latin1')
  const replaced = text.replace(PLACEHOLDER, owner)
  if (replaced !== text) writeFileSync(path, replaced, 'latin1')
  return replaced !== text
})
process.stdout.write(
  `${changed.map((path) => `${path}\n`).join('')}${changed.length} of ${paths.length} files changed\n`,
)
