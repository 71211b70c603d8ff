/**
 * A fake runner's ears: what the real one would understand of a step's lines and files.
 */
export { parseCommand, parseCommands, splitLines, type Command } from './runner-commands.ts'
export { parseOutputFile, SUMMARY_LIMIT_BYTES } from './runner-files.ts'

import type { Command } from './runner-commands.ts'

/** An annotation as a user sees it. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  /** '' where there is none. */
  readonly title: string
  /** Cut as `ExecutionContext.AddIssue` does (`_maxIssueMessageLength`). */
  readonly message: string
}

const LONGEST_MESSAGE_CHARACTERS = 4096

/** The annotations among commands, in order. The runner shows the first ten of each level (`_maxCountPerIssueType`). */
export function annotationsOf(commands: readonly Command[]): Annotation[] {
  return commands.flatMap(({ name, properties, message }) =>
    name === 'error' || name === 'warning' || name === 'notice'
      ? [
          {
            level: name,
            title: properties['title'] ?? '',
            message: message.slice(0, LONGEST_MESSAGE_CHARACTERS),
          },
        ]
      : [],
  )
}

/** What was registered as secret: the value of each `add-mask`, whole. */
export function masksOf(commands: readonly Command[]): string[] {
  return commands.filter(({ name }) => name === 'add-mask').map(({ message }) => message)
}
