/**
 * Hands the finished reports to the runner: what programs read first (outputs, files), then what people read.
 */
import { describe } from '../describe.ts'
import type { Runner } from '../runner.ts'
import type { Gate } from '../untrusted.ts'
import { explainInternalError } from './advice.ts'
import { errorAnnotations } from './annotations.ts'
import { endLines } from './log.ts'
import {
  FIRST_OUTPUTS,
  finalOutputs,
  OUTPUT_NAMES,
  outputsWithoutTasks,
  recordsJson,
  type Outputs,
} from './outputs.ts'
import type { StepReport } from './report.ts'
import { badInputMarkdown, summaryMarkdown } from './summary.ts'

export function publishFirst(runner: Runner): void {
  writeOutputs(FIRST_OUTPUTS, runner)
}

export function publishBadInputs(errors: readonly string[], runner: Runner, gate: Gate): void {
  writeOutputs(outputsWithoutTasks('bad-input'), runner)
  for (const error of errors) runner.error('Bad input', gate.line(error))
  runner.summary(badInputMarkdown(errors, gate))
}

/** Publishes the end of a step whose inputs were good. Throws where the outputs or the record file cannot be written. */
export function publishEnd(report: Omit<StepReport, 'resultPath'>, runner: Runner, gate: Gate): void {
  const resultPath = runner.saveFile(recordsJson(report.ends, gate))
  const whole = { ...report, resultPath }
  const { outputs, tooLong } = finalOutputs(whole, gate)
  writeOutputs(outputs, runner)
  if (tooLong.length > 0) {
    const names = tooLong.map((name) => `\`${name}\``).join(', ')
    const line = `Too long to be used everywhere, so cut or left empty: ${names}. All of it is in the file ${resultPath} (\`resultPath\`).`
    runner.warning('Outputs too long', gate.line(line))
  }
  tellPeople(whole, runner, gate)
}

/** Publishes what can be published after a fault that is ours or the machine's. Never throws. */
export function publishInternalError(error: unknown, report: StepReport, runner: Runner, gate: Gate): void {
  const { title, what, todo } = explainInternalError(describe(error), gate)
  attempt(() => runner.error(title, `${what} ${todo}`))
  if (error instanceof Error) attempt(() => runner.debug(gate.line(error.stack ?? '')))
  attempt(() => {
    const outputs = report.ends.length > 0 ? finalOutputs(report, gate).outputs : FIRST_OUTPUTS
    writeOutputs({ ...outputs, reason: 'internal-error' }, runner)
  })
  attempt(() => tellPeople(report, runner, gate))
}

function tellPeople(report: StepReport, runner: Runner, gate: Gate): void {
  for (const line of endLines(report, gate)) runner.info(line)
  for (const { title, message } of errorAnnotations(report.ends, gate)) runner.error(title, message)
  runner.summary(summaryMarkdown(report, gate))
}

function writeOutputs(outputs: Outputs, runner: Runner): void {
  for (const name of OUTPUT_NAMES) runner.output(name, outputs[name])
}

function attempt(work: () => void): void {
  try {
    work()
  } catch {
    // What cannot be published any more must not stop what still can.
  }
}
