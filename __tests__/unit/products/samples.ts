/**
 * For each product a record with every field that can be read, put together from the vendor's public pages, and what it says.
 * The names in the results of eleven, xAI, Gemini, hub, and of Suno's music, are assumed.
 */
import type { Task } from '../../../src/products/task.ts'

export const CDN = 'https://cdn.example.com'
const BEGIN = '2026-05-18T09:00:00.000Z'
const END = '2026-05-18T09:01:00.000Z'

export interface Sample {
  /** The documented statuses, by their meaning. */
  readonly words: Readonly<Record<string, string>> & { readonly completed: string }
  readonly idGoesInto: 'query' | 'path'
  readonly idField: 'taskId' | 'task_id'
  /** Without ID and status. */
  readonly record: Readonly<Record<string, unknown>>
  readonly task: Omit<Task, 'taskId' | 'status' | 'meaning' | 'record' | 'files'>
  /** What the result names: `NAME KIND`, or `base64`. */
  readonly files: readonly string[]
  readonly needsAudio: boolean
}

const none = { traceId: '', title: '', audioUrl: '', createdAt: BEGIN, finishedAt: END }
const failed = { errorMessage: 'no such voice', errorCode: 4001 }

const likeProducer = (
  result: unknown,
  files: string[],
  needsAudio: boolean,
  says: Partial<Task>,
): Sample => ({
  words: {
    'goes-on': 'pending ready assigned processing',
    completed: 'completed',
    failed: 'failed',
    cancelled: 'cancelled',
    timeout: 'timeout',
  },
  idGoesInto: 'query',
  idField: 'taskId',
  record: { result, ...failed, traceId: 'trace-1', createdAt: BEGIN, finishedAt: END },
  task: { ...none, ...failed, traceId: 'trace-1', result, ...says },
  files,
  needsAudio,
})

const song = { audioUrl: `${CDN}/a.mp3`, title: ' Summer Vibes ' }
const stems = { vocals: `${CDN}/1.wav`, instrumental: `${CDN}/2.wav` }
const media = { imageUrls: [`${CDN}/1`], videoUrls: [`${CDN}/2`] }
const clips = [
  { status: 'complete', audio_url: `${CDN}/1.mp3`, image_url: `${CDN}/1.jpeg`, title: 'Back to You' },
  { status: 'complete', audio_url: `${CDN}/2.mp3`, image_url: `${CDN}/2.jpeg`, title: 'Back to You' },
]
const output = { audio: `${CDN}/a`, images: [{ b64: 'iVBORw0KGgo=' }], videos: [{ url: `${CDN}/v.mp4` }] }

export const SAMPLES: Readonly<Record<string, Sample>> = {
  '/producer/tasks': likeProducer(song, [' audio'], true, { title: 'Summer Vibes', audioUrl: song.audioUrl }),
  '/eleven/tasks': likeProducer(stems, ['vocals audio', 'instrumental audio'], true, {}),
  '/xai/tasks': likeProducer({ url: `${CDN}/v.mp4` }, [' video'], false, { audioUrl: `${CDN}/v.mp4` }),
  '/gemini/task/result': likeProducer(media, ['imageUrls-1 image', 'videoUrls-1 video'], false, {}),
  '/openai/tasks': likeProducer([{ b64_json: 'iVBORw0KGgo=' }], ['base64'], false, {}),
  '/suno/v2/status': {
    words: {
      'goes-on': 'queued ready running stream',
      'awaits-person': 'awaiting',
      completed: 'success',
      failed: 'failed',
      timeout: 'timeout',
    },
    idGoesInto: 'query',
    idField: 'taskId',
    record: {
      data: clips,
      result: null,
      failReason: 'no such voice',
      failCode: 4001,
      createdAt: BEGIN,
      finishAt: END,
    },
    task: { ...none, ...failed, result: clips, title: 'Back to You', audioUrl: `${CDN}/1.mp3` },
    files: ['1-audio audio', '1-image image', '2-audio audio', '2-image image'],
    needsAudio: false,
  },
  '/hub/v1/tasks': {
    words: {
      'goes-on': 'pending processing',
      completed: 'completed',
      failed: 'failed',
      cancelled: 'cancelled',
      timeout: 'timeout',
    },
    idGoesInto: 'path',
    idField: 'task_id',
    record: {
      ready: true,
      data: { ...song, picture: 'data:image/png;base64,iVBORw0KGgo=' },
      error_message: 'no such voice',
      error_code: 4001,
      created_at: BEGIN,
      elapsed_ms: 60_000,
    },
    task: {
      ...{ ...none, ...failed, finishedAt: '', title: 'Summer Vibes', audioUrl: song.audioUrl },
      result: { ...song, picture: 'data:image/png;base64,iVBORw0KGgo=' },
    },
    files: [' audio', 'base64'],
    needsAudio: false,
  },
  '/ms/v1/tasks': {
    words: {
      'goes-on': 'queued processing',
      completed: 'succeeded',
      failed: 'failed',
      cancelled: 'canceled',
      timeout: 'timeout',
    },
    idGoesInto: 'path',
    idField: 'task_id',
    record: {
      output,
      error: { code: 4001, message: 'no such voice' },
      created_at: BEGIN,
      completed_at: END,
    },
    task: { ...none, ...failed, result: output, audioUrl: `${CDN}/a` },
    files: ['audio audio', 'videos-1 video', 'base64'],
    needsAudio: false,
  },
}
