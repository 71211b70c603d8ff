// Makes dist/ from src/: TypeScript to JavaScript by tsc, then one file with its licences by ncc.
// The compiler and the bundler stay apart, so that either can be replaced. Not minified: people and scanners read dist/.
import { execFileSync } from 'node:child_process'
import { renameSync, rmSync } from 'node:fs'

const node = (script: string, ...args: string[]): void => {
  execFileSync(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
}

const BUNDLE = 'build/bundle'

rmSync('build', { recursive: true, force: true })
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
node(
  'node_modules/@vercel/ncc/dist/ncc/cli.js',
  'build',
  'build/index.js',
  '--out',
  BUNDLE,
  '--license',
  'licenses.txt',
)
// Put in place whole, so that nobody who runs dist/ meanwhile meets half of it.
rmSync('dist', { recursive: true, force: true })
renameSync(BUNDLE, 'dist')
