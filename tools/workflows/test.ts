/**
 * Runs the workflow tests: real workflow files, executed by act on this machine against the stand-in API. Arguments go
 * through to Jest. Where Go is missing there is no act: that is said loudly and counts as skipped, but with CI set or with
 * `--require` it is a failure.
 */
import { spawnSync } from 'node:child_process'
import { installPackages } from '../packages.ts'
import { install } from './install.ts'
import { ACT } from './pins.ts'

const args = process.argv.slice(2).filter((arg) => arg !== '--require')
const required = process.argv.includes('--require') || Boolean(process.env['CI'])

const act = install(ACT)
if (act.kind === 'unavailable') {
  process.stderr.write(
    `\n  THE WORKFLOW TESTS DID NOT RUN: ${act.needs} is missing, and with it act ${ACT.version}.\n\n`,
  )
  process.exit(required ? 1 : 0)
}
// Before the tests start side by side and all want it at once.
installPackages('workflows/artifact-client')
const run = spawnSync(
  process.execPath,
  ['scripts/jest.ts', ...args, '--testMatch=**/__tests__/workflows/**/*.spec.ts'],
  { stdio: 'inherit', env: { ...process.env, ACT: act.path } },
)
process.exit(run.status ?? 1)
