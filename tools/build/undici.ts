// Stands in for `undici` in dist/, where it would be most of the bundle: `@actions/http-client` imports `ProxyAgent` from it for
// `getAgentDispatcher()`, which serves `fetch()`. This action uses `getAgent()`, which needs no `undici`; no bundler can prove that.
// Plain JavaScript, since tools/build/main.ts copies it as it stands.

/** What is left of undici's class: it says what happened, should anyone ever call for it. */
export class ProxyAgent {
  constructor() {
    throw new Error(
      'undici is not in this bundle: getAgentDispatcher() cannot be used (see tools/build/undici.ts)',
    )
  }
}
