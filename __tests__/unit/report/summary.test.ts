// The job summary as Markdown: verdict first, then what went wrong, then the rest.
import { EVIDENCE, FAILURES, row, show } from '../../summaries/reading.ts'
import { end, failed, song, task, waiting } from '../../summaries/reports.ts'

describe('the first line', () => {
  test('says that the one task is completed', () => {
    expect(show([song('a', 'Summer Vibes')])).toMatch(
      /^### ✅ MountSea task completed\n\nTask <code>a<\/code>, waited 2m 30s; the timeout is 30m\./,
    )
  })

  test('says that all of several are', () => {
    expect(show([song('a', 'A'), song('b', 'B')])).toMatch(/^### ✅ All 2 tasks completed\n\nWaited/)
  })

  test('counts the completed ones and the others by reason, most first', () => {
    const ends = [
      song('a', 'A'),
      failed('b', 'no'),
      end('c', { outcome: { kind: 'task-cancelled' } }),
      failed('d', 'no'),
    ]
    expect(show(ends)).toMatch(/^### ❌ 1 of 4 tasks completed; 2 failed, 1 cancelled\n/)
  })

  test('never says that no task at all is a success', () => {
    expect(show([])).toMatch(/^### ❌ No task was waited for\n/)
  })

  test.each(FAILURES.map((outcome) => [outcome.kind, outcome] as const))(
    'is red for %s, with the reason and what to do',
    (kind, outcome) => {
      const markdown = show([end('my-task', { outcome })])
      expect(markdown).toMatch(/^### ❌ \S/)
      expect(markdown).toContain('**What to do:** ')
      expect(row(markdown, 'my-task')).toContain(`| \`${kind}\` |`)
    },
  )
})

describe('a failure', () => {
  test('shows message, code, trace ID and what to do', () => {
    const markdown = show([failed('a', 'The lyrics were rejected')])
    expect(markdown).toContain('\n> <code>The lyrics were rejected</code>\n')
    expect(markdown).toContain(
      'Error code <code>4201</code> · Trace ID for MountSea support <code>trace-a</code>\n',
    )
    expect(markdown).toContain('\n**What to do:** Submit a new task')
  })

  test('without a message is told in our words', () => {
    expect(show([failed('a', '', { errorCode: '', traceId: '' })])).toContain(
      '\nTask a failed at MountSea.\n',
    )
  })

  test('stands before the successes, numbered as in the table', () => {
    const markdown = show([song('good', 'A'), failed('bad', 'no')])
    expect(markdown).toContain('#### 1. <code>bad</code>: MountSea task failed')
    expect(row(markdown, 'bad')).toMatch(/^\| 1 \|/)
    expect(row(markdown, 'good')).toMatch(/^\| 2 \|/)
    expect(markdown.indexOf('| 1 |')).toBeLessThan(markdown.indexOf('| 2 |'))
  })

  test('that several tasks share is told once', () => {
    const ends = ['a', 'b', 'c'].map((id) => waiting(id, { kind: 'interrupted', signal: 'SIGTERM' }, 5_000))
    const alike = ends.map((one) => ({ ...one, task: task(one.taskId, 'processing') }))
    const markdown = show([...alike, failed('d', 'no')])
    expect(markdown.match(/\*\*What to do/g)).toHaveLength(2)
    expect(markdown).toContain(
      '#### 3 tasks: Wait for MountSea task interrupted\n\nTasks 1 to 3 ended alike; the first:',
    )
  })

  test('names our inputs and outputs as code', () => {
    const markdown = show([end('a', { outcome: { kind: 'unauthorized', evidence: EVIDENCE } })])
    expect(markdown).toContain('<code>api-key</code>')
  })

  test('beyond the twentieth is only in the table, and a line says so', () => {
    const markdown = show(Array.from({ length: 23 }, (_, index) => failed(`t${index}`, `message ${index}`)))
    expect(markdown.match(/^#### /gm)).toHaveLength(20)
    expect(markdown).toContain('_3 more tasks not completed: only in the table below._')
  })
})

describe('below the table', () => {
  test('stands the timeline, and each outage in words', () => {
    const outages = Array.from({ length: 7 }, (_, index) => ({
      fromMs: index * 10_000,
      toMs: index === 6 ? null : index * 10_000 + 5_000,
      why: 'HTTP 503',
    }))
    const markdown = show([song('a', 'A')], { outages })
    expect(markdown).toContain('\n```mermaid\ngantt\n')
    expect(markdown).toContain('\n- API outage from 10s to 15s (5s): HTTP 503\n')
    expect(markdown).toContain('\n- 2 more outages\n')
  })

  test('stands an outage that lasts as one to the end', () => {
    const outages = [{ fromMs: 50_000, toMs: null, why: 'connection refused' }]
    expect(show([waiting('a', { kind: 'wait-timeout', timeoutMs: 9 }, 90_000)], { outages })).toContain(
      '- API outage from 50s to the end (40s): connection refused',
    )
  })

  test('stands where the records are, unless there are none', () => {
    expect(show([song('a', 'A')])).toContain('<code>/home/runner/work/_temp/mountsea-result-3f1c.json</code>')
    expect(show([song('a', 'A')], { resultPath: '' })).not.toContain('resultPath')
  })
})
