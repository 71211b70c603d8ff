/**
 * Runs the workflow tests: real workflow files, executed by act on this machine against the stand-in API. Arguments go
 * through to Jest. Without Go it cannot install act: it says so and skips the tests, or fails if CI is set or with `--require`.
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
// Installed now, since several test files at once would each try to install it.
installPackages('workflows/artifact-client')
const run = spawnSync(
  process.execPath,
  ['tools/test/jest.ts', '--config=tools/workflows/jest.config.js', ...args],
  { stdio: 'inherit', env: { ...process.env, ACT: act.path } },
)
process.exit(run.status ?? 1)
