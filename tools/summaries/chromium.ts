/**
 * Finds, starts and closes Debian's Chromium, headless. The pages get everything as text, so that none needs the network.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { Browser } from 'playwright-core'

/** Debian's packages install them here. Playwright's own browsers would be downloads of prebuilt binaries. */
const CHROMIUM = '/usr/bin/chromium'
const CMARK = '/usr/bin/cmark-gfm'
const PNGQUANT = '/usr/bin/pngquant'

/** The Debian packages that are missing: for checks, and for pictures also one that makes them small. */
export function missingPackages(withPictures: boolean): string[] {
  const needed = [CHROMIUM, CMARK, ...(withPictures ? [PNGQUANT] : [])]
  return needed.filter((path) => !existsSync(path)).map((path) => basename(path))
}

/** Makes a picture of a page a third of its size, with no difference that an eye sees. */
export function shrink(path: string): void {
  execFileSync(PNGQUANT, ['--force', '--ext', '.png', '--speed', '1', '--strip', '64', path])
}

/** Runs `work` with a browser that has a profile of its own, and closes it however that goes. Wants the packages installed. */
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
