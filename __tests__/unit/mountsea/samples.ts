/**
 * For each product, a record with every field that can be read, made from the vendor's public pages, and the values in it.
 * The names in the results of eleven, xAI and hub are assumed; those of Gemini and of Suno's music, and Gemini's `queued` and
 * `running`, are from other people's clients.
 */
import type { Task } from '../../../src/mountsea/read.ts'

export interface Sample {
  /** The documented statuses, by their meaning. */
  readonly words: Readonly<Record<string, string>> & { readonly completed: string }
  /** Products with `task_id` have it in the path, too. */
  readonly idField: 'taskId' | 'task_id'
  /** Without ID and status. */
  readonly record: Readonly<Record<string, unknown>>
  readonly task: Omit<Task, 'taskId' | 'status' | 'meaning' | 'record' | 'files'>
  /** What the result names or holds: `NAME KIND`. */
  readonly files: readonly string[]
  readonly needsAudio?: true
}

const CDN = 'https://cdn.example.com'
const [BEGIN, END] = ['2026-05-18T09:00:00.000Z', '2026-05-18T09:01:00.000Z']
const ENDS = { completed: 'completed', failed: 'failed', cancelled: 'cancelled', timeout: 'timeout' }
const ERROR = { errorMessage: 'no such voice', errorCode: 4001 }
const READ = { ...ERROR, traceId: '', title: '', audioUrl: '', createdAt: BEGIN, finishedAt: END }

const song = { audioUrl: `${CDN}/a.mp3`, title: ' Summer Vibes ' }
const stems = { vocals: `${CDN}/1.wav`, instrumental: `${CDN}/2.wav` }
const media = { imageUrls: [`${CDN}/1`], videoUrls: [`${CDN}/2`] }
const clips = [
  { status: 'complete', audio_url: `${CDN}/1.mp3`, image_url: `${CDN}/1.jpeg`, title: 'Back to You' },
  { status: 'complete', audio_url: `${CDN}/2.mp3`, image_url: `${CDN}/2.jpeg`, title: 'Back to You' },
]
const data = { ...song, picture: 'data:image/png;base64,iVBORw0KGgo=' }
const output = { audio: `${CDN}/a`, images: [{ b64: 'iVBORw0KGgo=' }], videos: [{ url: `${CDN}/v.mp4` }] }

const likeProducer = (result: unknown, files: string[], says: Partial<Task> = {}): Sample => ({
  words: { ...ENDS, 'goes-on': 'pending ready assigned processing' },
  idField: 'taskId',
  record: { result, ...ERROR, traceId: 'trace-1', createdAt: BEGIN, finishedAt: END },
  task: { ...READ, traceId: 'trace-1', result, ...says },
  files,
})
const named = { title: 'Summer Vibes', audioUrl: song.audioUrl }

export const SAMPLES: Readonly<Record<string, Sample>> = {
  '/producer/tasks': { ...likeProducer(song, [' audio'], named), needsAudio: true },
  '/eleven/tasks': { ...likeProducer(stems, ['vocals audio', 'instrumental audio']), needsAudio: true },
  '/xai/tasks': likeProducer({ url: `${CDN}/v.mp4` }, [' video'], { audioUrl: `${CDN}/v.mp4` }),
  '/gemini/task/result': {
    ...likeProducer(media, ['imageUrls-1 image', 'videoUrls-1 video']),
    words: { ...ENDS, 'goes-on': 'pending ready assigned processing queued running' },
  },
  '/openai/tasks': likeProducer([{ b64_json: 'iVBORw0KGgo=' }], ['1-b64_json ']),
  '/suno/v2/status': {
    words: {
      'goes-on': 'queued ready running stream',
      'awaits-person': 'awaiting',
      completed: 'success',
      failed: 'failed',
      timeout: 'timeout',
    },
    idField: 'taskId',
    record: { data: clips, failReason: 'no such voice', failCode: 4001, createdAt: BEGIN, finishAt: END },
    task: { ...READ, result: clips, title: 'Back to You', audioUrl: `${CDN}/1.mp3` },
    files: ['1-audio audio', '1-image image', '2-audio audio', '2-image image'],
    needsAudio: true,
  },
  '/hub/v1/tasks': {
    words: { ...ENDS, 'goes-on': 'pending processing' },
    idField: 'task_id',
    record: { ready: true, data, error_message: 'no such voice', error_code: 4001, created_at: BEGIN },
    task: { ...READ, ...named, result: data, finishedAt: '' },
    files: [' audio', 'picture image'],
  },
  '/ms/v1/tasks': {
    words: { ...ENDS, 'goes-on': 'queued processing', completed: 'succeeded', cancelled: 'canceled' },
    idField: 'task_id',
    record: { output, error: { code: 4001, message: 'no such voice' }, created_at: BEGIN, completed_at: END },
    task: { ...READ, result: output, audioUrl: `${CDN}/a` },
    files: ['audio audio', 'images-1-b64 ', 'videos-1 video'],
  },
}
