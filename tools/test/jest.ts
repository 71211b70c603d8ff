// Runs Jest with the flags for ES modules; arguments go to Jest.
import { spawnSync } from 'node:child_process'

const run = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)
process.exit(run.status ?? 1)
