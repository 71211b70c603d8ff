/**
 * An error in one line, without its stack. Untrusted: a message may quote an answer. Never throws, whatever was thrown.
 */
export function describe(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  } catch {
    // An object with no prototype, or with a `toString` that throws: the last place that may fail is the one that tells of failures.
    return 'an error that cannot be put into words'
  }
}
