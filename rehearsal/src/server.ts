/**
 * The background process: serves until it is told to end, until the runner is gone, or for six hours, whichever comes first.
 */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { answerAudio, answerPoll, API_KEY } from './answers.ts'
import { listenOnLoopback, send, StandIn } from './stand-in.ts'
import { parseTasks } from './tasks.ts'

/** As long as a job on GitHub's own runners may take. */
const LIMIT_MS = 6 * 60 * 60 * 1000
const LOOK_EVERY_MS = 1_000

const ENDPOINT = '/rehearsal/producer/tasks'

/**
 * Prints one line once it listens: the value for the input `endpoint`, and a URL that nobody can guess. A DELETE request to that
 * URL ends the server.
 */
export async function serve(tasksInput: string, runnerPid: number): Promise<void> {
  const parsed = parseTasks(tasksInput)
  if (parsed.kind === 'errors') throw new Error(parsed.errors.join(' '))
  const end = (): void => process.exit(0)
  const standIn = new StandIn(API_KEY, ENDPOINT)
  const stopPath = `/rehearsal/${randomUUID()}`
  const server = createServer((request, response) => {
    request.resume()
    if (request.method === 'DELETE' && request.url === stopPath) {
      response.once('close', end)
      response.end(standIn.tally())
    } else {
      send(standIn.react(request), response)
    }
  })
  const origin = `http://127.0.0.1:${await listenOnLoopback(server)}`
  for (const task of parsed.tasks) {
    const path = `/rehearsal/audio/${task.id}.wav`
    standIn.task(task.id, (poll) => answerPoll(task, { ...poll, audioUrl: origin + path }))
    standIn.file(path, () => answerAudio(task))
  }
  setTimeout(end, LIMIT_MS)
  setInterval(() => {
    if (!isAlive(runnerPid)) end()
  }, LOOK_EVERY_MS)
  process.stdout.write(`${origin}${ENDPOINT} ${origin}${stopPath}\n`)
}

/** In a container the runner cannot be seen, and its ID is 0; the container ends with the job. */
function isAlive(pid: number): boolean {
  if (pid <= 1) return true
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Any error other than "no such process" means that the process exists but belongs to somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
