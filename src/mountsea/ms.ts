/**
 * MS: video, pictures and audio of many models. `GET /ms/v1/tasks/ID`.
 *
 * Source: the vendor's public pages, which write `canceled` with one l. The shape of `output.audio` is not documented; pictures may
 * be in base64 (`b64`).
 */
import type { Product } from './read.ts'

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
  fields: {
    result: ['output'],
    errorMessage: 'error.message',
    errorCode: 'error.code',
    createdAt: 'created_at',
    finishedAt: 'completed_at',
  },
  documented: [],
  needsAudio: false,
}
