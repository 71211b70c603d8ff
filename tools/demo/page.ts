// The demo's page: the job summaries of all scenes, as GitHub shows them, and the saved songs to listen to. Without
// packages it shows the summaries as the text that the action wrote.
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface PageScene {
  readonly title: string
  /** As the action wrote it. */
  readonly summary: string
  /** Saved songs, as paths from the page. */
  readonly songs: readonly string[]
}

/** The scripts and styles that render the text like GitHub, in the order of loading. */
const PACKAGE_FILES = {
  'github-markdown.css': 'github-markdown-css/github-markdown.css',
  'marked.umd.js': 'marked/lib/marked.umd.js',
  'mermaid.tiny.js': '@mermaid-js/tiny/dist/mermaid.tiny.js',
}

/** Writes index.html and the files that it loads into `folder`. `modules` is the folder of the packages, `null` without them. */
export function writePage(folder: string, scenes: readonly PageScene[], modules: string | null): void {
  if (modules !== null) {
    copyFileSync('tools/demo/in-page.js', join(folder, 'in-page.js'))
    for (const [name, path] of Object.entries(PACKAGE_FILES))
      copyFileSync(join(modules, path), join(folder, name))
  }
  const sections = scenes.map(
    ({ title, summary, songs }, index) =>
      `<section><h2>Scene ${index + 1}: ${title}</h2><article class="markdown-body">${escape(summary)}</article>` +
      `${songs.map((path) => `<figure><figcaption>${path}</figcaption><audio controls src="${path}"></audio></figure>`).join('')}</section>`,
  )
  writeFileSync(join(folder, 'index.html'), html(sections.join('\n'), modules !== null))
}

function html(sections: string, isDrawn: boolean): string {
  return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Wait for MountSea task: the demo's job summaries</title>
${isDrawn ? '<link rel="stylesheet" href="github-markdown.css">' : ''}
<style>${STYLE}</style>
<h1>Job summaries of the demo</h1>
<p>What the action wrote${isDrawn ? ', as GitHub shows it' : ' for GitHub to show'} below a job.</p>
${sections}
${isDrawn ? '<script src="marked.umd.js"></script><script src="mermaid.tiny.js"></script><script src="in-page.js"></script>' : ''}
</html>
`
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const STYLE = `
:root { color-scheme: light dark; --fg: #1f2328; --bg: #fff; --line: #d1d9e0 }
@media (prefers-color-scheme: dark) { :root { --fg: #f0f6fc; --bg: #0d1117; --line: #3d444d } }
body { max-width: 960px; margin: 32px auto; padding: 0 16px; background: var(--bg); color: var(--fg);
  font: 16px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif }
h1, body > section > h2 { font-weight: 600; line-height: 1.25 } section > h2 { margin-top: 48px; font-size: 20px }
article { border: 1px solid var(--line); border-radius: 6px; padding: 16px; white-space: pre-wrap; overflow-wrap: anywhere }
article.drawn { white-space: normal; overflow-wrap: normal }
.chart { overflow-x: auto; margin-bottom: 16px } .chart > div { min-width: 640px }
figure { margin: 12px 0; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center } figcaption { min-width: 220px }
`
