/**
 * Looks at everything that a step left behind with the runner's own eyes, and says what should not be there.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finished } from './run-action.ts'
import { declaredOutputs } from './runner-setup.ts'
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
  const strange = plain.filter((line) => INVISIBLE.test(line))
  return [
    ...strange.map((line) => `invisible character in ${JSON.stringify(line)}`),
    ...commands.flatMap((command) => wrongWithCommand(command, key)),
    ...(commands.filter(({ name }) => name === 'add-mask').length === 1 ? [] : ['not one add-mask']),
    ...(stderr === '' ? [] : [`standard error: ${stderr}`]),
  ]
}

function wrongWithCommand({ name, properties, message, syntax }: Command, key: string): string[] {
  const isAllowed =
    (name === 'add-mask' && message === key) ||
    name === 'debug' ||
    ((name === 'error' || name === 'warning') && TITLE.test(properties['title'] ?? ''))
  const isPlain =
    syntax === '::' &&
    Object.keys(properties).every((property) => property === 'title') &&
    !INVISIBLE.test(message)
  return isAllowed && isPlain ? [] : [`command ${JSON.stringify([name, properties, message.slice(0, 200)])}`]
}

/** All outputs are there, none other, none too long, and those that are JSON can be read. */
function wrongWithOutputs({ outputs }: Finished): string[] {
  const names = Object.keys(outputs)
  const known = declaredOutputs()
  const tooLong = Object.entries(outputs).filter(([, value]) => Buffer.byteLength(value) > 120_000)
  return [
    ...names.filter((name) => !known.includes(name)).map((name) => `an output named ${JSON.stringify(name)}`),
    ...known.filter((name) => !names.includes(name)).map((name) => `no output ${name}`),
    ...tooLong.map(([name, value]) => `${name} has ${Buffer.byteLength(value)} bytes`),
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
    return [`no JSON: ${text.slice(0, 100)}`]
  }
}

function wrongWithSummary({ summary }: Finished): string[] {
  const bytes = Buffer.byteLength(summary)
  return [
    ...(summary === '' ? ['no summary'] : []),
    ...(bytes > SUMMARY_LIMIT_BYTES ? [`a summary of ${bytes} bytes`] : []),
    ...(summary.match(ALIVE) ?? []).map((piece) => `${JSON.stringify(piece)} in the summary`),
  ]
}

/** Saved files are where they belong, under plain names; there is at most one record file, and it can be read. */
function wrongWithFiles({ workspace, runnerTemp, outputs }: Finished): string[] {
  const saved = readdirSync(workspace, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const strange = saved.filter(
    ({ name, parentPath }) =>
      parentPath !== join(workspace, 'audio') || !/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name),
  )
  const records = readdirSync(runnerTemp, { withFileTypes: true }).filter((entry) => entry.isFile())
  const path = outputs['resultPath'] ?? ''
  return [
    ...strange.map(({ name }) => `a file named ${JSON.stringify(name)}`),
    ...(records.length <= 1 ? [] : ['more than one record file']),
    ...(path === '' ? [] : wrongWithJson(readFileSync(path, 'utf8'))),
  ]
}

/** The key is told to the runner, as a secret, and to nobody else. */
function wrongWithKey({ stdout, outputs, summary }: Finished, key: string): string[] {
  const told = [stdout.replace(`::add-mask::${key}`, ''), summary, ...Object.values(outputs)]
  return told.filter((text) => text.includes(key)).map((text) => `the key in ${text.slice(0, 200)}`)
}
