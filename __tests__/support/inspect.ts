/** Looks at everything that a step left behind with the runner's own eyes, and says what should not be there. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finished } from './run-action.ts'
import { OUTPUT_NAMES } from '../../src/tell/publish.ts'
import { splitLines, SUMMARY_LIMIT_BYTES, type Command } from './runner-protocol.ts'

/** A title is words of our own: nothing from outside is ever in one. */
const TITLE = /^[A-Z][A-Za-z :]{3,60}$/

/** Control, format and separator characters but for a joiner: none of them may be in a line that people read. */
const INVISIBLE = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

/** What would be alive in a summary, or in a picture in it: none of it is ever written by the action itself. */
const ALIVE =
  /<script|<img|javascript:|!\[|@octocat|```mermaid(?:(?!```)[^])*%%\{|::add-mask|##\[add-mask|<\/pre><\/code>|[\u202e\u001b\0]/g

/** What is wrong with the step's lines and files, in a list that is empty when all is well. Throws for broken JSON. */
export function complaints(finished: Finished, key: string): string[] {
  const { stdout, stderr, commands, masks, outputs, summary, workspace, runnerTemp } = finished
  const plain = splitLines(stdout).filter((line) => !/^::(?:error|warning|debug|add-mask)[ :]/.test(line))
  const names = Object.keys(outputs)
  const records = readdirSync(runnerTemp).filter((name) => /^mountsea-tasks-.*\.json/.test(name))
  const record = outputs['resultPath'] ?? ''
  // '' is a result that was too long.
  const json = [outputs['tasks'] ?? '', outputs['result'] === '' ? '{}' : (outputs['result'] ?? '')]
  if (record !== '') json.push(readFileSync(record, 'utf8'))
  // Throws where one of them is no JSON.
  json.forEach((text) => void JSON.parse(text))
  const told = [stdout.replace(`::add-mask::${key}`, ''), summary, ...Object.values(outputs)]
  const isFineSummary = summary !== '' && Buffer.byteLength(summary) <= SUMMARY_LIMIT_BYTES
  const wrong: Readonly<Record<string, readonly unknown[]>> = {
    'invisible characters': plain.filter((line) => INVISIBLE.test(line)),
    'a command': commands.filter((command) => !isFine(command, key)),
    'not one add-mask': masks.length === 1 ? [] : [masks],
    'standard error': stderr === '' ? [] : [stderr],
    'an output that nobody declared': names.filter((name) => !OUTPUT_NAMES.includes(name)),
    'no output': OUTPUT_NAMES.filter((name) => !names.includes(name)),
    'an output that is too long': names.filter((name) => Buffer.byteLength(outputs[name] ?? '') > 120_000),
    'a summary of a wrong length': isFineSummary ? [] : [summary.length],
    'in the summary': summary.match(ALIVE) ?? [],
    'a file': strangeFiles(workspace),
    'more than one record file': records.length > 1 ? records : [],
    // It is told to the runner, as a secret, and to nobody else.
    'the key': told.filter((text) => text.includes(key)),
  }
  return Object.entries(wrong).flatMap(([what, pieces]) =>
    pieces.map((piece) => `${what}: ${JSON.stringify(piece).slice(0, 400)}`),
  )
}

function isFine({ name, properties, message, syntax }: Command, key: string): boolean {
  const isOurs =
    (name === 'add-mask' && message === key) ||
    name === 'debug' ||
    ((name === 'error' || name === 'warning') && TITLE.test(properties['title'] ?? ''))
  const hasOnlyTitle = Object.keys(properties).every((property) => property === 'title')
  return isOurs && hasOnlyTitle && syntax === '::' && !INVISIBLE.test(message)
}

/** Saved files belong into one folder, under plain names. */
function strangeFiles(workspace: string): string[] {
  const files = readdirSync(workspace, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const isSaved = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/
  const strange = files.filter(
    ({ name, parentPath }) => parentPath !== join(workspace, 'audio') || !isSaved.test(name),
  )
  return strange.map(({ name }) => name)
}
