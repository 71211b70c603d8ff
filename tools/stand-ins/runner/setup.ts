/**
 * What the GitHub runner prepares before it starts a JavaScript action: folders, files and an environment built from
 * scratch. Source: github.com/actions/runner, commit 258d6c8: `ActionRunner.RunAsync` (defaults of declared inputs),
 * `Handler.AddInputsToEnvironment`, `FileCommandManager.InitializeFiles`, `NodeScriptActionHandler.RunAsync`.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

/** The root of the repository, where `action.yml` and `dist/` are. */
export const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url))

/** Everything of this step is in its `folder`. */
export type Setup = ReturnType<typeof prepareStep>

/**
 * Makes a fresh folder with everything in it. `env` adds to the environment, replaces in it, or, with `undefined`, takes
 * away from it. Nothing of this process's own environment goes in, so that a proxy or a debug flag here changes no test.
 */
export function prepareStep(
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'step-'))
  const [workspace = '', runnerTemp = '', home = ''] = ['workspace', 'temp', 'home'].map((name) =>
    join(folder, name),
  )
  const commands = join(runnerTemp, '_runner_file_commands')
  for (const path of [workspace, commands, home]) mkdirSync(path, { recursive: true })
  const outputFile = join(commands, 'set_output_1')
  const summaryFile = join(commands, 'step_summary_1')
  for (const path of [outputFile, summaryFile]) writeFileSync(path, '')
  const given = Object.entries({ ...declaredDefaults(), ...inputs })
  const whole: NodeJS.ProcessEnv = {
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    // Windows has no sockets without it.
    SystemRoot: process.env['SystemRoot'],
    HOME: home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: outputFile,
    GITHUB_STEP_SUMMARY: summaryFile,
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'octo-org/song-release',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '1',
    RUNNER_TEMP: runnerTemp,
    RUNNER_OS: 'Linux',
    ...Object.fromEntries(given.map(([name, value]) => [inputVariable(name), value])),
    ...env,
  }
  return { folder, workspace, runnerTemp, outputFile, summaryFile, env: whole }
}

/** As the runner names an input's variable: upper case, spaces as underscores, hyphens kept. */
const inputVariable = (name: string): string => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`

/** Every input that `action.yml` declares, with its default; the runner sets one without a default to ''. */
function declaredDefaults(): Record<string, string> {
  const manifest = mapping(parse(readFileSync(join(REPOSITORY, 'action.yml'), 'utf8')))
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
  const inputs = Object.entries(mapping(manifest['inputs']))
  return Object.fromEntries(inputs.map(([name, input]) => [name, textOf(mapping(input)['default'] ?? '')]))
}

function mapping(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
