/**
 * Answers that say success and are no record of the task, and records whose status is not known.
 */
import {
  anotherTasksRecord,
  completed,
  cutInBody,
  gzipped,
  html,
  http,
  record,
  status,
  text,
  truncatedJson,
  type Step,
} from '../mock-api/index.ts'
import type { Fault } from './fault.ts'
import { OVER, unreachable } from './transient.ts'

/** Five of them in place of a first record are the end; after a record they are waited out. */
function badAnswers(name: string, step: Step, why: string): Fault[] {
  return [
    {
      name: `${name}, five times`,
      script: [step],
      reason: 'bad-answer',
      says: [new RegExp(RegExp.escape(why)), /HTTP 20\d/, /`endpoint`/],
      polls: 5,
    },
    {
      name: `${name}, before and after the first record, and then it passes`,
      script: [...four(step), status('processing'), ...four(step), step, OVER],
      reason: 'completed',
      status: 'completed',
      says: [new RegExp(`API failing::.*${RegExp.escape(why)}`), /API answers again/],
      polls: 11,
    },
    {
      name: `${name}, from the first record to the deadline`,
      script: [status('processing'), step],
      inputs: { timeout: '12s' },
      reason: 'unreachable',
      status: 'processing',
      says: unreachable(why, '12s', 'processing'),
    },
  ]
}

const four = (step: Step): Step[] => [step, step, step, step]

const NOT_JSON = 'an answer that is not JSON'
const NO_OBJECT = 'an answer that is not a JSON object'
const DONE = { status: 'completed', result: { n: 1 } }

export const BAD_ANSWERS: readonly Fault[] = [
  ...badAnswers('a web page with HTTP 200', html(200), NOT_JSON),
  ...badAnswers('an empty body', text(200, ''), NOT_JSON),
  ...badAnswers('HTTP 204', text(204, ''), NOT_JSON),
  ...badAnswers('JSON cut in half', truncatedJson(completed({ n: 1 })), NOT_JSON),
  ...badAnswers(
    'a body cut where nothing announced its end',
    cutInBody('until-close', 'close', OVER),
    NOT_JSON,
  ),
  ...badAnswers('a list', text(200, '[{"taskId":"t","status":"completed"}]'), NO_OBJECT),
  ...badAnswers('null', text(200, 'null'), NO_OBJECT),
  ...badAnswers(
    'a record in an envelope',
    record({ taskId: undefined, data: { taskId: 't', ...DONE } }),
    'an answer without taskId',
  ),
  ...badAnswers('no task ID', record({ taskId: undefined, ...DONE }), 'an answer without taskId'),
  ...badAnswers('the record of another task', anotherTasksRecord(), 'the record of another task'),
  ...badAnswers('no status', record({ result: { n: 1 } }), 'an answer without status'),
  ...badAnswers('a status that is null', record({ ...DONE, status: null }), 'an answer without status'),
  ...badAnswers('a blank status', record({ ...DONE, status: ' ' }), 'an answer whose status is blank'),
  ...badAnswers(
    'a status that is no string',
    record({ ...DONE, status: ['completed'] }),
    'an answer whose status is not a string',
  ),
  ...badAnswers(
    'a compressed body that was not asked for',
    gzipped(completed({ n: 1 })),
    'a compressed answer, which was not asked for',
  ),
  {
    name: 'bad answers with transient faults in between, which neither count nor reset',
    script: [html(200), http(500), html(200), text(200, ''), http(503), text(200, '[]'), html(200)],
    reason: 'bad-answer',
    says: [/an answer that is not JSON/],
    polls: 7,
  },
]

/** A status that is not known, or nearly known, is no end. */
function unknownStatus(name: string, word: string): Fault[] {
  const step = record({ ...DONE, status: word })
  const shown = RegExp.escape(word.trim())
  return [
    {
      name: `${name}, and then the task completes`,
      script: [step, step, status('processing'), step, OVER],
      reason: 'completed',
      status: 'completed',
      says: [new RegExp(`status "\\s?${shown}\\s?", which this action does not know`)],
      polls: 5,
      check: ({ warnings }) => expect(warnings).toHaveLength(1),
    },
    {
      name: `${name}, to the deadline`,
      script: [step],
      inputs: { timeout: '12s' },
      reason: 'wait-timeout',
      status: word,
      says: [/\b12s\b/, new RegExp(`last status is\\s+${shown}`), /does not know/],
    },
  ]
}

export const UNKNOWN_STATUSES: readonly Fault[] = [
  ...unknownStatus('a status of the future', 'paused'),
  ...unknownStatus('a status in capitals', 'COMPLETED'),
  ...unknownStatus('a status with a space', 'completed '),
  ...unknownStatus('a status in another tongue', 'terminé'),
]
