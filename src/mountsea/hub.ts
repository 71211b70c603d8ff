/**
 * The hub: other vendors' models behind one API. `GET /hub/v1/tasks/ID`.
 *
 * Source: the vendor's public pages. Here `ready` is a boolean, which is `true` once a task is finished, whatever its end; it is not
 * needed, since the statuses say more. That `failed`, `timeout` and `cancelled` are final is an ASSUMPTION, by the words. The names
 * in `data` are not documented, and it may hold files as data URIs.
 */
import type { Product } from './read.ts'

export const hub: Product = {
  idField: 'task_id',
  idGoesInto: 'path',
  statuses: new Map([
    ['pending', 'goes-on'],
    ['processing', 'goes-on'],
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
    ['timeout', 'timeout'],
  ]),
  fields: {
    result: ['data'],
    errorMessage: 'error_message',
    errorCode: 'error_code',
    createdAt: 'created_at',
  },
  documented: [],
  needsAudio: false,
}
