// Stands in for `undici` under `@actions/http-client` (see "overrides" in package.json, and docs/design.md for why).
// The client imports `ProxyAgent` for `getAgentDispatcher()`, which serves `fetch()`; this action uses `getAgent()`.

/** What is left of undici's class: it says what happened, should anyone ever call for it. */
export class ProxyAgent {
  constructor() {
    throw new Error(
      'undici is stubbed out in this bundle: getAgentDispatcher() cannot be used (see stubs/undici)',
    )
  }
}
