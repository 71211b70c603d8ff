/**
 * The producer: music, stems, downloads, uploads. `GET /producer/tasks?taskId=ID`.
 *
 * Source: the vendor's public API reference. It lists `cancelled` among the statuses but not among those that it calls final;
 * that it is final is an ASSUMPTION, by the word.
 */
import { isJsonObject, jsonText } from '../text/json.ts'
import { audioUrlOf, findFiles } from './files.ts'
import type { Product } from './task.ts'

export const producer: Product = {
  idField: 'taskId',
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
      title: isJsonObject(result) && typeof result['title'] === 'string' ? result['title'].trim() : '',
      audioUrl: audioUrlOf(result, allowsLoopback),
      files: findFiles(result, allowsLoopback),
    }
  },
}
