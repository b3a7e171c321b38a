import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { config as loadDotenv } from 'dotenv'

/**
 * What `npm start` runs: `main.ts`, started quickly. Taking the types out of the sources and compiling them is most of a
 * start: what came of it is kept for the next one, in a folder that nobody else can write to; where there is none to be
 * had, the start only takes longer. This is no TypeScript, because whatever takes types out would have to be loaded for it.
 */
loadDotenv({ quiet: true })
// DATA_DIR and what it is without a word, as config.ts has it.
enableCompileCache(join(process.env['DATA_DIR'] || './data', 'compiled'))
await import('./main.ts')
