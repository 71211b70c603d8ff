/**
 * The background process: serves until it is told to end, until the runner is gone, or for six hours, whichever comes first.
 */
import { startServer } from './server.ts'
import { parseTasks } from './tasks.ts'

/** As long as a job on GitHub's own runners may take. */
const LIMIT_MS = 6 * 60 * 60 * 1000
const LOOK_EVERY_MS = 1_000

/** Prints one line once it listens: the endpoint, and the URL that ends it. */
export async function serve(tasksInput: string, runnerPid: number): Promise<void> {
  const parsed = parseTasks(tasksInput)
  if (parsed.kind === 'errors') throw new Error(parsed.errors.join(' '))
  const end = (): void => process.exit(0)
  const { endpoint, stopUrl } = await startServer(parsed.tasks, end)
  setTimeout(end, LIMIT_MS)
  setInterval(() => {
    if (!isAlive(runnerPid)) end()
  }, LOOK_EVERY_MS)
  process.stdout.write(`${endpoint} ${stopUrl}\n`)
}

/** In a container the runner cannot be seen, and its ID is 0; the container ends with the job. */
function isAlive(pid: number): boolean {
  if (pid <= 1) return true
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Any other error than "no such process" means that it is there, and somebody else's.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
