/**
 * Suno: music and pictures. `GET /suno/v2/status?taskId=ID`.
 *
 * Source: the vendor's public pages; `queued` and `awaiting` stand on a newer one only. There is no status for a cancelled task.
 * `stream` shows files before they are whole, so it goes on. The items of a result have a `status` of their own (`complete`),
 * which says nothing about the task. That results are in `data`, for pictures in `result`, is documented; that a list of clips
 * stands in `data` is an ASSUMPTION, from other people's clients.
 */
import { jsonText } from '../text/json.ts'
import { findFiles, firstAudioUrl, titleOf } from './files.ts'
import type { Product } from './task.ts'

export const suno: Product = {
  idField: 'taskId',
  idGoesInto: 'query',
  statuses: new Map([
    ['queued', 'goes-on'],
    ['ready', 'goes-on'],
    ['running', 'goes-on'],
    ['stream', 'goes-on'],
    ['awaiting', 'awaits-person'],
    ['success', 'completed'],
    ['failed', 'failed'],
    ['timeout', 'timeout'],
  ]),
  details: (record, allowsLoopback) => {
    const result = record['data'] ?? record['result'] ?? null
    const files = findFiles(result, { allowsLoopback, documented: [], needsAudio: false })
    return {
      result,
      errorMessage: jsonText(record['failReason']),
      errorCode: record['failCode'] ?? null,
      traceId: '',
      createdAt: jsonText(record['createdAt']),
      finishedAt: jsonText(record['finishAt']),
      title: titleOf(result),
      audioUrl: firstAudioUrl(files),
      files,
    }
  },
}
