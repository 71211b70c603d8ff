/**
 * Mutation tests (docs/mutation.md): installs Stryker the first time, runs it, and writes what it measured to
 * docs/mutation.md. Arguments go through to Stryker; a run with arguments, such as `--mutate src/step.ts`, is only a part, so
 * it prints what it measured and leaves the document alone. `--report` writes the document from the last report, with no run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { installPackages, PROJECT } from '../packages.ts'
import { describeReport, parseReport } from './report.ts'

const REPORT = join(PROJECT, 'reports/mutation/report.json')
const DOCUMENT = join(PROJECT, 'docs/mutation.md')
/** This program writes everything after this heading in the document. */
const GENERATED = '## Measured\n'

const args = process.argv.slice(2)
const status = args[0] === '--report' ? 0 : runStryker()
// A run that broke off leaves no report.
if (existsSync(REPORT)) await report(args.length > 0 && args[0] !== '--report')
process.exit(status)

function runStryker(): number {
  const stryker = join(installPackages('mutation'), '@stryker-mutator/core/bin/stryker.js')
  rmSync(REPORT, { force: true })
  const command = [stryker, 'run', 'tools/mutation/stryker.config.js', ...args]
  return spawnSync(process.execPath, command, { cwd: PROJECT, stdio: 'inherit' }).status ?? 1
}

async function report(isPart: boolean): Promise<void> {
  const { markdown, unexplained, unused } = describeReport(parseReport(readFileSync(REPORT, 'utf8')))
  if (isPart) {
    process.stdout.write(`\n${markdown}`)
    return
  }
  const document = readFileSync(DOCUMENT, 'utf8')
  const byHand = document.slice(0, document.indexOf(GENERATED) + GENERATED.length)
  const options = { ...(await resolveConfig(DOCUMENT)), filepath: DOCUMENT }
  writeFileSync(DOCUMENT, await format(`${byHand}\n${measuredWith()}\n\n${markdown}`, options))
  process.stdout.write('\ndocs/mutation.md has the results of this run\n')
  for (const { file, inside, before, after } of unexplained)
    process.stdout.write(
      `to be explained in tools/mutation/survivors.ts: ${file}, ${inside}: ${before} to ${after}\n`,
    )
  for (const { file, inside, before } of unused)
    process.stdout.write(
      `to be deleted there, since no such mutant survives: ${file}, ${inside}: ${before}\n`,
    )
}

function measuredWith(): string {
  const on = statSync(REPORT).mtime.toISOString().slice(0, 10)
  const stryker = version('tools/mutation/package.json', '@stryker-mutator/core')
  const jest = version('package.json', 'jest')
  return `On ${on} with Stryker ${stryker}, Jest ${jest} and Node ${process.versions.node}:`
}

function version(manifest: string, name: string): string {
  const text = readFileSync(join(PROJECT, manifest), 'utf8')
  return new RegExp(`"${name}": "([^"]+)"`).exec(text)?.[1] ?? '(unknown)'
}
