import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../../src/config.ts'
import { ACTIONS } from '../../src/services/lighthouse/action.ts'
import { type EntryKind, entryContentSchema } from '../../src/services/rollback/entry.ts'
import { isSilent, startsMessage } from '../../src/services/rollback/tellings.ts'
import { readYaml } from './read-yaml.ts'

/** The papers say what is so: what can be compared with the sources is compared. */

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The rows of the table below a heading, as cells, without the head. */
const tableUnder = (paper: string, heading: string): readonly (readonly string[])[] => {
  const [, section = ''] = read(paper).split(new RegExp(`^#+ ${heading}$`, 'm'))
  const [table = ''] = /^(?:\|.*\n)+/m.exec(section) ?? []
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

/** Every text in code marks. */
const codes = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

const namesIn = (rows: readonly (readonly string[])[]): readonly string[] =>
  rows.flatMap(([first = '']) => codes(first)).toSorted()

const packageJson = z
  .object({
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    optionalDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read('package.json')))

const sources = globSync('src/**/*.ts', { cwd: root }).map(read)

describe('environment variables', () => {
  const example = read('.env.example')
  const required = {
    SLACK_BOT_TOKEN: 'xoxb-a-token',
    SLACK_APP_TOKEN: 'xapp-a-token',
    SLACK_CHANNEL: 'C0123456',
    TENCENTCLOUD_SECRET_ID: 'id',
    TENCENTCLOUD_SECRET_KEY: 'key',
  }
  const asked = new Set<string>()
  const environment: Record<string, string | undefined> = required
  const outcome = readConfig(
    new Proxy(environment, {
      get: (values, name) => {
        asked.add(String(name))
        return typeof name === 'string' ? values[name] : undefined
      },
    }),
  )

  it('are in the README, all that the configuration reads and no other', () => {
    expect(outcome.ok).toBe(true)
    expect(namesIn(tableUnder('README.md', 'All environment variables'))).toEqual([...asked].toSorted())
  })

  it('are in .env.example, each once, with the required ones to fill in and the others commented out', () => {
    const lines = example.split('\n').filter((line) => /^(# )?[A-Z][A-Z_]+=/.test(line))
    const names = lines.map((line) => line.replace(/^# /, '').replace(/=.*$/, ''))
    const lowerCaseTwins = new Set(['https_proxy', 'no_proxy'])
    expect(names.toSorted()).toEqual([...asked].filter((name) => !lowerCaseTwins.has(name)).toSorted())
    const toFillIn = lines.filter((line) => !line.startsWith('#')).map((line) => line.replace(/=.*$/, ''))
    expect(toFillIn).toEqual(Object.keys(required))
  })

  it('have the defaults that the papers give', () => {
    const defaults = [...example.matchAll(/^#(?!.*\(example\)).*\n# ([A-Z_]+)=(.+)$/gm)].map(
      ([, name = '', value = '']) => [name, value],
    )
    expect(defaults.length).toBeGreaterThan(8)
    expect(readConfig({ ...required, ...Object.fromEntries(defaults) })).toEqual(readConfig(required))
    const inReadme = new Map(
      tableUnder('README.md', 'All environment variables').flatMap(([name = '', , value = '']) =>
        codes(name).map((each) => [each, codes(value)[0] ?? 'none'] as const),
      ),
    )
    expect(defaults.map(([name = '']) => [name, inReadme.get(name)])).toEqual(defaults)
  })
})

describe('dependencies', () => {
  it.each(['dependencies', 'devDependencies', 'optionalDependencies'] as const)(
    'has a sentence for each of the %s',
    (kind) => {
      const rows = read('docs/dependencies.md')
        .split('\n')
        .flatMap((line) => [...line.matchAll(/^\| `([^`]+)` \| (.{8,}\.) \|$/g)])
        .map(([, name = '']) => name)
      expect(rows).toEqual(expect.arrayContaining(Object.keys(packageJson[kind])))
      expect(rows.length).toBe(new Set(rows).size)
      const all = { ...packageJson.dependencies, ...packageJson.devDependencies, ...packageJson.optionalDependencies }
      expect(rows.toSorted()).toEqual(Object.keys(all).toSorted())
    },
  )

  it('are locked without an address, so that each machine asks its own registry', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"')
  })
})

describe('architecture', () => {
  const kinds = entryContentSchema.options.map(({ shape }): EntryKind => shape.kind.value)
  const told = (kind: EntryKind): string => {
    if (isSilent(kind)) return 'silent'
    if (startsMessage(kind)) return 'own'
    return kind === 'opened' ? 'card' : 'with next'
  }

  it('names every kind of entry, and whether people see it', () => {
    const rows = tableUnder('docs/architecture.md', 'Entries').map(([kind = '', how = '']) => [codes(kind)[0], how])
    expect(rows).toEqual(kinds.map((kind) => [kind, told(kind)]))
  })
})

/** The bot scopes that Slack asks for each method, for a public and a private channel; none where any token will do. */
const SCOPES_OF_METHODS: Readonly<Record<string, readonly string[]>> = {
  // Of the app-level token, whose scope is no line of the manifest.
  'apps.connections.open': [],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.update': [],
}

describe('the manifest', () => {
  const manifest = z
    .object({
      display_information: z.object({ name: z.string().max(35), description: z.string().max(140) }).loose(),
      features: z.strictObject({
        bot_user: z.object({ display_name: z.string().max(80), always_online: z.boolean() }),
        slash_commands: z.array(
          z.strictObject({
            command: z.string(),
            description: z.string(),
            usage_hint: z.string(),
            should_escape: z.boolean(),
          }),
        ),
      }),
      oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
      settings: z.object({ socket_mode_enabled: z.boolean() }).loose(),
    })
    .loose()
    .parse(readYaml(read('manifest.yml')))

  it('asks for the scopes that the called methods need, and for no other', () => {
    const families = 'admin|apps|auth|bookmarks|bots|canvases|chat|conversations|dnd|emoji|files|pins|reactions|team'
    const call = new RegExp(
      String.raw`(?:\.|\bapiCall\(')((?:${families}|usergroups|users|views)(?:\.[a-zA-Z0-9]+)+)['(]`,
      'g',
    )
    const called = [...new Set(sources.flatMap((text) => [...text.matchAll(call)].map(([, method = '']) => method)))]
    expect(called.toSorted()).toEqual(Object.keys(SCOPES_OF_METHODS))
    const needed = new Set(['commands', ...called.flatMap((method) => SCOPES_OF_METHODS[method] ?? [])])
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...needed].toSorted())
  })

  it('says of each scope what it is for', () => {
    const lines = read('manifest.yml').split('\n')
    const scopes = lines.flatMap((line, at) => (/^ +- [a-z]+(:[a-z]+)?$/.test(line) ? [lines[at - 1] ?? ''] : []))
    expect(scopes.length).toBe(manifest.oauth_config.scopes.bot.length)
    for (const before of scopes) expect(before).toMatch(/^ +# .{20,}/)
  })

  it('turns on Socket Mode and clicks, and nothing that the bot does not answer', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(['/lighthouse'])
    expect(manifest.settings).toEqual({
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    })
  })
})

describe('the README', () => {
  it('has every command of package.json, and no other', () => {
    const commands = Object.keys(packageJson.scripts)
      .filter((name) => !/^(pre|post)/.test(name))
      .map((name) => (name === 'test' || name === 'start' ? `npm ${name}` : `npm run ${name}`))
    expect(namesIn(tableUnder('README.md', 'All commands'))).toEqual(commands.toSorted())
  })

  it('gives the policy that allows the actions that the bot calls, and no other', () => {
    const [, json = ''] = /```json\n([\s\S]*?)```/.exec(read('README.md')) ?? []
    const policy = z
      .object({
        version: z.literal('2.0'),
        statement: z.array(
          z.object({ effect: z.literal('allow'), action: z.array(z.string()), resource: z.array(z.string()) }),
        ),
      })
      .parse(JSON.parse(json))
    const allowed = policy.statement.flatMap(({ action }) => action)
    expect(allowed.toSorted()).toEqual(ACTIONS.map((action) => `lighthouse:${action}`).toSorted())
    const apply = policy.statement.find(({ action }) => action.includes('lighthouse:ApplyInstanceSnapshot'))
    expect(apply?.resource).not.toContain('*')
  })
})

const papers = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: root })]

describe('links', () => {
  const withoutCode = (text: string): string => text.replaceAll(/```[\s\S]*?```/g, '')
  const anchorsOf = (paper: string): readonly string[] => {
    const text = withoutCode(read(paper))
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    )
    return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)]
  }

  it.each(papers)('of %s lead to a file, and to a heading in it', (paper) => {
    const links = [...withoutCode(read(paper)).matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target)
    const broken = links.filter((link) => {
      if (/^https?:/.test(link)) return false
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? paper : join(dirname(paper), file)
      return !existsSync(join(root, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
    })
    expect(broken).toEqual([])
  })
})

describe('what is in git', () => {
  it('names no package registry and no place of the machine it was written on', () => {
    // Put together here, since this file is in git too.
    const forbidden = [
      ['registry.', 'npm'],
      ['npm', 'js.'],
      ['yarn', 'pkg'],
      ['npm', 'mirror'],
      ['/wo', 'rk/'],
    ].map((parts) => parts.join(''))
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
    const found = files
      .filter((file) => existsSync(join(root, file)))
      .flatMap((file) => {
        const text = read(file)
        return forbidden.filter((words) => text.includes(words)).map((words) => `${file}: ${words}`)
      })
    expect(files.length).toBeGreaterThan(100)
    expect(found).toEqual([])
  })
})
