// The demo's page: the job summaries of all scenes, near enough to how GitHub shows them, and the saved songs to listen to. One
// file that needs no network and no package.
import { drawGantt } from './timeline.ts'

export interface PageScene {
  readonly title: string
  /** As the action wrote it. */
  readonly summary: string
  /** Saved songs, as paths from the page. */
  readonly songs: readonly string[]
}

export function page(scenes: readonly PageScene[]): string {
  const parts = scenes.map(
    ({ title, summary, songs }, index) =>
      `<section><h2>Scene ${index + 1}: ${title}</h2><article>${markdownToHtml(summary)}</article>` +
      `${songs.map((path) => `<figure><figcaption>${path}</figcaption><audio controls src="${path}"></audio></figure>`).join('')}</section>`,
  )
  return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Wait for MountSea task: the demo's job summaries</title>
<style>${STYLE}</style>
<h1>Job summaries of the demo</h1>
<p>The text is what the action wrote. GitHub shows it below the job; the charts are drawn there by mermaid, here by the demo.</p>
${parts.join('\n')}
</html>
`
}

/**
 * As much of Markdown as `src/report` writes: headings, paragraphs, lists, quotes, tables, fences, links, code, bold, emphasis.
 * HTML in it stays as it is: the text comes from the demo's own stand-in, and the action has disarmed it.
 */
export function markdownToHtml(markdown: string): string {
  const html: string[] = []
  for (const lines = markdown.split('\n'); lines.length > 0;) html.push(nextBlock(lines))
  return html.join('\n')
}

/** Takes the lines of one block from the front, at least one line. */
function nextBlock(lines: string[]): string {
  /** Takes the lines that begin so, without what they begin with. */
  const take = (mark: RegExp): string[] => {
    const end = lines.findIndex((line) => !mark.test(line))
    return lines.splice(0, end === -1 ? lines.length : end).map((line) => line.replace(mark, ''))
  }
  const [line = ''] = lines
  if (line.startsWith('```')) return fence(lines)
  if (line.startsWith('#')) return heading(lines.shift() ?? '')
  if (line.startsWith('|')) return table(take(/^\|/))
  if (line.startsWith('> ')) return `<blockquote>${inline(take(/^> /).join('<br>'))}</blockquote>`
  if (line.startsWith('- '))
    return `<ul>${take(/^- /)
      .map((item) => `<li>${inline(item)}</li>`)
      .join('')}</ul>`
  // A line of HTML, or an empty one.
  if (line.startsWith('<') || line === '') return lines.shift() ?? ''
  const first = lines.shift() ?? ''
  return `<p>${inline([first, ...take(/^(?=[^#|`<>-])/)].join(' '))}</p>`
}

function fence(lines: string[]): string {
  const end = lines.indexOf('```', 1)
  const source = lines
    .splice(0, end === -1 ? lines.length : end + 1)
    .slice(1, -1)
    .join('\n')
  return drawGantt(source) ?? `<pre>${escape(source)}</pre>`
}

function heading(line: string): string {
  const level = line.indexOf(' ')
  return `<h${level}>${inline(line.slice(level + 1))}</h${level}>`
}

function table([head = '', , ...rows]: readonly string[]): string {
  const row = (line: string, tag: string): string =>
    `<tr>${line
      .replace(/\|\s*$/, '')
      .split(/(?<!\\)\|/)
      .map((cell) => `<${tag}>${inline(cell.trim())}</${tag}>`)
      .join('')}</tr>`
  return `<div class="wide"><table>${row(head, 'th')}${rows.map((line) => row(line, 'td')).join('')}</table></div>`
}

function inline(text: string): string {
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) => `&#${mark.charCodeAt(0)};`)
    .replace(/`([^`]+)`/g, (_, code: string) => `<code>${escape(code)}</code>`)
    .replace(/\[([^\]]*)\]\((https?:[^)\s]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/(?<![\w&#])_([^_]+)_(?!\w)/g, '<em>$1</em>')
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

const STYLE = `
:root { color-scheme: light dark; --fg: #1f2328; --bg: #fff; --line: #d1d9e0; --soft: #f6f8fa; --dim: #59636e; --link: #0969da;
  --good: #1a7f37; --bad: #cf222e; --busy: #54aeff; --idle: #c8d1da }
@media (prefers-color-scheme: dark) { :root { --fg: #f0f6fc; --bg: #0d1117; --line: #3d444d; --soft: #151b23; --dim: #9198a1;
  --link: #4493f8; --good: #3fb950; --bad: #f85149; --busy: #1f6feb; --idle: #656c76 } }
body { max-width: 960px; margin: 32px auto; padding: 0 24px; background: var(--bg); color: var(--fg);
  font: 16px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif }
h1, h2 { font-weight: 600 } h2 { margin-top: 48px; font-size: 20px }
article { border: 1px solid var(--line); border-radius: 6px; padding: 8px 24px }
h3 { font-size: 20px } h4 { font-size: 16px } a { color: var(--link) }
code { background: var(--soft); border-radius: 6px; padding: 2px 5px; font: 85% ui-monospace, SFMono-Regular, Menlo, monospace }
pre { background: var(--soft); border-radius: 6px; padding: 16px; overflow: auto; font-size: 85% }
blockquote { margin: 0 0 16px; padding: 0 16px; border-left: 4px solid var(--line); color: var(--dim) }
.wide { overflow: auto } table { border-collapse: collapse } th, td { border: 1px solid var(--line); padding: 6px 13px }
tr:nth-child(odd) td { background: var(--soft) }
figure { margin: 12px 0; display: flex; gap: 16px; align-items: center } figcaption { min-width: 220px }
.gantt { width: 100%; font-size: 12px; margin: 8px 0 } .gantt text { fill: var(--fg) } .gantt .tick { fill: var(--dim) }
.gantt .grid { stroke: var(--line) } .done { fill: var(--idle) } .active { fill: var(--busy) } .crit { fill: var(--bad) }
.good { fill: var(--good) }
`
