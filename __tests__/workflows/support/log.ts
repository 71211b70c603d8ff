/**
 * Reads act's JSON log: the results of jobs and steps, and the outputs and the printed text of steps.
 */
import { isJsonObject } from '../../../src/text/json.ts'

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
    const parsed: unknown = JSON.parse(line)
    const entry = isJsonObject(parsed) ? parsed : {}
    const word = (name: string): string => {
      const value = entry[name]
      return typeof value === 'string' ? value : ''
    }
    const job = word('jobID')
    if (word('jobResult') !== '' && jobs[job] !== 'failure') jobs[job] = word('jobResult')
    if (word('stage') !== 'Main') continue
    const key = JSON.stringify(['job', 'matrix', 'stepID'].map((name) => entry[name]))
    const known = steps.get(key)
    const step = known ?? {
      ...{ job, id: String(entry['stepID']), name: word('step') },
      ...{ result: '', printed: '', commands: [], outputs: {} },
    }
    steps.set(key, step)
    step.result = word('stepResult') || step.result
    const command = word('command')
    if (entry['raw_output'] === true) step.printed += word('msg').replaceAll('\r\n', '\n')
    else if (command === 'set-output') step.outputs[word('name')] = word('arg')
    else if (command !== '')
      step.commands.push(`${command} ${JSON.stringify(entry['kvPairs'])} ${word('arg')}`)
  }
  return { steps: [...steps.values()], jobs }
}
