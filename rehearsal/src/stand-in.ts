/**
 * The stand-in for the task API and for the host of its audio, on a port of 127.0.0.1. The rehearsal starts it with the user's tasks;
 * the tests of this repository with scripts of their own, which break connections too (tools/stand-ins/api).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'node:net'
import { count } from '../../src/text/show.ts'
import { API_KEY, problem, type Answer } from './answers.ts'

/** One request for a task or a file. */
export interface Poll {
  /** 0 for the first. */
  readonly index: number
  readonly firstAt: Date
  /** By `performance.now()`, which does not change with the machine's date. */
  readonly sinceFirstMs: number
  /** '' for a file. */
  readonly taskId: string
  readonly request: IncomingMessage
}

/** An answer, or what a test does with the connection instead. */
export type Reaction = Answer | ((response: ServerResponse) => void)
export type Script = (poll: Poll) => Reaction

interface Played {
  readonly script: Script
  first?: Pick<Poll, 'firstAt'> & { readonly ms: number }
  polls: number
}

/** Chooses the answer to a request, by its task or file and by how many requests for that came before. */
export class StandIn {
  readonly #tasks = new Map<string, Played>()
  readonly #files = new Map<string, Played>()
  readonly #counts = { polls: 0, files: 0 }
  readonly #key: string | undefined
  readonly #endpoint: string | undefined

  /** Without arguments, accepts any key, and any path as the endpoint's. */
  constructor(key?: string, endpoint?: string) {
    this.#key = key
    this.#endpoint = endpoint
  }

  /** Sets, or replaces, what a task answers. */
  task(id: string, script: Script): void {
    this.#tasks.set(id, { script, polls: 0 })
  }

  /** Sets, or replaces, what is at a path with its query. */
  file(path: string, script: Script): void {
    this.#files.set(path, { script, polls: 0 })
  }

  /** What was answered, in words. */
  tally(): string {
    return `${count(this.#counts.polls, 'poll')} and ${count(this.#counts.files, 'request')} for audio`
  }

  react(request: IncomingMessage): Reaction {
    const { method, url: target = '', headers } = request
    if (method !== 'GET') return problem(405, 'Only GET is rehearsed')
    const file = this.#files.get(target)
    if (file !== undefined) {
      this.#counts.files += 1
      return play(file, '', request)
    }
    if (this.#endpoint !== undefined && target.replace(/\?.*/, '') !== this.#endpoint) {
      return problem(404, 'Only tasks and their audio are rehearsed')
    }
    this.#counts.polls += 1
    if (this.#key !== undefined && headers.authorization !== `Bearer ${this.#key}`) {
      return problem(401, `This is a rehearsal, and its key is ${API_KEY}: see its output \`api-key\``)
    }
    const id = taskIdIn(target)
    const task = this.#tasks.get(id)
    return task === undefined ? problem(404, 'The rehearsal has no such task') : play(task, id, request)
  }
}

function play(played: Played, taskId: string, request: IncomingMessage): Reaction {
  const first = (played.first ??= { firstAt: new Date(), ms: performance.now() })
  const sinceFirstMs = performance.now() - first.ms
  return played.script({ index: played.polls++, firstAt: first.firstAt, sinceFirstMs, taskId, request })
}

/** In the query, or at the end of the paths of hub and ms; '' if there is none. */
export function taskIdIn(target: string): string {
  const byPath = /\/(?:hub|ms)\/v1\/tasks\/([^/?]+)/.exec(target)?.[1] ?? ''
  const query = target.includes('?') ? target.slice(target.indexOf('?')) : ''
  return new URLSearchParams(query).get('taskId') ?? decodeURIComponent(byPath)
}

/** Answers, or does what a test does. */
export function send(reaction: Reaction, response: ServerResponse): void {
  if (typeof reaction === 'function') reaction(response)
  else if (reaction.kind === 'cut') response.socket?.destroy()
  else if (reaction.kind === 'stalled') response.writeHead(200, reaction.headers).write(reaction.begin)
  else response.writeHead(reaction.httpStatus, reaction.headers).end(reaction.body)
}

/** Listens on this machine, at the given port or at a free one; returns the port. */
export function listenOnLoopback(server: Server, port = 0, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('not listening on a port'))
      else resolve(address.port)
    })
  })
}
