// What a disk that refuses a file is told to be: codes that a test can hardly bring about for real.
import { explainDisk } from '../../../src/download/part-file.ts'

test.each([
  ['ENOSPC', 'no space left on the disk'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the file is larger than allowed here'],
  ['EACCES', 'no permission'],
  ['EPERM', 'no permission'],
  ['EROFS', 'the file system is read-only'],
  ['EEXIST', 'there is a file where a folder should be'],
  ['ENOTDIR', 'there is a file where a folder should be'],
  ['EISDIR', 'there is a folder of that name'],
  ['ENOTEMPTY', 'there is a folder of that name'],
  ['ENAMETOOLONG', 'the path is too long'],
  ['EIO', 'the system refuses'],
])('%s: %s', (code, words) => {
  expect(explainDisk('/out/song.mp3', code)).toBe(`cannot write /out/song.mp3: ${words} (${code})`)
})
