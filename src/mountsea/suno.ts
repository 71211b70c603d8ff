/**
 * Suno: music and pictures. `GET /suno/v2/status?taskId=ID`.
 *
 * Source: the vendor's public pages; `queued` and `awaiting` stand on a newer one only. There is no status for a cancelled task.
 * `stream` shows files before they are whole, so it goes on. The items of a result have a `status` of their own (`complete`),
 * which says nothing about the task. That results are in `data`, for pictures in `result`, is documented; that a list of clips
 * stands in `data` is an ASSUMPTION, from other people's clients.
 */
import type { Product } from './read.ts'

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
  fields: {
    result: ['data', 'result'],
    errorMessage: 'failReason',
    errorCode: 'failCode',
    createdAt: 'createdAt',
    finishedAt: 'finishAt',
  },
  documented: [],
  needsAudio: false,
}
