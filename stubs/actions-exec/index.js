// Stands in for `@actions/exec` under `@actions/core` (see "overrides" in package.json, and docs/design.md for why).
// Core imports `getExecOutput` for `platform.getDetails()`, which starts programs to ask for the system's version.

/** It says what happened, should anyone ever call for it. */
export async function getExecOutput() {
  throw new Error(
    '@actions/exec is stubbed out in this bundle: platform.getDetails() cannot be used (see stubs)',
  )
}
