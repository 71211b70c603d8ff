/**
 * The rehearsal's stand-in for the MountSea task API, with additions for tests: scripts by the number of a poll, broken
 * connections, a record of all requests, TLS, and a storage host of its own. It answers at every path, since the endpoint
 * is an input. No part of `dist/`.
 */
import { send, StandIn, type Poll } from '../../../rehearsal/src/stand-in.ts'
import { sha256Of, type Content } from './content.ts'
import { http, type Reply } from './answers.ts'
import { perform, whole, type Fault, type Step } from './faults.ts'
import { listen, type ListenOptions } from './host.ts'

export * from './answers.ts'
export { bytesOfContent, sha256Of, type Content } from './content.ts'
export * from './faults.ts'
export type { RecordedRequest } from './host.ts'

/** What a task answers: a list of steps, whose last one repeats, or a function of the poll. */
export type Script = readonly Step[] | ((poll: Poll) => Step)

const inTurn = <T>(steps: readonly T[], index: number): T | undefined => steps[index] ?? steps.at(-1)

export interface ApiOptions extends ListenOptions {
  /** Another key, or none, is answered with 401. If this is not set, every key is accepted. */
  readonly apiKey?: string
}

export type Api = Awaited<ReturnType<typeof startApi>>

/** Starts the API and its storage on free ports of 127.0.0.1. */
export async function startApi(options: ApiOptions = {}) {
  const standIn = new StandIn(options.apiKey)
  const host = await listen(options, (request, response) => send(standIn.react(request), response))
  const storage = await startStorage(options)
  return {
    ...host,
    /** The value for the input `endpoint`. */
    endpoint: `${host.origin}/producer/tasks`,
    storage,
    /** Sets, or replaces, a task's script. A task without one answers 404. */
    task(id: string, script: Script): void {
      standIn.task(id, (poll) => (response) => {
        const step = typeof script === 'function' ? script(poll) : inTurn(script, poll.index)
        perform(step ?? http(404), response, id)
      })
    },
    /** The requests for one task so far. */
    polls: (id: string) => host.requests.filter(({ taskId }) => taskId === id),
    /** Ends the storage host too. */
    close: async (): Promise<void> => {
      await Promise.all([host.close(), storage.close()])
    },
  }
}

/** How one download goes: whole, with a fault, or answered with something else. */
export type Serving = Fault | Reply

/** A stand-in for the hosts that serve audio: another origin than the API's, which must never see the key. */
export type Storage = Awaited<ReturnType<typeof startStorage>>

const TYPES: Readonly<Record<string, string>> = {
  ...{ mp3: 'audio/mpeg', m4a: 'audio/mp4', wav: 'audio/wav', flac: 'audio/flac', ogg: 'audio/ogg' },
  ...{ mp4: 'video/mp4', webm: 'video/webm', png: 'image/png' },
}

/** Starts an empty storage host. */
export async function startStorage(options: ListenOptions = {}) {
  const standIn = new StandIn()
  const contents = new Map<string, Content>()
  const host = await listen(options, (request, response) => send(standIn.react(request), response))
  const urlOf = (name: string): URL => new URL(`/${name}`, host.origin)
  return {
    ...host,
    /**
     * Serves `content` at `/NAME` and returns its URL. `name` may have folders and a query (a signature) of its own. Each request
     * takes the next serving, the last one repeats. The content type is guessed from the name unless given.
     */
    put(
      name: string,
      content: Content,
      serving: Serving | readonly Serving[] = whole(),
      contentType = typeOf(name),
    ): string {
      const { href, pathname, search } = urlOf(name)
      const audio =
        'seed' in content && contentType === 'audio/wav' ? { ...content, format: 'wav' as const } : content
      const reply = { httpStatus: 200, headers: { 'Content-Type': contentType }, body: () => audio }
      const servings = [serving].flat()
      standIn.file(pathname + search, ({ index }) => (response) => {
        const next = inTurn(servings, index) ?? reply
        perform(typeof next === 'function' ? next(reply) : next, response, '')
      })
      contents.set(href, audio)
      return href
    },
    /** SHA-256 of what was put, in lower-case hex. Throws for a name that was not. */
    sha256(name: string): string {
      const content = contents.get(urlOf(name).href)
      if (content === undefined) throw new Error(`nothing was put at ${name}`)
      return sha256Of(content)
    },
  }
}

function typeOf(name: string): string {
  const extension = /\.([a-z0-9]+)(?:\?|$)/i.exec(name)?.[1] ?? ''
  return TYPES[extension.toLowerCase()] ?? 'application/octet-stream'
}
