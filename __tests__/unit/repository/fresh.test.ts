/** Whether dist/ was built from the sources as they are now. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isFresh, stampBuild } from '../../../tools/build/fresh.ts'

const project = mkdtempSync(join(tmpdir(), 'fresh-'))
afterAll(() => rmSync(project, { recursive: true, maxRetries: 5 }))

beforeEach(() => {
  const built = ['src', 'rehearsal', 'tools/build', 'dist', 'package-lock.json', 'tsconfig.json']
  for (const path of [...built, 'tsconfig.build.json']) {
    cpSync(path, join(project, path), { recursive: true })
  }
  mkdirSync(join(project, 'build'), { recursive: true })
  stampBuild(project)
})

test('a build is fresh, whatever the times of its files', () => {
  utimesSync(join(project, 'src/step.ts'), 0, 0)
  expect(isFresh(project)).toBe(true)
})

test.each([
  'src/text/show.ts',
  'rehearsal/src/tasks.ts',
  'package-lock.json',
  'dist/index.js',
  'tools/build/main.ts',
])('a change in %s makes it stale', (path) => {
  appendFileSync(join(project, path), '\n')
  expect(isFresh(project)).toBe(false)
})

test('a file that was added or removed makes it stale, and so does a build that failed', () => {
  appendFileSync(join(project, 'src/new.ts'), '')
  expect(isFresh(project)).toBe(false)
  rmSync(join(project, 'src/new.ts'))
  expect(isFresh(project)).toBe(true)
  rmSync(join(project, 'build'), { recursive: true })
  expect(isFresh(project)).toBe(false)
})
