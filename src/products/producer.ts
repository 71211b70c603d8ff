/**
 * The producer: music, stems, downloads, uploads. `GET /producer/tasks?taskId=ID`. Eleven, xAI, Gemini and OpenAI answer alike.
 *
 * Source: the vendor's public API reference. It lists `cancelled` among the statuses but not among those that it calls final;
 * that it is final is an ASSUMPTION, by the word. The names in the results of the other four are not documented.
 */
import { jsonText } from '../text/json.ts'
import { audioUrlOf, findFiles, titleOf } from './files.ts'
import { STEMS } from './media.ts'
import type { Product } from './task.ts'

/** The producer's create, download, upload, download-video and stems. */
const DOCUMENTED = ['audioUrl', 'url', 'videoUrl', ...STEMS]

export const producer: Product = producerLike(true)

/** The same for products that make pictures, too. */
export const producerOfFiles: Product = producerLike(false)

function producerLike(needsAudio: boolean): Product {
  return {
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
    details: (record, allowsLoopback) => {
      const result = record['result'] ?? null
      return {
        result,
        errorMessage: jsonText(record['errorMessage']),
        errorCode: record['errorCode'] ?? null,
        traceId: jsonText(record['traceId']),
        createdAt: jsonText(record['createdAt']),
        finishedAt: jsonText(record['finishedAt']),
        title: titleOf(result),
        audioUrl: audioUrlOf(result, allowsLoopback),
        files: findFiles(result, { allowsLoopback, documented: DOCUMENTED, needsAudio }),
      }
    },
  }
}
