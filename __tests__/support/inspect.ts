/** Reads everything that a step left behind as the runner does, and lists what should not be there. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finished } from '../../tools/stand-ins/runner/run-action.ts'
import { OUTPUT_NAMES } from '../../src/tell/publish.ts'
import { splitLines, SUMMARY_LIMIT_BYTES, type Command } from '../../tools/stand-ins/runner/protocol.ts'

/** Titles are our own words, with nothing from outside. */
const TITLE = /^[A-Z][A-Za-z :]{3,60}$/

/** Control, format and separator characters, except a joiner: a line for people must not have them. */
const INVISIBLE = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

/** Active content in a summary or in its picture. The action itself never writes any of it. */
const ALIVE =
  /<script|<img|javascript:|!\[|@octocat|```mermaid(?:(?!```)[^])*%%\{|::add-mask|##\[add-mask|<\/pre><\/code>|[\u202e\u001b\0]/g

/** Lists what is wrong with the step's lines and files. Throws for broken JSON. */
export function complaints(finished: Finished, key: string): string[] {
  const { stdout, stderr, commands, masks, outputs, summary, workspace, runnerTemp } = finished
  const plain = splitLines(stdout).filter((line) => !/^::(?:error|warning|debug|add-mask)[ :]/.test(line))
  const names = Object.keys(outputs)
  const records = readdirSync(runnerTemp).filter((name) => /^mountsea-tasks-.*\.json/.test(name))
  const record = outputs['resultPath'] ?? ''
  // '' is a result that was too long.
  const json = [outputs['tasks'] ?? '', outputs['result'] === '' ? '{}' : (outputs['result'] ?? '')]
  if (record !== '') json.push(readFileSync(record, 'utf8'))
  // Throws if one of them is not JSON.
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
    // Only the runner gets it, as a secret.
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
