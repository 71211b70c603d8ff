/**
 * The clean-up: ends the server. The runner calls it at the job's end, also when the job failed or was cancelled. It never
 * makes a job red.
 */
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import * as core from '@actions/core'

/** Under this name the step keeps the URL that ends the server. */
export const STOP_STATE = 'stop'

const LIMIT_MS = 5_000

export async function end(): Promise<void> {
  const url = core.getState(STOP_STATE)
  if (url === '') return
  try {
    core.info(`The rehearsal is over. It answered ${await askToEnd(url)}.`)
  } catch {
    core.info('The rehearsal was over before.')
  }
}

/** Resolves to what the server says of itself, in words. */
function askToEnd(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // An agent of its own: the common one may go through a proxy that the environment names.
    const options = { method: 'DELETE', agent: false, signal: AbortSignal.timeout(LIMIT_MS) }
    const asked = request(url, options, (response) => void text(response).then(resolve, reject))
    asked.once('error', reject).end()
  })
}
