/**
 * The kinds of `result` that the vendor's reference shows, with their URLs pointing wherever a test serves files.
 */
type Json = Readonly<Record<string, unknown>>

/** `POST /producer/audios`. */
export const songResult = (audioUrl: string, extra: Json = {}): Json => ({
  ...{ audioId: '9719e086-576a-4830-a0f2-7c9424460d6d', duration: 180, title: 'Summer Vibes' },
  ...{ audioUrl, ...extra },
})
/** `POST /producer/download`. */
export const downloadResult = (url: string, format = 'mp3'): Json => ({ url, format })
/** `POST /producer/stems`: one URL a stem. */
export const stemsResult = (urls: Record<'vocals' | 'drums' | 'bass' | 'other', string>): Json => urls
/** `POST /producer/download-video`. */
export const videoResult = (videoUrl: string): Json => ({ preset: 'modern', videoUrl })
