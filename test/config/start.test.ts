import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scratchFolder } from '../support/scratch-folder.ts'
import { type Environment, REQUIRED } from './environments.ts'

const MAIN = join(import.meta.dirname, '../../src/main.ts')

/** The program as a person starts it, in an empty folder. */
describe('starting with an environment that is wrong', () => {
  let folder: string
  let outside: Server
  let address: string
  let connections = 0

  beforeEach(async () => {
    folder = scratchFolder('config')
    connections = 0
    outside = createServer((socket) => {
      connections += 1
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(outside, 'listening')
    const listening = outside.address()
    address = typeof listening === 'object' && listening !== null ? `http://127.0.0.1:${listening.port}` : ''
  })
  afterEach(() => {
    outside.close()
    rmSync(folder, { recursive: true })
  })

  const start = async (environment: Environment) => {
    const child = spawn(process.execPath, [MAIN], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [said, printed] = await Promise.all([text(child.stderr), text(child.stdout), once(child, 'close')])
    return { code: child.exitCode, said, printed }
  }

  it('prints every problem with its cure and ends with 1, before it connects to anything', async () => {
    const { code, said, printed } = await start({
      ...REQUIRED,
      SLACK_API_URL: `${address}/api/`,
      LIGHTHOUSE_ENDPOINT: address,
      SLACK_CHANNEL: '#rollbacks',
      REQUEST_TTL: 'soon',
      APPROVERS: '',
    })
    expect(code).toBe(1)
    const lines = said.split('\n').filter((line) => line.startsWith('  • '))
    expect(lines.map((line) => line.slice(4).split(' ')[0])).toEqual(['SLACK_CHANNEL', 'APPROVERS', 'REQUEST_TTL'])
    for (const line of lines) expect(line).toMatch(/\. [A-Z].+\.$/)
    for (const secret of Object.values(REQUIRED)) if (secret !== 'C0ROLLBACKS') expect(said).not.toContain(secret)
    expect(printed).toBe('')
    expect(connections).toBe(0)
  })

  it('reads .env of its folder too; the environment wins', async () => {
    const file = { ...REQUIRED, PORT: 'from-file', LOG_LEVEL: 'from-file' }
    writeFileSync(
      join(folder, '.env'),
      Object.entries(file)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
    )
    const { code, said } = await start({ LOG_LEVEL: 'info' })
    expect(code).toBe(1)
    expect(said.match(/^ {2}• \S+/gm)).toEqual(['  • PORT'])
  })
})
