// The messages of disk errors, and which errors are retried.
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { jest } from '@jest/globals'
import { appendWhole, onDisk, onDiskNow, patiently } from '../../../src/world/disk.ts'

test.each([
  ['ENOSPC', 'no space left on the disk'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the file is larger than allowed here'],
  ['EACCES', 'no permission'],
  ['EBUSY', 'another program has it open'],
  ['EROFS', 'the file system is read-only'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['EINVAL', 'the name is not allowed here'],
  ['ENOTDIR', 'there is a file where a folder should be'],
  ['ENOTEMPTY', 'there is a folder of that name'],
  ['EPERM', 'no permission, or a folder of that name, or another program has it open'],
  ['ENOENT', 'there is no such folder or drive, or its name is not allowed here'],
  ['EIO', 'it is missing, or the system refuses'],
])('%s: %s', async (code, words) => {
  const error = Object.assign(new Error('x'), { code })
  const message = `cannot write /out/song.mp3: ${words} (${code})`
  await expect(onDisk('/out/song.mp3', Promise.reject(error))).rejects.toThrow(message)
  const fail = (): never => {
    throw error
  }
  expect(() => onDiskNow('/out/song.mp3', fail)).toThrow(message)
})

test('an error without a code is reported without one, and a success is returned', async () => {
  const message = /^cannot write \/out: it is missing, or the system refuses$/
  await expect(onDisk('/out', Promise.reject(new Error('secret')))).rejects.toThrow(message)
  expect([await onDisk('/out', Promise.resolve(1)), onDiskNow('/out', () => 2)]).toEqual([1, 2])
})

test.each(['EPERM', 'EACCES', 'EBUSY'])('%s is waited for on Windows only, for up to 1.4 s', (code) => {
  const wait = jest.spyOn(Atomics, 'wait').mockReturnValue('timed-out')
  const held = Object.assign(new Error(code), { code })
  let attempts = 0
  const heldFor = (times: number) => (): string => {
    attempts += 1
    if (attempts > times) return 'written'
    throw held
  }
  expect([patiently(heldFor(7), true), attempts]).toEqual(['written', 8])
  expect(wait.mock.calls.reduce((sum, [, , , ms = 0]) => sum + ms, 0)).toBe(1400)
  attempts = 0
  expect(() => patiently(heldFor(8), true)).toThrow(held)
  attempts = 0
  expect(() => patiently(heldFor(1), sep === '/' ? undefined : false)).toThrow(held)
  held.code = 'ENOSPC'
  attempts = 0
  expect(() => patiently(heldFor(1), true)).toThrow(held)
  wait.mockRestore()
})

test('a text is appended whole to a file that exists, and makes none', () => {
  const path = join(tmpdir(), `append-${process.pid}`)
  writeFileSync(path, 'a')
  const nextNumber = (): number => {
    const descriptor = openSync(path, 'r')
    closeSync(descriptor)
    return descriptor
  }
  const free = nextNumber()
  appendWhole(path, 'bc')
  // The file was closed: its number is free again.
  expect(nextNumber()).toBe(free)
  expect(readFileSync(path, 'utf8')).toBe('abc')
  rmSync(path)
  expect(() => appendWhole(path, 'bc')).toThrow(`cannot write ${path}: there is no such folder`)
})
