// Fails unless dist/, as committed, is byte for byte what the build makes from src/: deletes it, rebuilds it, asks git.
import { execFileSync } from 'node:child_process'

execFileSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' })
const changed = execFileSync('git', ['status', '--porcelain', '--', 'dist'], { encoding: 'utf8' })
if (changed !== '') {
  process.stderr.write(
    `dist/ is not what the build makes from src/. Run \`npm run build\` and commit:\n${changed}`,
  )
  process.exit(1)
}
process.stdout.write('dist/ is byte for byte what the build makes from src/\n')
