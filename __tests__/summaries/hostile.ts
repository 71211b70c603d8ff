// What a hostile producer might put into every field, and a step whose tasks are full of it.
import type { Snapshot } from '../../src/ledger.ts'
import { changes, failed, savedFile, song, step } from './snapshots.ts'

/** What may stand in a title, a message, a status, a trace ID or the address of a redirect. */
export const HOSTILE = [
  '</details></table></pre></code><script>alert(1)</script><img src=x onerror=alert(1)>',
  '[click](javascript:alert(1)) ![x](https://evil.example/x.png) <https://evil.example> https://evil.example www.evil.example',
  '@octocat a@evil.example mailto:a@evil.example #1 GH-1 octocat/repo#2 :tada: | cell | `code` **bold** ~~gone~~ $x$ $$y$$',
  '```mermaid\ngraph TD; A-->B; click A "https://evil.example"\n```',
  '# Heading\r\n\r\n- list\n> quote\n---\n| a | b |\n|---|---|\n[ref]: https://evil.example',
  '\u202Egnp.exe\u2066 \u200B \u0085::error::x ##[error]x \u2028 &lt;b&gt; &#60;i&#62; \\ \u001B[31m red',
  '-->\n---\nconfig: {securityLevel: loose}\n%%{init: {"securityLevel": "loose"}}%% ; # : , "',
] as const

export const HOSTILE_IDS = [
  '<img src=x onerror=alert(1)>',
  '12345',
  '__proto__',
  'a:b;c#d %%{init}%%',
  'section x|y @octocat #1',
  '\u202Eabc`code`[x](https://evil.example)',
  'https://evil.example/a@evil.example',
] as const

export function hostile(): Snapshot {
  const tasks = HOSTILE_IDS.map((taskId, index) => {
    const text = HOSTILE[index] ?? ''
    if (index % 2 === 1) return song(taskId, text, { files: [savedFile(`_${index}.mp3`)] })
    const fields = { errorCode: text, traceId: text, status: index === 0 ? text : 'failed' }
    const seen = changes(['pending', 300], [text, 20_000], ['failed', 96_000])
    return { ...failed(taskId, text, fields), changes: seen }
  })
  const outages = HOSTILE.map((target, index) => ({
    fromMs: index * 9_000,
    toMs: index * 9_000 + 4_000,
    problem: { kind: 'redirect', httpStatus: 302, target, excerpt: '' } as const,
  }))
  return step(tasks, { outages })
}
