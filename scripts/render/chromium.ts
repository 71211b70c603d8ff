/**
 * Debian's Chromium, headless: found, started, and closed again. Everything it loads is handed to it; it has no network.
 */
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** Debian's packages install it here. Playwright's own browsers would be downloads of prebuilt binaries. */
const CHROMIUM = '/usr/bin/chromium'
const CMARK = '/usr/bin/cmark-gfm'

/** The Debian packages that are missing for rendering. */
export function missingPackages(): string[] {
  return [
    ['chromium', CHROMIUM],
    ['cmark-gfm', CMARK],
  ].flatMap(([name = '', path = '']) => (existsSync(path) ? [] : [name]))
}

/** Runs `work` with a browser that has a profile of its own, and closes it however that goes. */
export async function withChromium<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
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
