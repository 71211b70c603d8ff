// A Jest transform: removes the types with Node's own stripper, which keeps lines and columns.
import { hash } from 'node:crypto'
import { stripTypeScriptTypes } from 'node:module'

export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
  getCacheKey: (source, path) => hash('sha256', `${process.version}\0${path}\0${source}`),
}
