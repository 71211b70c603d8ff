/**
 * The producer: music, stems, downloads, uploads. `GET /producer/tasks?taskId=ID`. Eleven, xAI, Gemini and OpenAI answer alike.
 *
 * Source: the vendor's public API reference. It lists `cancelled` among the statuses but not among those that it calls final;
 * that it is final is an ASSUMPTION, by the word. The names in the results of the other four are not documented.
 */
import { STEMS } from '../audio/media.ts'
import type { Product } from './read.ts'

export const producer: Product = {
  idField: 'taskId',
  idGoesInto: 'query',
  statuses: new Map([
    ['pending', 'goes-on'],
    ['ready', 'goes-on'],
    ['assigned', 'goes-on'],
    ['processing', 'goes-on'],
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
    ['timeout', 'timeout'],
  ]),
  fields: {
    result: ['result'],
    errorMessage: 'errorMessage',
    errorCode: 'errorCode',
    createdAt: 'createdAt',
    finishedAt: 'finishedAt',
    traceId: 'traceId',
  },
  // Create, download, upload; download-video; stems.
  documented: ['audioUrl', 'url', 'videoUrl', ...STEMS],
  needsAudio: true,
}

/** The same for products that make pictures, too. */
export const producerOfFiles: Product = { ...producer, needsAudio: false }
