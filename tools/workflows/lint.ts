/**
 * Checks every workflow of the project, every example and the workflows in the documentation: actionlint (with shellcheck)
 * for what would not run, zizmor (offline) for what an attacker could use. Findings that stay have their reason beside them,
 * in `.github/zizmor.yml`.
 *
 * Without Go or Python it prints what was not checked; with CI set or with `--require` it then fails.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PROJECT } from '../packages.ts'
import { install } from './install.ts'
import { ACTIONLINT, SHELLCHECK, ZIZMOR, type GoTool, type PythonTool } from './pins.ts'

/**
 * A project as actionlint knows one, in which the examples' `uses: OWNER/...` is `./`, so that it checks the names of inputs
 * and outputs too.
 */
const COPY = join(PROJECT, 'tmp', 'lint')
const OURS = /OWNER\/wait-for-mountsea-task@\S+/g

/** What is missing around a block of jobs, or of steps, in the documentation. */
const ON = 'on:\n  workflow_dispatch:\n    inputs:\n      task-id: { type: string }\n'
const JOB = 'jobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n'

let failed = false

function main(): void {
  const workflows = globSync('.github/workflows/*.yml', { cwd: PROJECT })
  const examples = globSync('examples/*.yml', { cwd: PROJECT })
  layOutCopy(examples)
  const shellcheck = toolPath(SHELLCHECK)
  const actionlint = toolPath(ACTIONLINT)
  if (actionlint !== null && shellcheck !== null) {
    const flags = ['-shellcheck', shellcheck, '-pyflakes=']
    check('actionlint, workflows', actionlint, [...flags, ...workflows], PROJECT)
    check('actionlint, examples and documentation', actionlint, flags, COPY)
  }
  const zizmor = toolPath(ZIZMOR)
  if (zizmor !== null) {
    const flags = ['--offline', '--no-progress', '--persona=pedantic', '--config=.github/zizmor.yml']
    const others = ['.github/dependabot.yml', 'action.yml']
    check('zizmor', zizmor, [...flags, '--strict-collection', ...workflows, ...others, ...examples], PROJECT)
  }
  process.exit(failed ? 1 : 0)
}

function layOutCopy(examples: readonly string[]): void {
  const workflows = join(COPY, '.github', 'workflows')
  rmSync(COPY, { recursive: true, force: true })
  mkdirSync(workflows, { recursive: true })
  // What makes a folder a project, and the action whole.
  mkdirSync(join(COPY, '.git'))
  for (const name of ['action.yml', 'dist'])
    cpSync(join(PROJECT, name), join(COPY, name), { recursive: true })
  for (const path of examples) {
    const source = readFileSync(join(PROJECT, path), 'utf8')
    writeFileSync(join(workflows, basename(path)), source.replaceAll(OURS, './'))
  }
  for (const path of globSync(['README.md', 'docs/**/*.md'], { cwd: PROJECT })) {
    workflowsIn(readFileSync(join(PROJECT, path), 'utf8')).forEach((source, index) => {
      const name = `${path.replace(/[^A-Za-z]+/g, '-')}-block-${index + 1}.yml`
      writeFileSync(join(workflows, name), source.replaceAll(OURS, './'))
    })
  }
}

/** The YAML blocks of a Markdown file that are workflows, or jobs, or steps; the latter two with what is missing around them. */
function workflowsIn(markdown: string): readonly string[] {
  const blocks = [...markdown.matchAll(/^```ya?ml\n(.*?)^```/gms)].map(([, block]) => block ?? '')
  return blocks.flatMap((block) => {
    if (/^on:/m.test(block) && /^jobs:/m.test(block)) return [block]
    if (/^jobs:/m.test(block)) return [`${ON}${block}`]
    if (/^(?:#.*\n)*- /.test(block)) return [`${ON}${JOB}${block.replace(/^/gm, '      ')}\n`]
    return []
  })
}

/** Where the tool is, `null` where it cannot be installed. */
function toolPath(tool: GoTool | PythonTool): string | null {
  const installed = install(tool)
  if (installed.kind === 'installed') return installed.path
  process.stderr.write(`\n  NOT CHECKED: ${installed.needs} is missing, and with it ${tool.name}.\n\n`)
  if (process.argv.includes('--require') || process.env['CI']) failed = true
  return null
}

function check(what: string, program: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  const ok = status === 0
  if (!ok) failed = true
  process.stdout.write(`${ok ? 'ok' : 'FAILED'}: ${what}\n${ok ? '' : `${stdout}${stderr}\n`}`)
}

main()
