/**
 * A stand-in for the hosts that serve audio: another origin than the API's, which must never see the key.
 * A file has a script as a task has: each request takes the next step, the last one repeats.
 */
import { sha256Of, type Content } from './content.ts'
import { listen, type Listener, type ListenOptions } from './listener.ts'
import { refusal, whole, type Serving } from './serving.ts'

export interface Storage extends Listener {
  /**
   * Serves `content` at `/NAME` and returns its URL. `name` may have folders and a query (a signature) of its own.
   * The content type is guessed from the name unless given.
   */
  put(name: string, content: Content, serving?: Serving | readonly Serving[], contentType?: string): string
  /** SHA-256 of what was put, in lower-case hex. Throws for a name that was not. */
  sha256(name: string): string
}

interface Stored {
  readonly content: Content
  readonly serving: readonly Serving[]
  readonly contentType: string
  served: number
}

const WAV: { readonly format: 'wav' } = { format: 'wav' }
const TYPES: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  webm: 'video/webm',
  png: 'image/png',
}

/** Starts an empty storage host. */
export async function startStorage(options: ListenOptions = {}): Promise<Storage> {
  const files = new Map<string, Stored>()
  const listener = await listen(options, (_request, response, { path }) => {
    const file = files.get(path)
    if (file === undefined) {
      refusal(404)(Buffer.alloc(0), '', response)
      return
    }
    const serve = file.serving[Math.min(file.served, file.serving.length - 1)] ?? whole()
    file.served += 1
    serve(file.content, file.contentType, response)
  })
  return {
    ...listener,
    put(name, content, serving = whole(), contentType = guessType(name)) {
      const url = new URL(`/${name}`, listener.origin)
      const steps = typeof serving === 'function' ? [serving] : serving
      const format = contentType === 'audio/wav' ? WAV : {}
      const audio = Buffer.isBuffer(content) ? content : { ...format, ...content }
      files.set(url.pathname + url.search, { content: audio, serving: steps, contentType, served: 0 })
      return url.href
    },
    sha256(name) {
      const { pathname, search } = new URL(`/${name}`, listener.origin)
      const file = files.get(pathname + search)
      if (file === undefined) throw new Error(`nothing was put at ${name}`)
      return sha256Of(file.content)
    },
  }
}

function guessType(name: string): string {
  const extension = /\.([a-z0-9]+)(?:\?|$)/i.exec(name)?.[1] ?? ''
  return TYPES[extension.toLowerCase()] ?? 'application/octet-stream'
}
