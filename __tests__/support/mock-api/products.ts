/**
 * How each of the vendor's products says what all of them say, as its public pages have it.
 */
import { record, type RecordFields, type Reply } from './replies.ts'

export interface ProductForm {
  /** What `endpoint` ends with. */
  readonly path: string
  /** A record with this status and this result. */
  readonly record: (status: string, result: unknown) => Reply
  /** Words for what goes on, and for success. */
  readonly goesOn: readonly string[]
  readonly completed: string
  /** A result that names a file at this URL, and what that file is called after the task's ID. */
  readonly result: (url: string) => unknown
  readonly fileName: string
}

const CREATED = '2026-05-18T09:00:00.000Z'
const FINISHED = '2026-05-18T09:05:00.000Z'

/** Five products answer alike, and differ in what their results are like. */
function producerLike(path: string, result: ProductForm['result'], fileName: string): ProductForm {
  return {
    path,
    record: (status, made) =>
      record({ status, createdAt: CREATED, finishedAt: FINISHED, errorMessage: null, result: made }),
    goesOn: ['pending', 'ready', 'assigned', 'processing'],
    completed: 'completed',
    result,
    fileName,
  }
}

/** hub and ms name the ID `task_id`. */
function underscored(fields: RecordFields): Reply {
  const body = (task_id: string): string =>
    JSON.stringify({ task_id, created_at: CREATED, elapsed_ms: 58_000, ...fields })
  return { ...record({}), body }
}

export const PRODUCT_FORMS: readonly ProductForm[] = [
  producerLike('/producer/tasks', (audioUrl) => ({ audioUrl }), '.mp3'),
  producerLike('/eleven/tasks', (vocals) => ({ vocals }), '-vocals.mp3'),
  producerLike('/xai/tasks', (url) => ({ url }), '.mp3'),
  producerLike('/gemini/task/result', (url) => ({ audioUrls: [url] }), '-audioUrls-1.mp3'),
  producerLike('/openai/tasks', (url) => ({ data: [{ url, b64_json: 'iVBORw0KGgo=' }] }), '-data-1.mp3'),
  {
    path: '/suno/v2/status',
    record: (status, data) =>
      record({ status, createdAt: CREATED, finishAt: FINISHED, failReason: '', data }),
    goesOn: ['queued', 'ready', 'running', 'stream'],
    completed: 'success',
    result: (audio_url) => [
      { id: 'clip-1', status: 'complete', audio_url, title: 'Back to You', metadata: { tags: 'pop' } },
    ],
    fileName: '-1-audio.mp3',
  },
  {
    path: '/hub/v1/tasks',
    // `ready` is no status here, but says that the task is finished.
    record: (status, data) => underscored({ status, ready: true, data }),
    goesOn: ['pending', 'processing'],
    completed: 'completed',
    result: (audio_url) => ({ audio_url }),
    fileName: '-audio.mp3',
  },
  {
    path: '/ms/v1/tasks',
    record: (status, output) => underscored({ status, completed_at: FINISHED, output }),
    goesOn: ['queued', 'processing'],
    completed: 'succeeded',
    result: (url) => ({ audio: [{ url }] }),
    fileName: '-audio-1.mp3',
  },
]
