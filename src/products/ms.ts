/**
 * MS: video, pictures and audio of many models. `GET /ms/v1/tasks/ID`.
 *
 * Source: the vendor's public pages, which write `canceled` with one l. The shape of `output.audio` is not documented; pictures may
 * be in base64 (`b64`).
 */
import { isJsonObject, jsonText } from '../text/json.ts'
import { findFiles, firstAudioUrl, titleOf } from './files.ts'
import type { Product } from './task.ts'

export const ms: Product = {
  idField: 'task_id',
  idGoesInto: 'path',
  statuses: new Map([
    ['queued', 'goes-on'],
    ['processing', 'goes-on'],
    ['succeeded', 'completed'],
    ['failed', 'failed'],
    ['canceled', 'cancelled'],
    ['timeout', 'timeout'],
  ]),
  details: (record, allowsLoopback) => {
    const result = record['output'] ?? null
    const error = isJsonObject(record['error']) ? record['error'] : {}
    const files = findFiles(result, { allowsLoopback, documented: [], needsAudio: false })
    return {
      result,
      errorMessage: jsonText(error['message']),
      errorCode: error['code'] ?? null,
      traceId: '',
      createdAt: jsonText(record['created_at']),
      finishedAt: jsonText(record['completed_at']),
      title: titleOf(result),
      audioUrl: firstAudioUrl(files),
      files,
    }
  },
}
