import { parseArgs } from 'node:util'
import { startPostgres } from '../../support/postgres.ts'
import { buildPrograms } from '../../support/programs.ts'
import { type Plan, runEpisode, type StoreInStorm } from './episode.ts'
import { mergeFigures, newFigures, summaryOf } from './figures.ts'
import { mayMount, openPostgresInStorm, openSqliteInStorm } from './stores.ts'

/**
 * `npm run storm -- --minutes N --seed S`: one episode after the other, on both stores in turn, until the time is up.
 * `--episode E` runs one of them again, the same way. Ends with 1 where a promise was broken.
 */

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    episode: { type: 'string' },
  },
})

const minutes = Number(values.minutes)
const only = values.episode === undefined ? null : Number(values.episode)
if (!(minutes > 0) || (only !== null && !Number.isInteger(only))) {
  console.error('Give --minutes a number above 0 and --episode a whole number, or leave them out.')
  process.exit(2)
}

/** How often a process is killed in one episode. */
const KILLS = 30
/** The longest life of a process between two of them: as long as half of a request's. */
const EFFECTS_OF_A_LIFE = 160
/** So many episodes at once: one waits while the other starts its bots. */
const LANES = 2

const isPostgres = (episode: number): boolean => episode % 2 === 1
const planOf = (episode: number): Plan => ({
  seed: `${values.seed}-${episode}`,
  kills: KILLS,
  effects: EFFECTS_OF_A_LIFE,
  replicas: isPostgres(episode) ? 2 : 1,
})

const programs = await buildPrograms()
const since = performance.now()
const endsAt = since + minutes * 60_000
const figures = newFigures()
const violations: string[] = []
let next = only ?? 0
let episodes = 0

const run = async (episode: number): Promise<void> => {
  // A server for each episode: its restart must not hit another one.
  const server = isPostgres(episode) ? await startPostgres() : null
  const openStore = (folder: string): Promise<StoreInStorm> | StoreInStorm =>
    server === null ? openSqliteInStorm(folder) : openPostgresInStorm(server)
  try {
    const result = await runEpisode(planOf(episode), { programs, openStore })
    episodes += 1
    mergeFigures(figures, result.figures)
    const { kills, requests } = result.figures
    const store = server === null ? 'SQLite' : 'PostgreSQL, two replicas'
    console.log(
      `episode ${episode} (${store}): ${kills} kills, ${requests} requests, ${result.broken.length} violations`,
    )
    if (result.broken.length === 0) return
    violations.push(...result.broken)
    console.error([...result.broken, ...result.lastWords].join('\n'))
    console.error(`Again: npm run storm -- --seed ${values.seed} --episode ${episode}`)
  } finally {
    await server?.dispose()
  }
}

const lane = async (): Promise<void> => {
  while (performance.now() < endsAt) {
    const episode = next
    next += 1
    await run(episode)
  }
}

if (!mayMount()) console.log('The disk is never full in this storm: only root may mount a small one.')
if (only === null) await Promise.all(Array.from({ length: LANES }, lane))
else await run(only)

const took = Math.round((performance.now() - since) / 1_000)
console.log(`\nseed ${values.seed}, ${episodes} episodes, ${took} s\n${summaryOf(figures, violations)}`)
process.exit(violations.length === 0 ? 0 : 1)
