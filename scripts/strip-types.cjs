// A Jest transform: removes the types in place with Node's own stripper, so that lines and columns stay as written.
const { stripTypeScriptTypes } = require('node:module')

module.exports = {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
  getCacheKey: (source, path) =>
    require('node:crypto').hash('sha256', `${process.version}\0${path}\0${source}`),
}
