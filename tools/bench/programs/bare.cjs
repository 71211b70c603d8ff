// The least that this step can be in JavaScript: one request, three outputs. It loads `node:https`, since the real API needs it.
// CommonJS, since an ES module that imports `node:http` loads Node's own undici.
require('node:https')
const { appendFileSync } = require('node:fs')
const { get } = require('node:http')

const url = `${process.env.INPUT_ENDPOINT}?taskId=${encodeURIComponent(process.env['INPUT_TASK-ID'])}`
const headers = { authorization: `Bearer ${process.env['INPUT_API-KEY']}` }
get(url, { headers }, (response) => {
  let body = ''
  response.setEncoding('utf8')
  response.on('data', (text) => (body += text))
  response.on('end', () => {
    const { status, result } = JSON.parse(body)
    const outputs = { status, result: JSON.stringify(result), audioUrl: result.audioUrl }
    for (const [name, value] of Object.entries(outputs)) {
      appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${value}\n`)
    }
    process.exit(status === 'completed' ? 0 : 1)
  })
})
