import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const packageSchema = z.object({ scripts: z.object({ start: z.string().regex(/^exec node .*dist\/start\.js$/) }) })
const { scripts } = packageSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')),
)

/** The flags with which `npm start` runs Node.js. */
export const keeperFlags: readonly string[] = scripts.start.split(' ').slice(2, -1)
