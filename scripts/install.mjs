// Runs before every command of package.json, on whatever Node.js the machine has: installs the locked
// dependencies (Node.js 24 is one of them) unless they are already those of package-lock.json.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.installed-from')
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

if (!isInstalled()) {
  console.error('Installing the locked dependencies (once; about half a minute) …')
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const run = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (run.status !== 0) {
    console.error('The dependencies could not be installed: see the lines above, then run the same command again.')
    process.exit(1)
  }
  if (!existsSync(join(modules, '.bin', 'node')) && !existsSync(join(modules, '.bin', 'node.cmd'))) {
    const major = Number(process.versions.node.split('.')[0])
    if (major < 24) {
      console.error(
        `This machine (${process.platform} ${process.arch}) has Node.js ${process.version}, and npm has no Node.js 24 for it. Install Node.js 24, then run the same command again.`,
      )
      process.exit(1)
    }
  }
  writeFileSync(stamp, wanted)
}
