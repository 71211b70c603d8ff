// A Jest reporter: appends a line for each test to the file that RESULTS names, as it ends: its state, a tab, its name.
import { appendFileSync } from 'node:fs'

export default class {
  onTestFileResult(_file, { testFilePath, testExecError, testResults }) {
    const lines = testResults.map(({ status, fullName }) => `${status}\t${fullName}\n`)
    // A file that could not be loaded has no tests.
    if (testExecError) lines.push(`failed\t${testFilePath}\n`)
    appendFileSync(process.env.RESULTS, lines.join(''))
  }
}
