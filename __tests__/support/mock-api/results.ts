/**
 * The kinds of `result` that the vendor's reference shows, taken from `samples/`, with their audio URLs pointing wherever
 * a test serves audio.
 */
import { readFileSync } from 'node:fs'

export type SampleName =
  'pending' | 'failed' | `completed-${'audio' | 'download' | 'download-video' | 'stems' | 'upload'}`

export type Json = Readonly<Record<string, unknown>>

/** One whole answer from the reference, as data. */
export function sample(name: SampleName): Json {
  return asObject(JSON.parse(readFileSync(new URL(`./samples/${name}.json`, import.meta.url), 'utf8')))
}

/** The result of `POST /producer/audios`. */
export function songResult(audioUrl: string, extra: Json = {}): Json {
  return { ...resultOf('completed-audio'), audioUrl, ...extra }
}

/** The result of `POST /producer/download`. */
export function downloadResult(url: string, format = 'mp3'): Json {
  return { ...resultOf('completed-download'), url, format }
}

/** The result of `POST /producer/stems`: one URL a stem. */
export function stemsResult(urls: { vocals: string; drums: string; bass: string; other: string }): Json {
  return { ...resultOf('completed-stems'), ...urls }
}

/** The result of `POST /producer/download-video`. */
export function videoResult(videoUrl: string): Json {
  return { ...resultOf('completed-download-video'), videoUrl }
}

function resultOf(name: SampleName): Json {
  return asObject(sample(name)['result'])
}

function asObject(value: unknown): Json {
  if (typeof value !== 'object' || value === null) throw new Error('a sample is not what it was')
  return Object.fromEntries(Object.entries(value))
}
