import { describe, expect, it } from 'vitest'
import { type Import, importedAtRunTime, sourcesIn } from './sources.ts'

/** The arrows of the architecture, held over the real imports: what is not named here may not be imported. */

const sources = sourcesIn('src', 'sandbox', 'test')
const imports = sources.flatMap((source) => source.imports)

/** What each file imports at run time. */
const targets = new Map(
  sources.map(({ path, imports: own }) => [path, own.filter(({ isType }) => !isType).map(({ to }) => to)]),
)

/** A place from which may be imported: a folder (ending in `/`), a file, or a package; types only where it says so. */
type Allowed = { readonly place: string; readonly typesOnly: boolean }
const values = (...places: readonly string[]): readonly Allowed[] =>
  places.map((place) => ({ place, typesOnly: false }))
const types = (...places: readonly string[]): readonly Allowed[] => places.map((place) => ({ place, typesOnly: true }))

const isAt = (target: string, place: string): boolean =>
  target === place || (place.endsWith('/') && target.startsWith(place))
const isAllowed = ({ to, isType }: Import, allowed: readonly Allowed[]): boolean =>
  allowed.some(({ place, typesOnly }) => isAt(to, place) && (isType || !typesOnly))
const inWords = ({ from, to, isType }: Import): string => `${from} → ${to}${isType ? ' (types)' : ''}`

const SERVICES = 'src/services'
const SHARED = values(`${SERVICES}/clock.ts`, `${SERVICES}/log.ts`, `${SERVICES}/share.ts`)

/** What each part may import besides itself; each line is an arrow of the design. */
const ARROWS: Readonly<Record<string, readonly Allowed[]>> = {
  [`${SERVICES}/rollback/`]: values('node:crypto', 'zod', 'canonicalize'),
  [`${SERVICES}/ledger/`]: [
    ...values(`${SERVICES}/rollback/`, 'node:events', 'node:fs', 'node:path', 'node:sqlite', 'pg', 'zod'),
    ...SHARED,
  ],
  [`${SERVICES}/lighthouse/`]: [
    ...values(
      `${SERVICES}/rollback/`,
      'node:http',
      'node:https',
      'node:stream',
      'node:events',
      'p-queue',
      'undici',
      'zod',
    ),
    ...values('tencentcloud-sdk-nodejs-lighthouse/'),
    ...SHARED,
  ],
  [`${SERVICES}/runner/`]: [
    ...values(`${SERVICES}/rollback/`, `${SERVICES}/ledger/`, `${SERVICES}/lighthouse/`, `${SERVICES}/work-loop.ts`),
    ...SHARED,
  ],
  [`${SERVICES}/announcer/`]: [
    ...values(`${SERVICES}/rollback/`, `${SERVICES}/ledger/`, `${SERVICES}/work-loop.ts`, 'src/views/', 'src/words/'),
    ...values('node:crypto', 'p-queue'),
    ...types('@slack/types'),
    ...SHARED,
  ],
  [`${SERVICES}/slack/`]: [
    ...values(`${SERVICES}/rollback/`, `${SERVICES}/announcer/channel.ts`, 'src/words/language.ts'),
    ...types(`${SERVICES}/announcer/`, 'src/views/', '@slack/types', 'pino'),
    ...values('@slack/bolt', '@slack/socket-mode', '@slack/web-api', 'zod'),
    ...SHARED,
  ],
  // What is offered after a refusal follows from the catalogue's advice, which is data.
  'src/views/': [
    ...values(`${SERVICES}/rollback/`, `${SERVICES}/lighthouse/catalogue.ts`, 'src/words/', 'zod'),
    ...types(`${SERVICES}/lighthouse/inventory.ts`, '@slack/types'),
  ],
  // Words for errors are keyed by the catalogue of errors, which is data.
  'src/words/': [
    ...values(`${SERVICES}/lighthouse/catalogue.ts`),
    ...types(`${SERVICES}/rollback/`, `${SERVICES}/lighthouse/cloud-error.ts`),
  ],
  // A program of its own that asks and changes nothing: it knows neither the runner nor the announcer nor the ledger.
  'src/doctor/': [
    ...values('src/config.ts', 'src/words/', `${SERVICES}/rollback/`, `${SERVICES}/lighthouse/`, `${SERVICES}/slack/`),
    ...values(`${SERVICES}/ledger/`, '@slack/web-api', 'dotenv', 'node:fs/promises', 'node:path', 'zod'),
    ...SHARED,
  ],
  'src/commands/': [
    ...values('src/views/', 'src/words/', `${SERVICES}/rollback/`, `${SERVICES}/ledger/`, `${SERVICES}/lighthouse/`),
    ...values(`${SERVICES}/slack/`, 'node:crypto', 'zod'),
    ...types(`${SERVICES}/announcer/`, `${SERVICES}/runner/`, '@slack/bolt', '@slack/types'),
    ...SHARED,
  ],
}

