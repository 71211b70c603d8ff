// What the errors of a disk are called.
import { onDisk, onDiskNow } from '../../../src/world/disk.ts'

test.each([
  ['ENOSPC', 'no space left on the disk'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the file is larger than allowed here'],
  ['EACCES', 'no permission'],
  ['EPERM', 'no permission, or a folder of that name, or another program has it open'],
  ['EBUSY', 'another program has it open'],
  ['EROFS', 'the file system is read-only'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['ENOENT', 'there is no such folder or drive, or its name is not allowed here'],
  ['EINVAL', 'the name is not allowed here'],
  ['EEXIST', 'there is a file where a folder should be'],
  ['ENOTDIR', 'there is a file where a folder should be'],
  ['EISDIR', 'there is a folder of that name'],
  ['ENOTEMPTY', 'there is a folder of that name'],
  ['ENAMETOOLONG', 'the path is too long'],
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

test('an error without a code is told without one, and no error is none', async () => {
  const message = /^cannot write \/out: it is missing, or the system refuses$/
  await expect(onDisk('/out', Promise.reject(new Error('secret')))).rejects.toThrow(message)
  expect([await onDisk('/out', Promise.resolve(1)), onDiskNow('/out', () => 2)]).toEqual([1, 2])
})
