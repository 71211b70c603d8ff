// Answers that say success and are no record of the task: never success, however they look. And statuses that nobody knows.
import {
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
} from '../../support/mock-api/index.ts'
import { OVER, problem } from './row.ts'

describe('an answer that is no record', () => {
  /** Five of them in place of a first record are the end; after a record they are waited out. */
  function bad(name: string, step: Step, why: string): void {
    problem(`${name}, five times: bad-answer`, {
      script: [step],
      reason: 'bad-answer',
      says: [why, /HTTP 20\d/, '`endpoint`'],
      polls: 5,
    })
    problem(`${name}, before and after the first record: it passes, and the task completes`, {
      script: [step, step, step, step, status('processing'), step, step, step, step, step, OVER],
      reason: 'completed',
      status: 'completed',
      polls: 11,
    })
    problem(`${name}, from the first record to the deadline: unreachable`, {
      script: [status('processing'), step],
      inputs: { timeout: '12s' },
      reason: 'unreachable',
      status: 'processing',
      says: [why, '12s', 'processing'],
    })
  }
  const DONE = { status: 'completed', result: { n: 1 } }
  const IN_AN_ENVELOPE = record({ taskId: undefined, data: { taskId: 't', ...DONE } })

  bad('a web page with HTTP 200', html(200), 'not JSON')
  bad('an empty body', text(200, ''), 'not JSON')
  bad('HTTP 204', text(204, ''), 'not JSON')
  bad('JSON cut in half', truncatedJson(completed({ n: 1 })), 'not JSON')
  bad('a body cut where nothing announced its end', cutInBody('until-close', 'close', OVER), 'not JSON')
  bad('a list', text(200, '[{"taskId":"t","status":"completed"}]'), 'not a JSON object')
  bad('null', text(200, 'null'), 'not a JSON object')
  bad('a record in an envelope', IN_AN_ENVELOPE, 'task ID')
  bad('a record without a task ID', record({ taskId: undefined, ...DONE }), 'task ID')
  bad('the record of another task', completed({ n: 1 }, { taskId: 'somebody-elses-task' }), 'another task')
  bad('a record without a status', record({ result: { n: 1 } }), 'status')
  bad('a status that is null', record({ ...DONE, status: null }), 'status')
  bad('a blank status', record({ ...DONE, status: ' ' }), 'blank')
  bad('a status that is no string', record({ ...DONE, status: ['completed'] }), 'not a string')
  bad('a compressed body that was not asked for', gzipped(completed({ n: 1 })), 'compressed')

  problem('five of them, with other problems in between, which neither count nor reset: bad-answer', {
    script: [html(200), http(500), html(200), text(200, ''), http(503), text(200, '[]'), html(200)],
    reason: 'bad-answer',
    says: ['not JSON'],
    polls: 7,
  })
})

describe('a status that is not known, or nearly known, is no end', () => {
  const OTHERS = /another product's word for an end, or another spelling.*`endpoint`/
  const NEW = /may be new.*newer release/

  function unknown(name: string, word: string, hint: RegExp): void {
    const step = record({ status: word, result: { n: 1 } })
    problem(`${name}: one warning, and the task completes`, {
      script: [step, step, status('processing'), step, OVER],
      reason: 'completed',
      status: 'completed',
      warns: hint,
      polls: 5,
    })
    problem(`${name}, to the deadline: wait-timeout, which names it`, {
      script: [step],
      inputs: { timeout: '12s' },
      reason: 'wait-timeout',
      status: word,
      says: ['12s', word.trim(), hint],
    })
  }

  unknown('a status of the future', 'paused', NEW)
  unknown('a status in capitals', 'COMPLETED', OTHERS)
  unknown('a status with a space', 'completed ', OTHERS)
  unknown('a status in another language', 'terminé', NEW)
})
