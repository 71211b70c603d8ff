// Runs after `npm ci`, also on Node 20. The package `node` comes with the C headers for native add-ons: 67 MB that nothing
// here compiles against.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const folder = 'node_modules/node/node_modules'
const packages = existsSync(folder) ? readdirSync(folder) : []
for (const name of packages) rmSync(join(folder, name, 'include'), { recursive: true, force: true })
