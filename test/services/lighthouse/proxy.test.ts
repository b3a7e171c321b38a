import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { systemClock } from '../../../src/services/clock.ts'
import { createCloud } from '../../../src/services/lighthouse/create-cloud.ts'
import { readEndpoint } from '../../../src/services/lighthouse/sdk.ts'

const credential = { secretId: 'AKIDEXAMPLE', secretKey: 'example-key-not-real' }

let targets: (string | undefined)[]
const proxy = createServer()
proxy.on('connect', (request, socket) => {
  targets.push(request.url)
  socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
})

beforeEach(async () => {
  targets = []
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
})
afterEach(() => new Promise((resolve) => proxy.close(resolve)))

const readThrough = async (environment: (url: string) => object) => {
  const { port } = z.object({ port: z.number() }).parse(proxy.address())
  const cloud = createCloud({
    endpoint: 'lighthouse.invalid',
    credential,
    clock: systemClock,
    timeout: 2_000,
    proxyEnvironment: environment(`http://127.0.0.1:${port}`),
  })
  try {
    return await cloud.describeRegions().catch((thrown: unknown) => thrown)
  } finally {
    cloud.close()
  }
}

test('https goes through the proxy of the environment, and its refusal is told as no answer', async () => {
  const thrown = await readThrough((url) => ({ HTTPS_PROXY: url }))
  expect(targets).toEqual(['lighthouse.invalid:443'])
  expect(thrown).toMatchObject({ fault: { kind: 'no_answer', detail: expect.stringContaining('403') } })
})

test('a host that NO_PROXY names is called directly', async () => {
  const thrown = await readThrough((url) => ({ https_proxy: url, no_proxy: 'lighthouse.invalid' }))
  expect(targets).toEqual([])
  expect(thrown).toMatchObject({ fault: { detail: expect.stringMatching(/^name not resolved/) } })
})

test.each([
  ['lighthouse.intl.tencentcloudapi.com', 'https://', 'lighthouse.intl.tencentcloudapi.com'],
  ['https://lighthouse.example', 'https://', 'lighthouse.example'],
  ['http://127.0.0.1:9090/', 'http://', '127.0.0.1:9090'],
  ['localhost:9090', 'https://', 'localhost:9090'],
])('the endpoint %s is read as %s%s', (endpoint, protocol, host) => {
  expect(readEndpoint(endpoint)).toEqual({ protocol, host })
})

test.each(['', 'ftp://lighthouse.example', 'https://lighthouse.example/path', 'https://'])(
  'the endpoint "%s" is refused',
  (endpoint) => expect(() => readEndpoint(endpoint)).toThrow(TypeError),
)
