// A Jest transform: removes the types in place with Node's own stripper, so that lines and columns stay as written.
import { hash } from 'node:crypto'
import { stripTypeScriptTypes } from 'node:module'

export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
  getCacheKey: (source, path) => hash('sha256', `${process.version}\0${path}\0${source}`),
}
