/**
 * Shows job summaries as GitHub would, in headless Chromium, and checks them: every mermaid block is drawn, nothing hostile
 * became an element, every text is still there. First come situations written by hand, then real runs of dist/.
 *
 * `--screenshots` leaves pictures of the real runs in docs/images; Debian's fonts-liberation and fonts-noto-color-emoji make
 * them look as on GitHub. `--pages FOLDER` leaves a picture of every page in FOLDER.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { HOSTILE } from '../../__tests__/summaries/hostile.ts'
import { situations } from '../../__tests__/summaries/situations.ts'
import { summaryMarkdown } from '../../src/tell/summary.ts'
import type { Snapshot } from '../../src/ledger.ts'
import { plainLine, shortLine } from '../../src/text/plain-line.ts'
import { installPackages } from '../packages.ts'
import { checkPage, type Expectation } from './check.ts'
import { missingPackages, shrink, withChromium } from './chromium.ts'
import { openGitHubPage, type Scheme } from './github-page.ts'
import { buildIfStale } from '../build/fresh.ts'
import { runSummaries } from './runs.ts'

const LINKS = 'https://cdn.example.com'
const folders = process.argv[2] === '--pages' ? [process.argv[3] ?? 'tmp/pages'] : []
const docs = process.argv[2] === '--screenshots' ? ['docs/images'] : []

const missing = missingPackages(docs.length > 0)
if (missing.length > 0) {
  const how = `apt-get install ${missing.join(' ')}`
  process.stderr.write(`SUMMARIES NOT CHECKED: ${missing.join(' and ')} missing (Debian: ${how})\n`)
  process.exit(process.env['CI'] === undefined ? 0 : 1)
}
buildIfStale()

installPackages('summaries')

const tally = { passed: 0, failed: 0 }
const runs = await runSummaries()
await withChromium(async (browser) => {
  for (const [name, report] of situations()) {
    const markdown = summaryMarkdown(report)
    for (const scheme of ['light', 'dark'] as const) {
      await show(browser, {
        name: `${name}-${scheme}`,
        markdown,
        scheme,
        expected: expectationOf(name, report),
        folders,
      })
    }
  }
  for (const { name, markdown, sections } of runs) {
    const expected = { linkOrigin: LINKS, texts: [], sections }
    const pictures = [...folders, ...docs]
    for (const scheme of ['light', 'dark'] as const) {
      const file = `summary-${name}${scheme === 'dark' ? '-dark' : ''}`
      await show(browser, { name: file, markdown, scheme, expected, folders: pictures })
    }
  }
})
process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed\n`)
process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1)

interface Shown {
  readonly name: string
  readonly markdown: string
  readonly scheme: Scheme
  readonly expected: Expectation
  /** Where to leave a picture. */
  readonly folders: readonly string[]
}

async function show(
  browser: Browser,
  { name, markdown, scheme, expected, folders: leaveIn }: Shown,
): Promise<void> {
  const complaints: string[] = []
  const onRequest = (url: string): void => void complaints.push(`the page wants ${url}`)
  // A zone with half an hour: pictures must be the same in every time zone.
  const options = { scheme, widthPx: 920, timezone: 'Asia/Kolkata', onRequest }
  const page = await openGitHubPage(browser, markdown, options)
  complaints.push(...(await checkPage(page, expected, scheme)))
  for (const folder of leaveIn) {
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `${name}.png`)
    await page.screenshot({ path, fullPage: true })
    if (docs.includes(folder)) shrink(path)
  }
  await page.context().close()
  tally[complaints.length === 0 ? 'passed' : 'failed'] += 1
  const marks = complaints.map((complaint) => `\n    ${complaint}`)
  process.stdout.write(`${complaints.length === 0 ? 'ok' : 'NOT OK'} ${name}${marks.join('')}\n`)
}

function expectationOf(name: string, report: Snapshot): Expectation {
  const ids = report.tasks.map(({ taskId }) => taskId)
  const tasks = ids.length === 1 ? ['Task'] : ids.map((taskId, index) => `${index + 1}. ${drawnId(taskId)}`)
  const hostile = name === 'hostile' ? HOSTILE : []
  // In these no task was seen to change.
  const isDrawn = name !== 'at-once' && name !== 'unauthorized'
  return {
    linkOrigin: LINKS,
    texts: [
      ...ids.map((taskId) => plainLine(taskId)),
      ...hostile.map((text) => shortLine(text, 79).slice(0, 78)),
    ],
    sections: isDrawn ? [...tasks, ...(report.outages.length === 0 ? [] : ['API'])] : [],
  }
}

function drawnId(taskId: string): string {
  const safe = taskId.replace(/[^A-Za-z0-9_-]/g, '_')
  return safe.length <= 20 ? safe : `${safe.slice(0, 9)}...${safe.slice(-8)}`
}
