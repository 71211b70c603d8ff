/**
 * What act's JSON log says happened: jobs with their results, steps with their results, outputs and what they printed.
 */
import { asFields, asText, asTexts, fieldsOf, type Fields } from './json.ts'

export interface StepRun {
  readonly jobId: string
  /** The step's `id`, or its number. */
  readonly id: string
  /** The step's name, or what it runs. */
  readonly name: string
  /** '' while it runs. */
  result: string
  /** What it printed, without the lines that act took as commands. */
  printed: string
  /** The commands in its output that act understood: `error`, `warning`, `notice`, `add-mask`, ... */
  readonly commands: { readonly name: string; readonly title: string; readonly text: string }[]
  readonly outputs: Record<string, string>
  /** The job summary that it wrote. */
  summary: string
}

export interface WorkflowRun {
  /** Red: act says that the run failed. */
  readonly red: boolean
  readonly steps: readonly StepRun[]
  /** `skipped` where act says nothing of it. A matrix is one job, red if one leg is. */
  readonly result: (jobId: string) => string
  /** The step of that id or name, `undefined` where it did not run. A reusable workflow's jobs are found by their own ids. */
  readonly step: (jobId: string, idOrName: string) => StepRun | undefined
  /** Everything, to show when a test fails. */
  readonly log: string
}

/** Reads act's standard output (`--json`). */
export function readLog(log: string, exitCode: number | null): WorkflowRun {
  const steps = new Map<string, StepRun>()
  const results = new Map<string, string>()
  for (const line of log.split('\n')) {
    const entry = fieldsOf(line)
    const jobId = asText(entry['jobID'])
    const jobResult = asText(entry['jobResult'])
    if (jobResult !== '' && results.get(jobId) !== 'failure') results.set(jobId, jobResult)
    if (entry['stage'] === 'Main') take(stepOf(steps, entry, jobId), entry)
  }
  return {
    red: exitCode !== 0,
    steps: [...steps.values()],
    result: (jobId) => results.get(jobId) ?? 'skipped',
    step: (jobId, idOrName) =>
      [...steps.values()].find(
        (step) => step.jobId === jobId && (step.id === idOrName || step.name === idOrName),
      ),
    log,
  }
}

function stepOf(steps: Map<string, StepRun>, entry: Fields, jobId: string): StepRun {
  const id = asTexts(entry['stepID']).join('.')
  const key = JSON.stringify([entry['job'], entry['matrix'], id])
  const known = steps.get(key)
  if (known !== undefined) return known
  const step: StepRun = {
    jobId,
    id,
    name: asText(entry['step']),
    result: '',
    printed: '',
    commands: [],
    outputs: {},
    summary: '',
  }
  steps.set(key, step)
  return step
}

function take(step: StepRun, entry: Fields): void {
  const command = asText(entry['command'])
  if (entry['raw_output'] === true) step.printed += asText(entry['msg'])
  else if (command === 'set-output') step.outputs[asText(entry['name'])] = asText(entry['arg'])
  else if (command === 'summary') step.summary = asText(entry['content'])
  else if (command !== '') {
    const title = asText(asFields(entry['kvPairs'])['title'])
    step.commands.push({ name: command, title, text: asText(entry['arg']) })
  }
  step.result = asText(entry['stepResult']) || step.result
}
