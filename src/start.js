import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { config as loadDotenv } from 'dotenv'

/**
 * What `npm start` runs, once it is built (scripts/build.mjs): `main.ts`, started quickly. Compiling it is much of a start:
 * what came of that is kept for the next one, in a folder that nobody else can write to; where there is none to be had,
 * the start only takes longer. It runs from the sources as well; this is no TypeScript, so that what takes types out need
 * not be loaded before anything is kept.
 */
loadDotenv({ quiet: true })
// DATA_DIR and what it is without a word, as config.ts has it.
enableCompileCache(join(process.env['DATA_DIR'] || './data', 'compiled'))
await import('./main.ts')
