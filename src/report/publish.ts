/**
 * Hands the finished reports to the runner: what programs read first (outputs, files), then what people read.
 */
import { describe } from '../text/describe.ts'
import type { Runner } from '../ports/runner.ts'
import type { Gate } from '../text/untrusted.ts'
import { explainInternalError } from './advice.ts'
import { errorAnnotations } from './annotations.ts'
import { endLines } from './log.ts'
import { ownSentence, prose } from './markdown.ts'
import {
  FIRST_OUTPUTS,
  finalOutputs,
  MAX_OUTPUT_BYTES,
  OUTPUT_NAMES,
  outputsWithoutTasks,
  recordsJson,
  type OutputName,
  type Outputs,
} from './outputs.ts'
import type { StepReport } from './report.ts'
import { badInputMarkdown, summaryMarkdown } from './summary.ts'

export function publishFirst(runner: Runner): void {
  writeOutputs(FIRST_OUTPUTS, runner)
}

/** Throws where the outputs cannot be written; people have been told by then. */
export function publishBadInputs(errors: readonly string[], runner: Runner, gate: Gate): void {
  for (const error of errors) runner.error('Bad input', gate.line(error))
  runner.summary(badInputMarkdown(errors, gate))
  writeOutputs(outputsWithoutTasks('bad-input'), runner)
}

function writeOutputs(outputs: Outputs, runner: Runner): void {
  for (const name of OUTPUT_NAMES) runner.output(name, outputs[name])
}

export interface EndPorts {
  readonly runner: Runner
  readonly gate: Gate
  /** What went wrong before and is ours or the machine's: the step is red for it, and tells all the same what it knows. */
  readonly faults: readonly unknown[]
}

/**
 * Publishes the end of a step whose inputs were good, or that never got to read them: its report has no tasks then.
 * Publishes whatever can be, never throws, and tells whether nothing went wrong; else `reason` is `internal-error`.
 */
export function publishEnd(found: Omit<StepReport, 'resultPath'>, ports: EndPorts): boolean {
  const { runner, gate } = ports
  const faults = [...ports.faults]
  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work()
    } catch (error) {
      faults.push(error)
      return otherwise
    }
  }
  const hasTasks = found.ends.length > 0
  const resultPath = hasTasks ? attempt(() => runner.saveFile(recordsJson(found.ends, gate)), '') : ''
  const report = { ...found, resultPath }
  const unknown = { outputs: { ...outputsWithoutTasks('internal-error'), resultPath }, tooLong: [] }
  const { outputs, tooLong } = hasTasks ? attempt(() => finalOutputs(report, gate), unknown) : unknown
  const lines = attempt(() => endLines(report, gate), [])
  const summary = attempt(() => summaryMarkdown(report, gate), '')
  for (const name of OUTPUT_NAMES) {
    const value = name === 'reason' && faults.length > 0 ? 'internal-error' : outputs[name]
    attempt(() => runner.output(name, value), undefined)
  }
  for (const line of lines) attempt(() => runner.info(line), undefined)
  if (tooLong.length > 0) {
    attempt(() => runner.warning('Outputs too long', gate.line(tooLongLine(tooLong, resultPath))), undefined)
  }
  attempt(() => tellErrors(report, faults, runner, gate), undefined)
  attempt(() => runner.summary(`${faultMarkdown(faults, gate)}${summary}`), undefined)
  if (faults.length > 0) attempt(() => runner.output('reason', 'internal-error'), undefined)
  return faults.length === 0
}

/** The first fault, which the others mostly follow from, and then the tasks that it is not to blame for. */
function tellErrors(report: StepReport, faults: readonly unknown[], runner: Runner, gate: Gate): void {
  const [fault] = faults
  if (faults.length > 0) {
    const { title, what, todo } = explainInternalError(describe(fault), gate)
    runner.error(title, `${what} ${todo}`)
    if (fault instanceof Error) runner.debug(gate.line(fault.stack ?? ''))
  }
  const ends = report.ends.filter(({ outcome }) => faults.length === 0 || outcome.kind !== 'internal-error')
  for (const { title, message } of errorAnnotations(ends, gate)) runner.error(title, message)
}

/** In front of the tasks, which may all be completed: the step is red all the same. */
function faultMarkdown(faults: readonly unknown[], gate: Gate): string {
  if (faults.length === 0) return ''
  const { title, what, todo } = explainInternalError(describe(faults[0]), gate)
  return `### ❌ ${gate.markdown(title)}\n\n${prose(what, gate)}\n\n**What to do:** ${ownSentence(todo, gate)}\n\n`
}

function tooLongLine(names: readonly OutputName[], resultPath: string): string {
  const list = names.map((name) => `\`${name}\``).join(', ')
  const limit = MAX_OUTPUT_BYTES.toLocaleString('en-US')
  const where =
    resultPath === ''
      ? ''
      : ` The whole records of the tasks are in the file ${resultPath} (output \`resultPath\`).`
  return `An output over ${limit} bytes is cut or left empty: ${list}.${where}`
}
