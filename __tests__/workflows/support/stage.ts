/**
 * Lays out a repository for act: workflow files as a user would copy them, and local stand-ins for what they use.
 *
 * An example is tested as it is published, except for what this file changes:
 *  - the URLs of the API in the workflow become those of the stand-ins;
 *  - the copy of `action.yml` gets other defaults for `endpoint` (the stand-in) and `poll-interval` (short); the copy of the
 *    reusable workflow, which passes a blank on, gets the same `endpoint`;
 *  - the stand-in is on this machine, so the output `rehearsal` is `true` where MountSea would make it `false`. A workflow
 *    that publishes if it is `false` publishes if it is `true`, unless the test is about a rehearsal;
 *  - every `uses: OWNER/NAME@REF` is mapped to a local folder: this project for the action itself and its reusable workflow,
 *    `../actions/` for GitHub's own. (act has its own `actions/checkout`.)
 */
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { installPackages, PROJECT } from '../../../tools/packages.ts'

const LOCAL_ACTIONS = join(PROJECT, '__tests__/workflows/actions')
/** The repository of an action or a reusable workflow, and the version of it. */
const USES = /uses: ([\w-]+\/[\w-]+)[\w/.-]*(@\S+)/g
const REUSABLE = '.github/workflows/save-song.yml'

export interface Stage {
  /** Where the API is: what goes into the input `endpoint`. */
  readonly endpoint: string
  /** The URL for orders. */
  readonly orders?: string
  /** More workflow files: name to source. */
  readonly workflows?: Readonly<Record<string, string>>
  /** Whether the run is a rehearsal, which must publish nothing. */
  readonly isRehearsal?: boolean
  /** More files and folders of this project. */
  readonly files?: readonly string[]
}

/** Lays everything out below `folder`, and returns the values of act's `--local-repository`: `OWNER/NAME@REF=FOLDER`. */
export function stage(
  folder: string,
  { endpoint, orders, workflows, isRehearsal = false, files = [] }: Stage,
): readonly string[] {
  const repository = join(folder, 'repository')
  const home = join(repository, '.github/workflows')
  cpSync(join(PROJECT, 'examples'), home, { recursive: true })
  for (const path of files) cpSync(join(PROJECT, path), join(repository, path), { recursive: true })
  for (const [name, source] of Object.entries(workflows ?? {})) writeFileSync(join(home, name), source)
  const reusable = readFileSync(join(PROJECT, REUSABLE), 'utf8')
  const uses = new Set<string>()
  for (const path of readdirSync(home).map((name) => join(home, name))) {
    const source = readFileSync(path, 'utf8')
    const { origin } = new URL(endpoint)
    writeFileSync(
      path,
      source
        .replaceAll('https://api.mountsea.ai/producer/audios', orders ?? origin)
        .replaceAll('https://api.mountsea.ai', origin)
        .replaceAll("rehearsal == 'false'", `rehearsal == '${String(!isRehearsal)}'`),
    )
    for (const [, name = '', version = ''] of `${source}${reusable}`.matchAll(USES)) uses.add(name + version)
  }
  stageOurs(join(folder, 'wait-for-mountsea-task'), endpoint)
  for (const name of readdirSync(LOCAL_ACTIONS)) stageOther(name, join(folder, name))
  return [...uses]
    .filter((used) => !used.startsWith('actions/checkout@'))
    .map((used) => `${used}=${join(folder, basename(used.replace(/@.*/, '')).replace(/^setup-.*/, 'setup'))}`)
}

/** This project as the runner would fetch it: both actions, the reusable workflow, and the `package.json` with the module type. */
function stageOurs(folder: string, endpoint: string): void {
  for (const path of ['package.json', 'dist', 'rehearsal/action.yml', 'rehearsal/dist', REUSABLE])
    cpSync(join(PROJECT, path), join(folder, path), { recursive: true })
  const manifest = readFileSync(join(PROJECT, 'action.yml'), 'utf8')
  const ours = withDefault(withDefault(manifest, 'endpoint', endpoint), 'poll-interval', '200ms')
  writeFileSync(join(folder, 'action.yml'), ours)
  const blank = '${{ inputs.endpoint }}'
  const reusable = readFileSync(join(PROJECT, REUSABLE), 'utf8')
  if (!reusable.includes(blank)) throw new Error(`${REUSABLE} does not pass its endpoint on`)
  writeFileSync(join(folder, REUSABLE), reusable.replace(blank, endpoint))
}

/** The manifest with another default for one input. Throws if the input has none. */
function withDefault(manifest: string, input: string, value: string): string {
  const pattern = new RegExp(`(\\n  ${input}:\\n(?: {4}.*\\n|\\n)*? {4}default:) .*`)
  if (!pattern.test(manifest)) throw new Error(`action.yml has no default for ${input}`)
  return manifest.replace(pattern, `$1 ${value}`)
}

function stageOther(name: string, folder: string): void {
  cpSync(join(LOCAL_ACTIONS, name), folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  symlinkSync(installPackages('workflows/artifact-client'), join(folder, 'node_modules'))
}
