/**
 * Lays out a repository for act: workflow files as a user would copy them, and local stand-ins for what they use.
 *
 * This file is the whole difference between an example as published and as tested:
 *  - the URLs of the API become the stand-ins', in the workflow;
 *  - the copy of `action.yml` gets other defaults for `endpoint` (the stand-in) and `poll-interval` (short), so that the
 *    workflows need not name them;
 *  - every `uses: OWNER/NAME@REF` is mapped to a local folder: this project for the action itself, `../actions/` for
 *    GitHub's own. (`actions/checkout` act plays by itself.)
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installPackages, PROJECT } from '../../../tools/packages.ts'

const EXAMPLES = join(PROJECT, 'examples')
const LOCAL_ACTIONS = fileURLToPath(new URL('../actions', import.meta.url))

/** The actions of this project as the examples name them. */
const OURS = /^OWNER\/wait-for-mountsea-task(?:\/rehearsal)?@/
/** What act does itself, by copying the repository. */
const CHECKOUT = 'actions/checkout@'

export interface Endpoints {
  readonly tasks: string
  readonly orders: string
}

export interface Stage {
  /** The repository: act's `--directory`. */
  readonly repository: string
  /** For act's `--local-repository`: `OWNER/NAME@REF=FOLDER`. */
  readonly localRepositories: readonly string[]
}

/** What a test wants beside the examples. */
export interface Extras {
  /** More workflow files: name to source. */
  readonly workflows?: Readonly<Record<string, string>>
  /** Files and folders of this project that the repository is to have. */
  readonly files?: readonly string[]
}

/** Lays out all examples, and the extras, below `folder`. */
export function stage(folder: string, endpoints: Endpoints, extras: Extras): Stage {
  const repository = join(folder, 'repository')
  const workflows = join(repository, '.github', 'workflows')
  mkdirSync(workflows, { recursive: true })
  const uses = new Set<string>()
  for (const [name, source] of Object.entries({ ...examples(), ...extras.workflows })) {
    writeFileSync(
      join(workflows, name),
      source
        .replaceAll('https://api.mountsea.ai/producer/audios', endpoints.orders)
        .replaceAll('https://api.mountsea.ai/', new URL('/', endpoints.tasks).href),
    )
    for (const [, used] of source.matchAll(/uses: ([^.\s]\S*@\S+)/g)) if (used !== undefined) uses.add(used)
  }
  for (const path of extras.files ?? []) {
    cpSync(join(PROJECT, path), join(repository, path), { recursive: true })
  }
  const ours = stageOurs(join(folder, 'action'), endpoints)
  return {
    repository,
    localRepositories: [...uses]
      .filter((used) => !used.startsWith(CHECKOUT))
      .map((used) =>
        OURS.test(used)
          ? `${used.replace('/rehearsal@', '@')}=${ours}`
          : `${used}=${stageOther(folder, used)}`,
      ),
  }
}

/** The published examples: file name to source. */
export function examples(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(EXAMPLES)
      .filter((name) => name.endsWith('.yml'))
      .map((name) => [name, readFileSync(join(EXAMPLES, name), 'utf8')]),
  )
}

/** This project as the runner would fetch it: both actions, and the `package.json` that says what kind of modules these are. */
function stageOurs(folder: string, endpoints: Endpoints): string {
  // WORKFLOW_DIST lets somebody try a `dist/` that is broken on purpose.
  cpSync(process.env['WORKFLOW_DIST'] ?? join(PROJECT, 'dist'), join(folder, 'dist'), { recursive: true })
  for (const path of ['package.json', 'rehearsal/action.yml', 'rehearsal/dist']) {
    cpSync(join(PROJECT, path), join(folder, path), { recursive: true })
  }
  const manifest = readFileSync(join(PROJECT, 'action.yml'), 'utf8')
  writeFileSync(
    join(folder, 'action.yml'),
    withDefault(withDefault(manifest, 'endpoint', endpoints.tasks), 'poll-interval', '200ms'),
  )
  return folder
}

/** The manifest with another default for one input. Throws where the input has none: the stage would be a lie. */
function withDefault(manifest: string, input: string, value: string): string {
  const pattern = new RegExp(`(\\n  ${input}:\\n(?: {4}.*\\n|\\n)*? {4}default:) .*`)
  if (!pattern.test(manifest)) throw new Error(`action.yml has no default for ${input}`)
  return manifest.replace(pattern, `$1 ${value}`)
}

function stageOther(folder: string, used: string): string {
  const name = basename(used.replace(/@.*$/, '')).replace(/^setup-.*/, 'setup')
  const source = join(LOCAL_ACTIONS, name)
  if (!existsSync(source)) throw new Error(`there is no local stand-in for ${used}`)
  const target = join(folder, name)
  if (!existsSync(target)) {
    cpSync(source, target, { recursive: true })
    writeFileSync(join(target, 'package.json'), '{ "type": "module" }')
    symlinkSync(installPackages('workflows/artifact-client'), join(target, 'node_modules'))
  }
  return target
}
