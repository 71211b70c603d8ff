// Deletes and rebuilds each dist/, and fails if git sees a difference to the committed one.
import { execFileSync } from 'node:child_process'

execFileSync(process.execPath, ['tools/build/main.ts'], { stdio: 'inherit' })
const changed = execFileSync('git', ['status', '--porcelain', '--', 'dist', 'rehearsal/dist'], {
  encoding: 'utf8',
})
if (changed !== '') {
  process.stderr.write(
    `A dist/ is not what the build makes from its src/. Run \`npm run build\` and commit:\n${changed}`,
  )
  process.exit(1)
}
process.stdout.write('dist/ and rehearsal/dist/ are byte for byte what the build makes from their src/\n')
