/**
 * Durations as users write them in a workflow: `500ms`, `90s`, `30m`, `1h30m`.
 *
 * Own code: the libraries for this take a bare number as milliseconds and skip what they do not understand (`5m foo`), and this
 * action must refuse both.
 */

const PATTERN = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/

const MS_PER_PART = [3_600_000, 60_000, 1_000, 1]

/** The duration in milliseconds, or `null` for a text that is none: no unit, an unknown unit, a wrong order, a sign. */
export function parseDurationMs(text: string): number | null {
  const parts = PATTERN.exec(text)?.slice(1)
  if (text === '' || parts === undefined) return null
  return MS_PER_PART.reduce((sum, ms, index) => sum + ms * Number(parts[index] ?? 0), 0)
}