describe('the arrows', () => {
  it.each(Object.entries(ARROWS))('of %s lead only where the design lets them', (part, allowed) => {
    const own = imports.filter(({ from }) => from.startsWith(part))
    expect(own.length).toBeGreaterThan(0)
    const others = own.filter((one) => !one.to.startsWith(part) && !isAllowed(one, allowed))
    expect(others.map(inWords)).toEqual([])
  })

  it('are written for every folder of the sources', () => {
    const folders = new Set(
      sources.map(({ path }) => path.replace(/[^/]+$/, '')).filter((one) => one.startsWith('src/')),
    )
    const parts = Object.keys(ARROWS)
    const forgotten = [...folders].filter((folder) => !parts.some((part) => folder.startsWith(part)))
    // The files that put the parts together.
    expect(forgotten.toSorted()).toEqual(['src/', `${SERVICES}/`])
  })

  it('meet in one place: nothing else knows both the runner and the announcer, and nothing knows the app but its start', () => {
    const knows = (part: string) =>
      new Set(imports.filter(({ from, to }) => !from.startsWith(part) && to.startsWith(part)).map(({ from }) => from))
    const announcer = knows(`${SERVICES}/announcer/`)
    const both = [...knows(`${SERVICES}/runner/`)].filter((from) => announcer.has(from) && from.startsWith('src/'))
    expect(both).toEqual(['src/start-parts.ts'])
    const starts = imports.filter(({ from, to }) => from.startsWith('src/') && to === 'src/app.ts')
    expect(starts.map(({ from }) => from)).toEqual(['src/main.ts'])
  })

  it('never lead from the product to the sandbox or to tests', () => {
    const out = imports.filter(({ from, to }) => from.startsWith('src/') && /^(sandbox|test|bench)\//.test(to))
    expect(out.map(inWords)).toEqual([])
  })

  it('never lead from the sandbox to the product or to tests: they talk over the wire', () => {
    const out = imports.filter(({ from, to }) => from.startsWith('sandbox/') && /^(src|test|bench)\//.test(to))
    expect(out.map(inWords)).toEqual([])
  })

  it('keep the domain, the words and the views pure: nothing they reach at run time does anything by itself', () => {
    const reached = new Set<string>()
    const reach = (path: string): void => {
      if (reached.has(path)) return
      reached.add(path)
      for (const target of targets.get(path) ?? []) reach(target)
    }
    const pure = [`${SERVICES}/rollback/`, 'src/words/', 'src/views/']
    for (const { path } of sources) if (pure.some((part) => path.startsWith(part))) reach(path)
    const packages = [...reached].filter((one) => !one.startsWith('src/'))
    expect(packages.toSorted()).toEqual(['canonicalize', 'node:crypto', 'zod'])
  })

  it('make no ring at run time', () => {
    const done = new Set<string>()
    const ringFrom = (path: string, way: readonly string[]): readonly string[] | null => {
      if (way.includes(path)) return [...way.slice(way.indexOf(path)), path]
      if (done.has(path)) return null
      for (const target of targets.get(path) ?? []) {
        const ring = ringFrom(target, [...way, path])
        if (ring !== null) return ring
      }
      done.add(path)
      return null
    }
    const rings = sources.map(({ path }) => ringFrom(path, [])).filter((ring) => ring !== null)
    expect(rings.map((ring) => ring.join(' → '))).toEqual([])
  })
})

describe('packages', () => {
  const importersOf = (name: RegExp, kind: 'values' | 'types and values') =>
    new Set(
      imports
        .filter(({ from, to, isType }) => from.startsWith('src/') && name.test(to) && (kind !== 'values' || !isType))
        .map(({ from }) => from),
    )

  it('Tencent’s SDK is known to one file, types included', () => {
    expect([...importersOf(/^tencentcloud/, 'types and values')]).toEqual([`${SERVICES}/lighthouse/sdk.ts`])
  })

  it('only that one service of Tencent’s SDK is loaded, not its index of hundreds', () => {
    const paths = imports.filter(({ from, to }) => from.startsWith('src/') && to.startsWith('tencentcloud'))
    for (const { to } of paths) {
      expect(to).toMatch(/^tencentcloud-sdk-nodejs-lighthouse\/tencentcloud\/services\/lighthouse\//)
    }
  })

  it('Slack’s clients are made in one folder, and by the doctor for its questions; elsewhere they are types', () => {
    const importers = [...importersOf(/^@slack\/(bolt|web-api|socket-mode)/, 'values')]
    const makers = [`${SERVICES}/slack/`, 'src/app.ts', 'src/doctor/slack-checks.ts']
    expect(importers.filter((from) => !makers.some((maker) => isAt(from, maker)))).toEqual([])
  })

  it('the database is known to the ledger alone', () => {
    const knowing = [...importersOf(/^(node:sqlite|pg)$/, 'types and values')]
    const postgres = ['engine', 'errors', 'replicas', 'session'].map((part) => `postgres-${part}`)
    const engines = ['look-at-postgres', ...postgres, 'sqlite-engine']
    expect(knowing.toSorted()).toEqual(engines.map((name) => `${SERVICES}/ledger/${name}.ts`))
  })

  it('the environment is read at the start of a program alone', () => {
    const readers = sources.filter(({ path, text }) => path.startsWith('src/') && text.includes('process.env'))
    expect(readers.map(({ path }) => path)).toEqual(['src/doctor/main.ts', 'src/main.ts'])
  })
})

describe('reading the imports', () => {
  it('sees as many at run time as Node.js does', () => {
    for (const source of sources) {
      const seen = source.imports.filter(({ isType }) => !isType).length
      const dynamic = source.text.match(/\bimport\(\s*'/g)?.length ?? 0
      expect([source.path, seen]).toEqual([source.path, importedAtRunTime(source).length + dynamic])
    }
  })

  it('finds a file behind every relative import', () => {
    const known = new Set(sources.map(({ path }) => path))
    const missing = imports.filter(({ to }) => /^(src|sandbox|test)\/.*\.ts$/.test(to) && !known.has(to))
    expect(missing.map(inWords)).toEqual([])
    expect(imports.length).toBeGreaterThan(1_000)
  })
})
