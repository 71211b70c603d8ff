// How the demo looks in a terminal: headings, and a step's log as GitHub would show it.
import { sep } from 'node:path'
import { styleText } from 'node:util'
import { parseCommand } from '../stand-ins/runner/protocol.ts'

/** Prints a heading over a scene. */
export function heading(text: string): void {
  print(`\n${styleText('bold', `━━ ${text}`)}`)
}

export function verdict(good: boolean, text: string): void {
  print(styleText(good ? 'green' : 'red', `${good ? '✔' : '✘'} ${text}`))
}

/** Prints a name and a value. */
export function named(name: string, text: string): void {
  print(`   ${styleText('cyan', name.padEnd(8))} ${text}`)
}

/**
 * A printer of log lines that treats commands like GitHub's log: hides some, colours some, masks secrets. It shortens hashes and
 * the folders of this machine, for the reader.
 */
export function logPrinter(workspace: string): (line: string) => void {
  const masks: string[] = []
  return (line) => {
    const command = parseCommand(line)
    const shown = command === null ? line : showCommand(command.name, command.message)
    if (command?.name === 'add-mask') masks.push(command.message)
    if (shown === null) return
    const text = masks.reduce((masked, mask) => masked.replaceAll(mask, '***'), shown)
    print(
      `   ${text.replaceAll(`${workspace}${sep}`, '').replace(/(sha256 [0-9a-f]{8})[0-9a-f]{56}/, '$1…')}`,
    )
  }
}

function showCommand(name: string, message: string): string | null {
  switch (name) {
    case 'error':
      return styleText('red', `Error: ${message}`)
    case 'warning':
      return styleText('yellow', `Warning: ${message}`)
    case 'notice':
      return `Notice: ${message}`
    case 'group':
      return styleText('bold', `▼ ${message}`)
    default:
      return null
  }
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
