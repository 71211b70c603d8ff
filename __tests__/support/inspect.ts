/**
 * Looks at everything that a step left behind with the runner's own eyes, and says what should not be there.
 */
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

/** What is wrong with the step's lines and files, in a list that is empty when all is well. */
export function complaints(finished: Finished, key: string): string[] {
  return [
    ...wrongWithLog(finished, key),
    ...wrongWithOutputs(finished),
    ...wrongWithSummary(finished),
    ...wrongWithFiles(finished),
    ...wrongWithKey(finished, key),
  ]
}

function wrongWithLog({ stdout, stderr, commands }: Finished, key: string): string[] {
  const plain = splitLines(stdout).filter((line) => !/^::(?:error|warning|debug|add-mask)[ :]/.test(line))
  return [
    ...found('invisible characters', ...plain.filter((line) => INVISIBLE.test(line))),
    ...found('a command', ...commands.filter((command) => !isFine(command, key)).map(shown)),
    ...(commands.filter(({ name }) => name === 'add-mask').length === 1 ? [] : ['not one add-mask']),
    ...found('standard error', stderr),
  ]
}

/** Each of these that is not blank, called what it is. */
function found(what: string, ...pieces: readonly string[]): string[] {
  return pieces.filter((piece) => piece !== '').map((piece) => `${what}: ${shown(piece)}`)
}

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 400)

function isFine({ name, properties, message, syntax }: Command, key: string): boolean {
  const isOurs =
    (name === 'add-mask' && message === key) ||
    name === 'debug' ||
    ((name === 'error' || name === 'warning') && TITLE.test(properties['title'] ?? ''))
  const hasOnlyTitle = Object.keys(properties).every((property) => property === 'title')
  return isOurs && hasOnlyTitle && syntax === '::' && !INVISIBLE.test(message)
}

/** All outputs are there, none other, none too long, and those that are JSON can be read. */
function wrongWithOutputs({ outputs }: Finished): string[] {
  const names = Object.keys(outputs)
  const tooLong = names.filter((name) => Buffer.byteLength(outputs[name] ?? '') > 120_000)
  return [
    ...found('an output that nobody declared', ...names.filter((name) => !OUTPUT_NAMES.includes(name))),
    ...found('no output', ...OUTPUT_NAMES.filter((name) => !names.includes(name))),
    ...found('an output that is too long', ...tooLong),
    ...wrongWithJson(outputs['tasks'] ?? ''),
    // '' is a result that was too long.
    ...(outputs['result'] === '' ? [] : wrongWithJson(outputs['result'] ?? '')),
  ]
}

function wrongWithJson(text: string): string[] {
  try {
    JSON.parse(text)
    return []
  } catch {
    return [`no JSON: ${shown(text)}`]
  }
}

function wrongWithSummary({ summary }: Finished): string[] {
  const isTooLarge = Buffer.byteLength(summary) > SUMMARY_LIMIT_BYTES
  return [
    ...(summary === '' || isTooLarge ? [`a summary of ${summary.length} characters`] : []),
    ...found('in the summary', ...(summary.match(ALIVE) ?? [])),
  ]
}

/** Saved files are where they belong, under plain names; there is at most one record file, and it can be read. */
function wrongWithFiles({ workspace, runnerTemp, outputs }: Finished): string[] {
  const all = readdirSync(workspace, { recursive: true, withFileTypes: true })
  const strange = all.filter(
    (entry) =>
      entry.isFile() &&
      !(entry.parentPath === join(workspace, 'audio') && /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(entry.name)),
  )
  const records = readdirSync(runnerTemp).filter((name) => /^mountsea-tasks-.*\.json/.test(name))
  const path = outputs['resultPath'] ?? ''
  return [
    ...found('a file', ...strange.map(({ name }) => name)),
    ...(records.length <= 1 ? [] : ['more than one record file']),
    ...(path === '' ? [] : wrongWithJson(readFileSync(path, 'utf8'))),
  ]
}

/** The key is told to the runner, as a secret, and to nobody else. */
function wrongWithKey({ stdout, outputs, summary }: Finished, key: string): string[] {
  const told = [stdout.replace(`::add-mask::${key}`, ''), summary, ...Object.values(outputs)]
  return found('the key', ...told.filter((text) => text.includes(key)))
}
