import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

/** The bot and what is loaded before it, each as one file. */
export type Programs = { readonly bot: string; readonly preload: string; readonly compiled: string }

const ROOT = join(import.meta.dirname, '../../..')
const CACHE = join(ROOT, 'node_modules/.cache/storm')
const BOT = join(ROOT, 'src/main.ts')
const PRELOAD = join(import.meta.dirname, '../bot/preload.ts')

/** Changes with every source that goes in. */
const fingerprint = (): string => {
  const hash = createHash('sha256')
  for (const path of globSync(['src/**/*.ts', 'test/faults/bot/*.ts', 'package-lock.json'], { cwd: ROOT }).toSorted())
    hash.update(path).update(readFileSync(join(ROOT, path)))
  return hash.digest('hex').slice(0, 16)
}

const write = async (input: string, folder: string, name: string): Promise<void> => {
  // `pg` stays outside: the preload must see the very driver that the bot uses.
  const bundle = await rolldown({ input, platform: 'node', external: [/^node:/, 'pg'], cwd: ROOT, logLevel: 'silent' })
  await bundle.write({ file: join(folder, name), format: 'esm', minify: true, codeSplitting: false })
  await bundle.close()
}

/**
 * A storm starts the bot hundreds of times, and finding its thousand source files is most of a start: the same sources
 * in one file start in less than half of the time. Made once for one state of the sources, by whoever comes first.
 */
export const buildPrograms = async (): Promise<Programs> => {
  const folder = join(CACHE, fingerprint())
  const programs = {
    bot: join(folder, 'bot.mjs'),
    preload: join(folder, 'preload.mjs'),
    compiled: join(folder, 'compiled'),
  }
  if (existsSync(folder)) return programs
  mkdirSync(CACHE, { recursive: true })
  const making = mkdtempSync(join(CACHE, 'making-'))
  await Promise.all([write(BOT, making, 'bot.mjs'), write(PRELOAD, making, 'preload.mjs')])
  try {
    renameSync(making, folder)
  } catch {
    rmSync(making, { recursive: true, force: true })
  }
  return programs
}
