/**
 * Finds, starts and closes Debian's Chromium, headless. The pages get all their contents as text and need no network.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { Browser } from 'playwright-core'

/** Debian's packages install them here. Playwright's own browsers would be downloads of prebuilt binaries. */
const CHROMIUM = '/usr/bin/chromium'
const CMARK = '/usr/bin/cmark-gfm'
const PNGQUANT = '/usr/bin/pngquant'

/** The missing Debian packages: those for checks and, for pictures, the one that compresses them. */
export function missingPackages(withPictures: boolean): string[] {
  const needed = [CHROMIUM, CMARK, ...(withPictures ? [PNGQUANT] : [])]
  return needed.filter((path) => !existsSync(path)).map((path) => basename(path))
}

/** Compresses a picture to a third of its size, without a visible difference. */
export function shrink(path: string): void {
  execFileSync(PNGQUANT, ['--force', '--ext', '.png', '--speed', '1', '--strip', '64', path])
}

/** Runs `work` with a browser with its own profile, and closes it in any case. The packages must be installed. */
export async function withChromium<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      // CI runs as root, where Chromium's sandbox cannot; the pages are our own.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}
