import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { serverPrograms } from './postgres-programs.ts'
import { scratchFolder } from './scratch-folder.ts'
import { until } from './until.ts'

/** A real PostgreSQL server of the tests' own, with its data in a temporary folder. */
export type PostgresServer = {
  /** Of the database that every server has. */
  readonly url: string
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

/** Makes a new, empty database on the server of this URL; that costs much, so make few. @returns its URL */
export const createDatabase = async (server: string): Promise<string> => {
  const name = `keeper_${randomUUID().replaceAll('-', '')}`
  await askPostgres(server, `CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = name
  return url.href
}

/** Takes everything out of a database, as if it were new. */
export const emptyDatabase = async (url: string): Promise<void> => {
  await askPostgres(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC')
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
  const folder = scratchFolder('postgres')
  // Not in memory: programs may not run from there everywhere.
  const programsFolder = mkdtempSync(join(tmpdir(), 'keeper-postgres-programs-'))
  const runAs = account()
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  mkdirSync(data)
  writeFileSync(passwordFile, PASSWORD)
  for (const path of [folder, programsFolder]) chmodSync(path, 0o755)
  if (runAs !== null) for (const path of [data, passwordFile]) chownSync(path, runAs.uid, runAs.gid)
  const programs = serverPrograms(programsFolder)
  const port = await freePort()
  const url = `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`
  let log = ''
  const run = (program: string, parameters: readonly string[]): ChildProcess => {
    const child = spawn(join(programs, program), ['-D', data, ...parameters], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(runAs ?? {}),
    })
    child.stderr.on('data', (chunk: Buffer) => {
      log = `${log}${chunk}`.slice(-4_000)
    })
    return child
  }

  const password = `--pwfile=${passwordFile}`
  const initdb = run('initdb', ['-U', USER, '-A', 'password', password, '-E', 'UTF8', '--locale=C', '-N'])
  await once(initdb, 'close')
  if (initdb.exitCode !== 0) throw new Error(`initdb failed: ${log}`)

  let server: ChildProcess | null = null
  const killWithTests = () => server?.kill('SIGKILL')
  process.once('exit', killWithTests)

  const start = async () => {
    const options = Object.entries(OPTIONS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const started = run('postgres', ['-p', String(port), ...options])
    server = started
    await until('PostgreSQL', () => {
      if (started.exitCode !== null) throw new Error(`PostgreSQL ended with ${started.exitCode}:\n${log}`)
      return askPostgres(url, 'SELECT 1').catch(() => null)
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
  // Each connection checks the password anew: as SCRAM keeps it, that is thousands of rounds.
  await askPostgres(url, `SET password_encryption = md5; ALTER USER ${USER} PASSWORD '${PASSWORD}'`)
  return {
    url,
    start,
    stop,
    dispose: async () => {
      process.off('exit', killWithTests)
      await stop('crash')
      for (const path of [folder, programsFolder]) rmSync(path, { recursive: true, force: true })
    },
  }
}
