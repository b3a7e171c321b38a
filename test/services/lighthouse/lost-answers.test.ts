import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/services/clock.ts'
import type { Cloud } from '../../../src/services/lighthouse/cloud.ts'
import { CloudError, noAnswerReason } from '../../../src/services/lighthouse/cloud-error.ts'
import { createCloud } from '../../../src/services/lighthouse/create-cloud.ts'
import type { CloudFault } from '../../../src/services/rollback/cloud-objects.ts'
import { type CannedServer, refuse, respond, startCannedServer } from './canned-server.ts'

let server: CannedServer | undefined
let cloud: Cloud | undefined

afterEach(async () => {
  cloud?.close()
  await server?.close()
  cloud = undefined
  server = undefined
})

const credential = { secretId: 'AKIDEXAMPLE', secretKey: 'example-key-not-real' }
const connect = (endpoint: string) => createCloud({ endpoint, credential, clock: systemClock, timeout: 1_000 })

const faultOfApply = async (endpoint: string): Promise<CloudFault> => {
  cloud = connect(endpoint)
  try {
    await cloud.applyInstanceSnapshot('ap-singapore', 'lhins-00000001', 'lhsnap-00000001', () => true)
  } catch (thrown) {
    if (thrown instanceof CloudError) return thrown.fault
    throw thrown
  }
  throw new Error('the call was answered')
}

const half = '{"Response":{"Requ'
const json = { 'content-type': 'application/json' }

describe('a rollback whose answer is lost is told as such, and was sent once', () => {
  const cases: readonly [string, string, (response: ServerResponse) => void][] = [
    ['no head of an answer comes', 'timed out', () => undefined],
    ['the body stalls', 'timed out', (response) => void response.writeHead(200, json).write(half)],
    ['the connection is reset', 'connection lost', (response) => void response.socket?.resetAndDestroy()],
    ['the connection is closed', 'connection lost', (response) => void response.socket?.end()],
    [
      'the connection breaks inside the body',
      'connection lost',
      (response) => {
        response.writeHead(200, { ...json, 'content-length': '500' })
        response.write(half, () => response.socket?.resetAndDestroy())
      },
    ],
    ['the answer is no JSON', 'unreadable answer', (response) => void response.writeHead(200, json).end('<html>')],
    ['the JSON ends early', 'unreadable answer', (response) => void response.writeHead(200, json).end(half)],
    ['the JSON is no envelope', 'unreadable answer', (response) => void response.writeHead(200, json).end('{"a":1}')],
    ['the JSON is null', 'unreadable answer', (response) => void response.writeHead(200, json).end('null')],
    ['there is no RequestId', 'unreadable answer', (response) => respond(response, { RequestId: null })],
    ['the error has no code', 'other', (response) => respond(response, { Error: { Message: 'no' } })],
    ['a gateway answers', 'http status', (response) => void response.writeHead(502).end('x'.repeat(100_000))],
    ['a 307 would have it sent again', 'other', (response) => void response.writeHead(307, { location: '/' }).end()],
    ['a 308 would have it sent again', 'other', (response) => void response.writeHead(308, { location: '/' }).end()],
  ]

  test.each(cases)('%s', async (_situation, reason, answer) => {
    server = await startCannedServer((_call, response) => answer(response))

    const fault = await faultOfApply(server.url)

    expect(fault).toMatchObject({ kind: 'no_answer', action: 'ApplyInstanceSnapshot', sent: true })
    expect(fault.kind === 'no_answer' && noAnswerReason(fault.detail)).toBe(reason)
    expect(server.calls).toHaveLength(1)
    expect(JSON.stringify(fault)).not.toContain(credential.secretKey)
  })
})

describe('a rollback that never left this machine is told as such', () => {
  const closedPort = async (): Promise<string> => {
    const gone = await startCannedServer(() => undefined)
    await gone.close()
    return new URL(gone.url).port
  }

  test('nobody listens at the address', async () => {
    const fault = await faultOfApply(`http://127.0.0.1:${await closedPort()}`)
    expect(fault).toMatchObject({
      kind: 'no_answer',
      sent: false,
      detail: expect.stringMatching(/^connection refused/),
    })
  })

  test('nobody listens at any of a name’s addresses', async () => {
    const fault = await faultOfApply(`http://localhost:${await closedPort()}`)
    expect(fault).toMatchObject({
      kind: 'no_answer',
      sent: false,
      detail: expect.stringMatching(/^connection refused/),
    })
  })

  test('the name does not exist', async () => {
    const fault = await faultOfApply('http://lighthouse.invalid:9')
    expect(fault).toMatchObject({ kind: 'no_answer', sent: false, detail: expect.stringMatching(/^name not resolved/) })
  })

  test('the call was withheld', async () => {
    server = await startCannedServer((_call, response) => respond(response, {}))
    cloud = connect(server.url)

    const answer = await cloud.applyInstanceSnapshot('ap-singapore', 'lhins-1', 'lhsnap-1', () => false)

    expect(answer).toEqual({ sent: false })
    expect(server.calls).toHaveLength(0)
  })
})

test('a refusal of a rollback keeps code, message and RequestId, and is not sent again, whatever the code', async () => {
  server = await startCannedServer((_call, response) => refuse(response, 'RequestLimitExceeded', 'slower'))

  const fault = await faultOfApply(server.url)

  expect(fault).toEqual({
    kind: 'refused',
    action: 'ApplyInstanceSnapshot',
    region: 'ap-singapore',
    code: 'RequestLimitExceeded',
    message: 'slower',
    requestId: 'request-1',
  })
  expect(server.calls).toHaveLength(1)
})

test('reads share their connections, also after errors; a rollback has one of its own', async () => {
  server = await startCannedServer(({ action }, response) =>
    action === 'DescribeSnapshots'
      ? response.writeHead(502).end('x'.repeat(1_000))
      : respond(response, { TotalCount: 0, InstanceSet: [] }),
  )
  cloud = connect(server.url)
  await cloud.listInstances('ap-singapore')
  await cloud.listInstances('ap-tokyo')
  await cloud.readSnapshots('ap-tokyo', ['lhsnap-1']).catch(() => undefined)
  await cloud.applyInstanceSnapshot('ap-tokyo', 'lhins-1', 'lhsnap-1', () => true)
  await cloud.listInstances('ap-tokyo')

  const ports = server.calls.map(({ callerPort }) => callerPort)
  expect(new Set([ports[0], ports[1], ports[2], ports[4]]).size).toBeLessThanOrEqual(2)
  expect(ports[1]).toBe(ports[0])
  expect([ports[0], ports[1], ports[2], ports[4]]).not.toContain(ports[3])
})

test('what the environment says of a proxy for plain http is left alone', async () => {
  process.env['http_proxy'] = 'http://127.0.0.1:9'
  try {
    server = await startCannedServer((_call, response) => respond(response, { TotalCount: 0, InstanceSet: [] }))
    cloud = connect(server.url)
    await expect(cloud.listInstances('ap-singapore')).resolves.toEqual([])
  } finally {
    delete process.env['http_proxy']
  }
})

test('a read that is given up rejects with the reason, not with a fault of the cloud', async () => {
  server = await startCannedServer(() => undefined)
  cloud = connect(server.url)
  const given = new AbortController()
  const read = cloud.listInstances('ap-singapore', given.signal)
  given.abort(new Error('nobody looks any more'))
  await expect(read).rejects.toThrow('nobody looks any more')
})
