/**
 * An error in one line, without its stack. Untrusted: a message may quote an answer.
 */
export function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
