import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { serverPrograms } from './postgres-programs.ts'
import { until } from './until.ts'

/** A real PostgreSQL server of the tests' own, with its data in a temporary folder. */
export type PostgresServer = {
  /** A new, empty database. @returns its URL */
  readonly createDatabase: () => Promise<string>
  readonly start: () => Promise<void>
  /** Ends every connection. `crash`: without a word and without a checkpoint, so that the next start recovers. */
  readonly stop: (how?: 'crash') => Promise<void>
  readonly dispose: () => Promise<void>
}

const USER = 'keeper'
const PASSWORD = 'p@ss-of-the-tests'

/** Runs the statement on a connection of its own. */
export const askPostgres = async (url: string, text: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // A server that goes away while this waits is told by the rejection.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** PostgreSQL refuses to run as root: then it runs under an account that has no rights. */
const account = (): { readonly uid: number; readonly gid: number } | null => {
  if (process.getuid?.() !== 0) return null
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const [, , uid, gid] =
    accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody') ?? []
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('no port is free')
  return address.port
}

const OPTIONS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  // The machine itself does not crash in the middle of a test.
  fsync: 'off',
  shared_buffers: '16MB',
  autovacuum: 'off',
}

export const startPostgres = async (): Promise<PostgresServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'keeper-postgres-'))
  const runAs = account()
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  mkdirSync(data)
  writeFileSync(passwordFile, PASSWORD)
  chmodSync(folder, 0o755)
  if (runAs !== null) for (const path of [data, passwordFile]) chownSync(path, runAs.uid, runAs.gid)
  const programs = serverPrograms(folder)
  const port = await freePort()
  const urlOf = (database: string) => `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`

  const initialised = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '-N'],
    { cwd: folder, encoding: 'utf8', ...(runAs ?? {}) },
  )
  if (initialised.status !== 0) throw new Error(`initdb failed: ${initialised.error ?? initialised.stderr}`)

  let server: ChildProcess | null = null
  let log = ''
  const killWithTests = () => server?.kill('SIGKILL')
  process.once('exit', killWithTests)

  const start = async () => {
    const options = Object.entries(OPTIONS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const started = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...options], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(runAs ?? {}),
    })
    server = started
    started.stderr.on('data', (chunk: Buffer) => {
      log = `${log}${chunk}`.slice(-4_000)
    })
    await until('PostgreSQL', () => {
      if (started.exitCode !== null) throw new Error(`PostgreSQL ended with ${started.exitCode}:\n${log}`)
      return askPostgres(urlOf('postgres'), 'SELECT 1').catch(() => null)
    })
  }

  const stop = async (how?: 'crash') => {
    const ending = server
    server = null
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return
    // SIGINT: a fast shutdown; SIGQUIT: an immediate one.
    ending.kill(how === 'crash' ? 'SIGQUIT' : 'SIGINT')
    await once(ending, 'exit')
  }

  await start()
  let databases = 0
  return {
    createDatabase: async () => {
      databases += 1
      const name = `keeper_${databases}`
      await askPostgres(urlOf('postgres'), `CREATE DATABASE ${name}`)
      return urlOf(name)
    },
    start,
    stop,
    dispose: async () => {
      process.off('exit', killWithTests)
      await stop('crash')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
