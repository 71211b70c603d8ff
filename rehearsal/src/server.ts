/**
 * The stand-in for the task API and for the host of its audio, on a free port of 127.0.0.1.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { count } from '../../src/text/show.ts'
import { answerAudio, answerPoll, API_KEY, problem, type Answer } from './answers.ts'
import type { RehearsedTask } from './tasks.ts'

export interface Server {
  /** What goes into the input `endpoint`. */
  readonly endpoint: string
  /** A DELETE there ends the server. Nobody can guess it. */
  readonly stopUrl: string
}

interface FirstPoll {
  readonly at: Date
  /** On `performance.now()`, which no change of the machine's time moves. */
  readonly ms: number
}

/** Starts it. `onStop` is called when it was told to end and has said goodbye. */
export async function startServer(tasks: readonly RehearsedTask[], onStop: () => void): Promise<Server> {
  const rehearsal = new Rehearsal(tasks)
  const stopPath = `/rehearsal/${randomUUID()}`
  const server = createServer((request, response) => {
    request.resume()
    if (request.method === 'DELETE' && request.url === stopPath) {
      response.once('close', onStop)
      response.end(rehearsal.tally())
    } else {
      send(rehearsal.answer(request), response)
    }
  })
  rehearsal.origin = `http://127.0.0.1:${await listen(server)}`
  return { endpoint: `${rehearsal.origin}${TASKS}`, stopUrl: `${rehearsal.origin}${stopPath}` }
}

const TASKS = '/rehearsal/producer/tasks'
const AUDIO = /^\/rehearsal\/audio\/(.*)\.wav$/

class Rehearsal {
  origin = ''
  readonly #tasks: ReadonlyMap<string, RehearsedTask>
  readonly #firstPolls = new Map<string, FirstPoll>()
  readonly #counts = { polls: 0, files: 0 }

  constructor(tasks: readonly RehearsedTask[]) {
    this.#tasks = new Map(tasks.map((task) => [task.id, task]))
  }

  /** What was answered, in words. */
  tally(): string {
    return `${count(this.#counts.polls, 'poll')} and ${count(this.#counts.files, 'request')} for audio`
  }

  answer({ method, url: target = '', headers }: IncomingMessage): Answer {
    const url = URL.parse(target, this.origin)
    if (method !== 'GET') return problem(405, 'Only GET is rehearsed')
    if (url?.pathname === TASKS) return this.#answerPoll(url, headers.authorization)
    const file = AUDIO.exec(url?.pathname ?? '')?.[1]
    return file === undefined
      ? problem(404, 'Only tasks and their audio are rehearsed')
      : this.#answerFile(file)
  }

  #answerPoll(url: URL, authorization = ''): Answer {
    this.#counts.polls += 1
    if (authorization !== `Bearer ${API_KEY}`) {
      return problem(401, `This is a rehearsal, and its key is ${API_KEY}: see its output \`api-key\``)
    }
    const task = this.#tasks.get(url.searchParams.get('taskId') ?? '')
    if (task === undefined) return problem(404, 'The rehearsal has no such task')
    const first = this.#firstPolls.get(task.id) ?? { at: new Date(), ms: performance.now() }
    this.#firstPolls.set(task.id, first)
    const audioUrl = `${this.origin}/rehearsal/audio/${task.id}.wav`
    return answerPoll(task, { firstAt: first.at, sinceFirstMs: performance.now() - first.ms, audioUrl })
  }

  #answerFile(id: string): Answer {
    this.#counts.files += 1
    const task = this.#tasks.get(id)
    return task === undefined ? problem(404, 'There is no such file') : answerAudio(task)
  }
}

function send(answer: Answer, response: ServerResponse): void {
  if (answer.kind === 'cut') response.socket?.destroy()
  else if (answer.kind === 'stalled') response.writeHead(200, answer.headers).write(answer.begin)
  else response.writeHead(answer.httpStatus, answer.headers).end(answer.body)
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('not listening on a port'))
      else resolve(address.port)
    })
  })
}
