// The bare script, with `node:https` loaded as it must be for the real API: what TLS costs before anything is sent.
require('node:https')
require('./bare.cjs')
