// `npm run build`, and before `npm start`, the sandbox, the benchmarks and the tests: puts the sources, their types taken
// out, into the few files of `dist/`, unless those were made of the very same sources. Finding and opening two hundred
// files one by one is a sixth of a start. Nothing is made smaller: a stack trace names the functions as the sources do.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'dist')
const stamp = join(folder, '.built-from')

const hash = createHash('sha256')
const sources = readdirSync(join(root, 'src'), { recursive: true })
  .map((path) => join('src', String(path)))
  .filter((path) => /\.[jt]s$/.test(path))
for (const path of ['package-lock.json', 'scripts/build.mjs', ...sources.sort()])
  hash.update(`${path}\n`).update(readFileSync(join(root, path)))
const wanted = hash.digest('hex')

const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

if (!isBuilt()) {
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input: join(root, 'src/start.js'),
    cwd: root,
    platform: 'node',
    // What npm installs stays where it is.
    external: /^[^./]/,
  })
  // Not a temporary folder: a service runs as somebody else, who must be able to read it.
  const making = join(root, `dist-${process.pid}`)
  mkdirSync(making)
  try {
    await bundle.write({ dir: making, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' })
    writeFileSync(join(making, '.built-from'), wanted)
    rmSync(folder, { recursive: true, force: true })
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    // Another start from the same folder may have been quicker.
    if (!isBuilt()) throw error
  }
}
