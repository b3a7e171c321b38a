import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import type { Plugin } from 'rolldown'

/** Programs that the tests start, each as one file. */
export type Programs = {
  readonly bot: string
  readonly doctor: string
  /** Loaded before the bot in the storm. */
  readonly preload: string
  /** What compiling them came to: the value of `NODE_COMPILE_CACHE`. */
  readonly compiled: string
}

/** Options of Node.js with which one of them starts fastest: nothing is thrown away while it loads, no threads beside it. */
export const QUICK_START = ['--max-semi-space-size=64', '--min-semi-space-size=32', '--single-threaded'] as const

const ROOT = join(import.meta.dirname, '../..')
const CACHE = join(ROOT, 'node_modules/.cache/keeper-tests')
const BOT = join(ROOT, 'src/main.ts')
const DOCTOR = join(ROOT, 'src/doctor/main.ts')
const PRELOAD = join(ROOT, 'test/faults/bot/preload.ts')

/** Changes with every source that goes in. */
const fingerprint = (): string => {
  const hash = createHash('sha256')
  const sources = ['src/**/*.ts', 'test/faults/bot/*.ts', 'test/support/programs.ts', 'package-lock.json']
  for (const path of globSync(sources, { cwd: ROOT }).toSorted())
    hash.update(path).update(readFileSync(join(ROOT, path)))
  return hash.digest('hex').slice(0, 16)
}

const builtins = new Set(builtinModules)
const PREFIX = '\0built-in:'

/**
 * Takes the platform's modules as they are. An `import` of one reads each of its exports first, and some of those load
 * half of the platform (`http` has a `WebSocket`).
 */
const platformAsItIs: Plugin = {
  name: 'platform-as-it-is',
  resolveId: (id) => {
    const name = id.replace(/^node:/, '')
    // The bundler's own beginning needs it before anything else can be defined.
    if (name === 'module') return { id: 'node:module', external: true }
    return id.startsWith('node:') || builtins.has(name) ? `${PREFIX}${name}` : null
  },
  load: (id) =>
    id.startsWith(PREFIX)
      ? { code: `module.exports = process.getBuiltinModule('node:${id.slice(PREFIX.length)}')`, moduleType: 'js' }
      : null,
}

const write = async (input: string, folder: string, name: string, plugins: readonly Plugin[]): Promise<void> => {
  // `pg` stays outside: the preload must see the very driver that the bot uses.
  const external = plugins.length > 0 ? ['pg'] : [/^node:/, 'pg']
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input,
    platform: 'node',
    external,
    plugins: [...plugins],
    cwd: ROOT,
    logLevel: 'silent',
  })
  await bundle.write({ file: join(folder, name), format: 'esm', minify: true, codeSplitting: false })
  await bundle.close()
}

/**
 * The tests start the bot hundreds of times, and finding its thousand source files is most of a start: the same sources
 * in one file start in less than half of the time. Made once for one state of the sources, by whoever comes first.
 */
export const buildPrograms = async (): Promise<Programs> => {
  const folder = join(CACHE, fingerprint())
  const programs = {
    bot: join(folder, 'bot.mjs'),
    doctor: join(folder, 'doctor.mjs'),
    preload: join(folder, 'preload.mjs'),
    compiled: join(folder, 'compiled'),
  }
  if (existsSync(folder)) return programs
  mkdirSync(CACHE, { recursive: true })
  const making = mkdtempSync(join(CACHE, 'making-'))
  await Promise.all([
    write(BOT, making, 'bot.mjs', [platformAsItIs]),
    write(DOCTOR, making, 'doctor.mjs', [platformAsItIs]),
    // It changes the platform's modules, so it has to see them as everybody else does.
    write(PRELOAD, making, 'preload.mjs', []),
  ])
  try {
    renameSync(making, folder)
  } catch {
    rmSync(making, { recursive: true, force: true })
  }
  return programs
}
