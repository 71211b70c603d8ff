/**
 * The hub: other vendors' models behind one API. `GET /hub/v1/tasks/ID`.
 *
 * Source: the vendor's public pages. Here `ready` is a boolean, which is `true` once a task is finished, whatever its end; it is not
 * needed, since the statuses say more. That `failed`, `timeout` and `cancelled` are final is an ASSUMPTION, by the words. The names
 * in `data` are not documented, and it may hold files as data URIs.
 */
import { jsonText } from '../text/json.ts'
import { findFiles, firstAudioUrl, titleOf } from './files.ts'
import type { Product } from './task.ts'

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
  details: (record, allowsLoopback) => {
    const result = record['data'] ?? null
    const files = findFiles(result, { allowsLoopback, documented: [], needsAudio: false })
    return {
      result,
      errorMessage: jsonText(record['error_message']),
      errorCode: record['error_code'] ?? null,
      traceId: '',
      createdAt: jsonText(record['created_at']),
      finishedAt: '',
      title: titleOf(result),
      audioUrl: firstAudioUrl(files),
      files,
    }
  },
}
