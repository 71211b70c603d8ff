/**
 * A Markdown text as GitHub shows it: rendered by GitHub's own `cmark-gfm` (Debian's package), styled by a copy of GitHub's
 * style sheet, with mermaid loaded. Nothing is sanitised: the check must see what a sanitiser would remove.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'

const require = createRequire(import.meta.url)
const EXTENSIONS = ['table', 'autolink', 'strikethrough', 'tasklist', 'tagfilter']

export type Scheme = 'light' | 'dark'

export interface PageOptions {
  readonly scheme: Scheme
  readonly widthPx: number
  readonly timezone: string
  /** Called with each URL that the page tries to load, which is always a fault. */
  readonly onRequest: (url: string) => void
}

/** Opens a new page with the Markdown in it; mermaid blocks are still text. The caller closes it. */
export async function openGitHubPage(
  browser: Browser,
  markdown: string,
  options: PageOptions,
): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: options.widthPx, height: 400 },
    colorScheme: options.scheme,
    timezoneId: options.timezone,
    deviceScaleFactor: 1.5,
  })
  await page.route('**/*', (route) => {
    options.onRequest(route.request().url())
    return route.abort()
  })
  await page.setContent(html(markdown))
  await page.addStyleTag({
    content: readFileSync(require.resolve('github-markdown-css/github-markdown.css'), 'utf8'),
  })
  await page.addStyleTag({ content: 'body { margin: 0 } .markdown-body { padding: 16px 24px }' })
  await page.addScriptTag({ content: readFileSync(require.resolve('mermaid/dist/mermaid.min.js'), 'utf8') })
  await page.addScriptTag({ content: readFileSync(new URL('in-page.js', import.meta.url), 'utf8') })
  return page
}

function html(markdown: string): string {
  const flags = ['--unsafe', ...EXTENSIONS.flatMap((name) => ['--extension', name])]
  const body = execFileSync('/usr/bin/cmark-gfm', flags, {
    input: markdown,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return `<!DOCTYPE html><meta charset="utf-8"><title>Summary</title><body><article class="markdown-body">${body}</article></body>`
}
