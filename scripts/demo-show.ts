// How the demo looks: headings, and a step's log as GitHub would show it.
import { styleText } from 'node:util'
import { parseCommand } from '../__tests__/support/runner-protocol.ts'

const WIDTH = 100
/** Outputs may be long; on a screen their beginning says enough. */
const LONGEST_VALUE = 300

/** Prints a heading over a scene. */
export function heading(text: string): void {
  print(`\n${styleText('bold', `━━━ ${text} ${'━'.repeat(Math.max(3, WIDTH - text.length - 5))}`)}`)
}

/** Prints a heading over a part of a scene. */
export function subheading(text: string): void {
  print(`\n${styleText('cyan', `── ${text}`)}`)
}

/** Prints text, each of its lines set in. */
export function indented(text: string): void {
  for (const line of text.split('\n')) print(`   ${line}`)
}

export function verdict(good: boolean, text: string): void {
  print(`\n${styleText(good ? 'green' : 'red', `${good ? '✔' : '✘'} ${text}`)}`)
}

/** A printer of log lines that does with commands what GitHub's log does: hides some, colours some, masks secrets. */
export function logPrinter(): (line: string) => void {
  const masks: string[] = []
  return (line) => {
    const command = parseCommand(line)
    const shown = command === null ? line : showCommand(command.name, command.message)
    if (command?.name === 'add-mask') masks.push(command.message)
    if (shown !== null) indented(masks.reduce((text, mask) => text.replaceAll(mask, '***'), shown))
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

/** Prints outputs, one a line, several lines of one under another. */
export function outputTable(outputs: Readonly<Record<string, string>>): void {
  const width = Math.max(...Object.keys(outputs).map((name) => name.length))
  for (const [name, value] of Object.entries(outputs)) {
    const cut =
      value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}… (${value.length} characters)` : value
    const text = cut === '' ? styleText('dim', '(empty)') : cut
    indented(`${name.padEnd(width)} = ${text.replaceAll('\n', `\n${' '.repeat(width + 3)}`)}`)
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
