/**
 * Checks every workflow of the project, every example and the code blocks in the documentation: actionlint (with shellcheck)
 * for faults, zizmor (offline) for weaknesses that an attacker could use. Accepted findings have their reasons in
 * `.github/zizmor.yml`.
 *
 * Without Go or Python it prints what was not checked; with CI set or with `--require` it then fails.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { PROJECT } from '../packages.ts'
import { install } from './install.ts'
import { ACTIONLINT, SHELLCHECK, ZIZMOR, type GoTool, type PythonTool } from './pins.ts'

/**
 * A project for actionlint. The examples' `uses: OWNER/...` is `./` there: only then actionlint checks the names of inputs and
 * outputs, also those of the reusable workflow.
 */
const COPY = join(PROJECT, 'tmp', 'lint')
const OURS = /OWNER\/wait-for-mountsea-task(\/[a-z]+)?@\S+/g
const REUSABLE = /OWNER\/wait-for-mountsea-task(\/\.github\/\S+)@\S+/g

/** The blocks of the documentation, completed to workflows, with the action's name, which zizmor needs. */
const BLOCKS = join(PROJECT, 'tmp', 'lint-blocks')

/** The lines that complete a block of jobs or steps to a workflow. */
const ON = `name: Block
on:
  workflow_dispatch:
    inputs:
      task-id: { type: string }
permissions: {}
concurrency: { group: block, cancel-in-progress: false }
`
const JOB = `jobs:
  job:
    name: Job
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
`
/** Some steps in the documentation read the outputs of a step `song` that another block has. */
const SONG = `      - id: song
        uses: OWNER/wait-for-mountsea-task@v1
        with: { task-id: '\${{ inputs.task-id }}', api-key: '\${{ secrets.MOUNTSEA_API_KEY }}' }
`

let failed = false

function main(): void {
  const workflows = globSync('.github/workflows/*.yml', { cwd: PROJECT })
  const examples = globSync('examples/*.yml', { cwd: PROJECT })
  const blocks = layOutBlocks()
  layOutCopy(['.github/workflows/save-song.yml', ...examples, ...blocks.workflows])
  const shellcheck = toolPath(SHELLCHECK)
  const actionlint = toolPath(ACTIONLINT)
  if (actionlint !== null && shellcheck !== null) {
    const flags = ['-shellcheck', shellcheck, '-pyflakes=']
    check('actionlint, workflows', actionlint, [...flags, ...workflows], PROJECT)
    check('actionlint, examples and documentation', actionlint, flags, COPY)
  }
  if (shellcheck !== null && blocks.scripts.length > 0)
    check('shellcheck, documentation', shellcheck, ['--shell=sh', ...blocks.scripts], PROJECT)
  const zizmor = toolPath(ZIZMOR)
  if (zizmor !== null) {
    const flags = ['--offline', '--no-progress', '--persona=pedantic', '--config=.github/zizmor.yml']
    const others = ['.github/dependabot.yml', 'action.yml', 'rehearsal/action.yml']
    check(
      'zizmor',
      zizmor,
      [...flags, '--strict-collection', ...workflows, ...others, ...examples, ...blocks.workflows],
      PROJECT,
    )
  }
  process.exit(failed ? 1 : 0)
}

function layOutCopy(paths: readonly string[]): void {
  const workflows = join(COPY, '.github', 'workflows')
  rmSync(COPY, { recursive: true, force: true })
  mkdirSync(workflows, { recursive: true })
  // actionlint takes a folder with these for a project.
  mkdirSync(join(COPY, '.git'))
  for (const name of ['action.yml', 'dist', 'rehearsal/action.yml', 'rehearsal/dist'])
    if (existsSync(join(PROJECT, name))) cpSync(join(PROJECT, name), join(COPY, name), { recursive: true })
  for (const path of paths) {
    const source = readFileSync(join(PROJECT, path), 'utf8')
    writeFileSync(
      join(workflows, basename(path)),
      source.replaceAll(REUSABLE, '.$1').replaceAll(OURS, '.$1/'),
    )
  }
}

/** Writes the blocks of the documentation to files below the project, and returns their paths. */
function layOutBlocks(): { readonly workflows: readonly string[]; readonly scripts: readonly string[] } {
  rmSync(BLOCKS, { recursive: true, force: true })
  mkdirSync(BLOCKS, { recursive: true })
  const write = (document: string, sources: readonly string[], ext: string): string[] =>
    sources.map((source, index) => {
      const name = `${document.replace(/[^A-Za-z]+/g, '-')}-block-${index + 1}.${ext}`
      writeFileSync(join(BLOCKS, name), source)
      return relative(PROJECT, join(BLOCKS, name))
    })
  const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: PROJECT }).map((path) => ({
    path,
    markdown: readFileSync(join(PROJECT, path), 'utf8'),
  }))
  return {
    workflows: documents.flatMap(({ path, markdown }) => write(path, workflowsIn(markdown), 'yml')),
    scripts: documents.flatMap(({ path, markdown }) => write(path, blocksIn(markdown, 'sh'), 'sh')),
  }
}

/** The YAML blocks of a Markdown file that are workflows, jobs or steps, completed to workflows. */
function workflowsIn(markdown: string): readonly string[] {
  return blocksIn(markdown, 'yaml').flatMap((block) => {
    if (/^on:/m.test(block) && /^jobs:/m.test(block)) return [block]
    if (/^jobs:/m.test(block)) return [`${ON}${block}`]
    if (!/^(?:#.*\n)*- /.test(block)) return []
    const song = /^ *(?:- )?id: song$/m.test(block) ? '' : SONG
    return [`${ON}${JOB}${song}${block.replace(/^(?=.)/gm, '      ')}\n`]
  })
}

function blocksIn(markdown: string, language: string): readonly string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, block]) => block ?? '',
  )
}

/** The path of the tool, `null` if it cannot be installed. */
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
