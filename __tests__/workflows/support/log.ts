/**
 * Reads act's JSON log: the results of jobs and steps, and the outputs and the printed text of steps.
 */
export interface StepRun {
  readonly job: string
  /** The step's `id`, or its number. */
  readonly id: string
  /** The step's name, or what it runs. */
  readonly name: string
  /** '' while it runs. */
  result: string
  /** Its printed lines, without those that act took as commands. */
  printed: string
  /** The commands in its output that act understood, as `notice {"title":"..."} TEXT`. */
  readonly commands: string[]
  readonly outputs: Record<string, string>
}

export interface Log {
  readonly steps: readonly StepRun[]
  /** A matrix is one job, red if one leg is. A reusable workflow's jobs have their own names. */
  readonly jobs: Readonly<Record<string, string>>
}

/** `log` is the output of act with `--json`. */
export function readLog(log: string): Log {
  const steps = new Map<string, StepRun>()
  const jobs: Record<string, string> = {}
  for (const line of log.split('\n').filter((text) => text.startsWith('{'))) {
    const entry = new Map<string, unknown>(Object.entries(entryOf(line)))
    const word = (name: string): string => textOf(entry.get(name))
    const job = word('jobID')
    if (word('jobResult') !== '' && jobs[job] !== 'failure') jobs[job] = word('jobResult')
    if (word('stage') !== 'Main') continue
    const key = JSON.stringify(['job', 'matrix', 'stepID'].map((name) => entry.get(name)))
    const known = steps.get(key)
    const step = known ?? {
      ...{ job, id: String(entry.get('stepID')), name: word('step') },
      ...{ result: '', printed: '', commands: [], outputs: {} },
    }
    steps.set(key, step)
    step.result = word('stepResult') || step.result
    const command = word('command')
    if (entry.get('raw_output') === true) step.printed += word('msg').replaceAll('\r\n', '\n')
    else if (command === 'set-output') step.outputs[word('name')] = word('arg')
    else if (command !== '')
      step.commands.push(`${command} ${JSON.stringify(entry.get('kvPairs'))} ${word('arg')}`)
  }
  return { steps: [...steps.values()], jobs }
}

function entryOf(line: string): object {
  const entry: unknown = JSON.parse(line)
  return typeof entry === 'object' && entry !== null ? entry : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
