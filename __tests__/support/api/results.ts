/**
 * Whole answers as the vendor's reference shows them, and the kinds of `result` in them, with their audio URLs pointing wherever a
 * test serves audio.
 */
type Json = Readonly<Record<string, unknown>>

const ENDED = { finishedAt: '2026-02-04T07:27:41.000Z', createdAt: '2026-02-04T07:27:30.000Z' }
const STARTED = { createdAt: '2025-02-06T10:25:00.000Z', traceId: 'trace-xyz789' }

/** `POST /producer/audios`. */
const AUDIO = {
  audioId: '9719e086-576a-4830-a0f2-7c9424460d6d',
  audioUrl: 'https://cdn.example.com/audio.mp3',
  duration: 180,
  title: 'Summer Vibes',
}
/** `POST /producer/download`. */
const DOWNLOAD = {
  url: 'https://storage.example.com/producer/audio/3c03d03b/1770190061237.mp3',
  format: 'mp3',
}
/** `POST /producer/download-video`. */
const VIDEO = {
  preset: 'modern',
  videoUrl:
    'https://storage.googleapis.com/corpusant-app-public/song-videos/3c03d03b-a30e-4224-b865-b1802184d345:adf6182c.mp4',
}
/** `POST /producer/stems`: one URL a stem. */
const STEMS = {
  vocals: 'https://cdn.example.com/stems/vocals.wav',
  drums: 'https://cdn.example.com/stems/drums.wav',
  bass: 'https://cdn.example.com/stems/bass.wav',
  other: 'https://cdn.example.com/stems/other.wav',
}
const UPLOAD = {
  id: 'a5683105-94a8-4348-b312-890280ee1842',
  url: 'https://storage.example.com/producer/raw/a5683105-94a8-4348-b312-890280ee1842.mp3',
  lyrics: '[Intro]\n[0:00 - 1:11]\n\n[Verse 1]\n...',
  isFlagged: false,
  transcriptionJobId: '5e8fd759-c3bd-4ba9-928c-163081232cb9',
}
const FAILURE = { errorMessage: 'The lyrics were rejected by the content filter', errorCode: 4201 }

export const SAMPLES: readonly Json[] = [
  { taskId: 'abc123-def456-ghi789', status: 'pending', ...STARTED },
  { taskId: 'abc123-def456-ghi789', status: 'failed', ...FAILURE, ...ENDED, ...STARTED },
  { taskId: 'abc123-def456-ghi789', status: 'completed', result: AUDIO, ...ENDED, ...STARTED },
  { taskId: 'download-task-abc123', status: 'completed', result: DOWNLOAD, ...ENDED, traceId: 'trace-dl-1' },
  { taskId: 'video-task-abc123', status: 'completed', result: VIDEO },
  { taskId: 'stem-task-abc123', status: 'completed', result: STEMS, ...ENDED, traceId: 'trace-st-1' },
  { taskId: 'upload-task-abc123', status: 'completed', result: UPLOAD, ...ENDED, traceId: 'trace-up-1' },
]

export const songResult = (audioUrl: string, extra: Json = {}): Json => ({ ...AUDIO, audioUrl, ...extra })
export const downloadResult = (url: string, format = 'mp3'): Json => ({ ...DOWNLOAD, url, format })
export const stemsResult = (urls: typeof STEMS): Json => ({ ...STEMS, ...urls })
export const videoResult = (videoUrl: string): Json => ({ ...VIDEO, videoUrl })
