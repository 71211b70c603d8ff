/**
 * The inspection of a saved file: does its memory stay flat for music of any length, and does its time grow no faster than the length?
 * Decides how the inspector reads (in pieces, no packet kept) and its bounds in src/audio/check.ts.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { box, withBox } from '../../__tests__/support/hostile-media.ts'
import { media } from '../../__tests__/support/media.ts'
import { REPOSITORY } from '../stand-ins/runner/setup.ts'
import type { Result } from './report.ts'
import { median, ratios } from './stats.ts'

const ROUNDS = 5
const MINUTES = [1, 10, 60] as const
/** Most of the cost of an inspection is Node itself and the library. */
const METER = join(REPOSITORY, 'tools/bench/programs/meter.cjs')

/** Each writes a file that lasts `minutes` minutes. */
const FORMATS: Readonly<Record<string, (path: string, minutes: number) => void>> = {
  'mp3, 32 kbit/s': (path, minutes) => writeFileSync(path, repeated(media('plain.mp3'), minutes * 10)),
  'm4a, 24 kbit/s': (path, minutes) => writeFileSync(path, longM4a(minutes * 10)),
  'ogg, 11 kbit/s': (path, minutes) => writeFileSync(path, repeated(media('vorbis.ogg'), minutes * 10)),
  'wav, 1,411 kbit/s': (path, minutes) => {
    const head = media('song.wav').subarray(0, 44)
    const bytes = minutes * 60 * 176_400
    head.writeUInt32LE(bytes + 36, 4)
    head.writeUInt16LE(2, 22)
    head.writeUInt32LE(44_100, 24)
    head.writeUInt16LE(4, 32)
    head.writeUInt32LE(bytes, 40)
    writeFileSync(path, head)
    truncateSync(path, 44 + bytes)
  },
}

interface Cost {
  readonly cpuMs: number
  readonly peakBytes: number
}

export function benchInspection(): Result {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const costs = new Map<string, Cost[]>()
  try {
    for (const [name, make] of Object.entries(FORMATS))
      for (const minutes of MINUTES) {
        make(join(folder, 'song'), minutes)
        const measure = (): Cost => inspect(folder, name.replace(/,.*/, ''))
        costs.set(`${name} ${minutes}`, Array.from({ length: ROUNDS }, measure))
      }
  } finally {
    rmSync(folder, { recursive: true })
  }
  const all = (name: string, minutes: number, part: keyof Cost): number[] =>
    (costs.get(`${name} ${minutes}`) ?? []).map((cost) => cost[part])
  const against = (name: string, part: keyof Cost, short: number): number[] =>
    ratios(all(name, 60, part), all(name, short, part))
  const cells = (name: string, minutes: number): string =>
    `${median(all(name, minutes, 'cpuMs')).toFixed(0)} ms, ${(median(all(name, minutes, 'peakBytes')) / 1e6).toFixed(0)} MB`
  return {
    targets: Object.keys(FORMATS).flatMap((name) => [
      { what: `memory, ${name}: an hour / a minute`, ratios: against(name, 'peakBytes', 1), atMost: 3 },
      {
        what: `processor time, ${name}: an hour / ten minutes`,
        ratios: against(name, 'cpuMs', 10),
        atMost: 6,
      },
    ]),
    tables: [
      {
        head: ['processor time and peak of memory', 'a minute', 'ten minutes', 'an hour'],
        rows: Object.keys(FORMATS).map((name) => [name, ...MINUTES.map((minutes) => cells(name, minutes))]),
      },
    ],
  }
}

const repeated = (piece: Buffer, times: number): Buffer => Buffer.alloc(piece.length * times, piece)

function inspect(folder: string, format: string): Cost {
  const meter = join(folder, 'meter')
  const args = [
    '--require',
    METER,
    join(REPOSITORY, 'dist/inspector.js'),
    join(folder, 'song'),
    format,
    '60000',
    '1e12',
  ]
  const report = execFileSync(process.execPath, args, { env: { BENCH_METER_FILE: meter }, encoding: 'utf8' })
  if (!report.includes('"cutIn":null')) throw new Error(`a good file was found damaged: ${report}`)
  const [, peak, cpu] = /^peak (\d+)\ncpu (\d+)$/.exec(readFileSync(meter, 'utf8')) ?? []
  return { cpuMs: Number(cpu), peakBytes: Number(peak) }
}

const numbers = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4)
  return bytes
}

/** A file that repeats the six seconds of `moov-last.m4a`: its boxes are `ftyp`, `free`, `mdat`, `moov`. */
function longM4a(times: number): Buffer {
  const file = media('moov-last.m4a')
  const [mdat, moov] = [file.indexOf('mdat') + 4, file.indexOf('moov') - 4]
  const sizes = file.indexOf('stsz') + 16
  const count = file.readUInt32BE(sizes - 4)
  const table = file.subarray(sizes, sizes + count * 4)
  const sound = Buffer.alloc((moov - mdat) * times, file.subarray(mdat, moov))
  const chunks = Array.from({ length: times }, (_, index) => mdat + (moov - mdat) * index)
  const header = Buffer.from(file.subarray(file.indexOf('mdhd') + 4, file.indexOf('mdhd') + 28))
  header.writeUInt32BE(count * times * 1024, 16)
  let boxes = file.subarray(moov)
  boxes = withBox(boxes, 'mdhd', header)
  boxes = withBox(boxes, 'stts', numbers(0, 1, count * times, 1024))
  boxes = withBox(boxes, 'stsc', numbers(0, 1, 1, count, 1))
  boxes = withBox(boxes, 'stsz', Buffer.concat([numbers(0, 0, count * times), ...chunks.map(() => table)]))
  boxes = withBox(boxes, 'stco', numbers(0, times, ...chunks))
  return Buffer.concat([file.subarray(0, mdat - 8), box('mdat', sound), boxes])
}
