import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../sandbox/lighthouse/refusal.ts'
import { type Credential, type SignedRequest, verifySignature } from '../../../sandbox/lighthouse/signature.ts'
import vectors from '../../fixtures/lighthouse/tc3-test-vectors.json' with { type: 'json' }
import { codeOf, createCloud, givenLighthouse, instanceId } from './given.ts'

const key: Credential = { secretId: vectors.secretId, secretKey: vectors.secretKey }
const then = vectors.timestamp * 1000

/** A request as the SDK signed it: Host carries the port, the signature does not. */
function signed(): SignedRequest {
  const vector = vectors.vectors.find(({ endpoint }) => endpoint === 'lighthouse.localhost:9090')
  return {
    method: 'POST',
    query: '',
    headers: {
      host: vector?.hostHeader ?? '',
      'content-type': vectors.contentType,
      'x-tc-timestamp': String(vectors.timestamp),
      authorization: vector?.authorization ?? '',
    },
    body: Buffer.from(vectors.body),
  }
}

function withHeader(request: SignedRequest, name: string, value: string): SignedRequest {
  return { ...request, headers: { ...request.headers, [name]: value } }
}

function codeFor(request: SignedRequest, now = then, known: readonly Credential[] = [key]): string {
  try {
    return verifySignature(request, known, now)
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error)
  }
}

describe('a signature', () => {
  it.each([
    ['another body', { ...signed(), body: Buffer.from('{}') }, 'AuthFailure.SignatureFailure'],
    [
      'another timestamp',
      withHeader(signed(), 'x-tc-timestamp', String(vectors.timestamp + 1)),
      'AuthFailure.SignatureFailure',
    ],
    ['another content type', withHeader(signed(), 'content-type', 'text/plain'), 'AuthFailure.SignatureFailure'],
    ['another host', withHeader(signed(), 'host', 'elsewhere.localhost:9090'), 'AuthFailure.SignatureFailure'],
    ['another method', { ...signed(), method: 'GET' }, 'AuthFailure.SignatureFailure'],
    ['no Authorization', withHeader(signed(), 'authorization', ''), 'AuthFailure.InvalidAuthorization'],
    ['the SDK’s SKIP', withHeader(signed(), 'authorization', 'SKIP'), 'AuthFailure.InvalidAuthorization'],
    ['no timestamp', withHeader(signed(), 'x-tc-timestamp', ''), 'AuthFailure.InvalidAuthorization'],
    [
      'a date that is not the timestamp’s',
      withHeader(signed(), 'x-tc-timestamp', String(vectors.timestamp + 86_400)),
      'AuthFailure.SignatureExpire',
    ],
  ])('with %s is refused', (_, request, code) => {
    const now = Number(request.headers['x-tc-timestamp']) * 1000 || then
    expect(codeFor(request, now)).toBe(code)
  })

  it('lives for 300 s either way, and not for 301', () => {
    expect(codeFor(signed(), then + 300_000)).toBe(key.secretId)
    expect(codeFor(signed(), then - 300_000)).toBe(key.secretId)
    expect(codeFor(signed(), then + 301_000)).toBe('AuthFailure.SignatureExpire')
    expect(codeFor(signed(), then - 301_000)).toBe('AuthFailure.SignatureExpire')
  })

  it('of another secret or an unknown key is refused, and so is a token that is missing, wrong or not expected', () => {
    const temporary = { ...key, token: 'session' }
    expect(codeFor(signed(), then, [{ ...key, secretKey: 'another' }])).toBe('AuthFailure.SignatureFailure')
    expect(codeFor(signed(), then, [])).toBe('AuthFailure.SecretIdNotFound')
    expect(codeFor(signed(), then, [temporary])).toBe('AuthFailure.TokenFailure')
    expect(codeFor(withHeader(signed(), 'x-tc-token', 'other'), then, [temporary])).toBe('AuthFailure.TokenFailure')
    expect(codeFor(withHeader(signed(), 'x-tc-token', 'session'), then)).toBe('AuthFailure.TokenFailure')
    expect(codeFor(withHeader(signed(), 'x-tc-token', 'session'), then, [temporary])).toBe(key.secretId)
  })
})

describe('the SDK over HTTP', () => {
  it('is answered with POST and with GET, its parameters read alike', async () => {
    const lighthouse = await givenLighthouse()
    const parameters = {
      Filters: [{ Name: 'instance-name', Values: ['shop-web-1', 'R&D + 订单/1'] }],
      Offset: 0,
      Limit: 7,
    }

    const byPost = await lighthouse.cloud.DescribeInstances(parameters)
    const byGet = await createCloud(lighthouse, { method: 'GET' }).DescribeInstances(parameters)

    expect(byPost.TotalCount).toBe(1)
    expect({ ...byGet, RequestId: '' }).toEqual({ ...byPost, RequestId: '' })
  })

  it('is refused with a wrong key, an unknown key and a token nobody asked for', async () => {
    const lighthouse = await givenLighthouse()
    const codeWith = (change: Parameters<typeof createCloud>[1]) =>
      codeOf(createCloud(lighthouse, change).DescribeRegions())

    expect(await codeWith({ secretKey: 'wrong' })).toBe('AuthFailure.SignatureFailure')
    expect(await codeWith({ secretId: 'AKIDNOBODY' })).toBe('AuthFailure.SecretIdNotFound')
    expect(await codeWith({ token: 'stray' })).toBe('AuthFailure.TokenFailure')
    expect(lighthouse.control.calls().map(({ outcome }) => outcome)).toEqual([
      'AuthFailure.SignatureFailure',
      'AuthFailure.SecretIdNotFound',
      'AuthFailure.TokenFailure',
    ])
  })

  it('is refused once the emulator’s clock has run away from the caller’s', async () => {
    const { cloud, clock } = await givenLighthouse()
    clock.advance(302_000)
    expect(await codeOf(cloud.DescribeRegions())).toBe('AuthFailure.SignatureExpire')
  })

  it('is spoken to in the language it asks for', async () => {
    const lighthouse = await givenLighthouse()
    const unknown = { InstanceIds: ['lhins-00000000'] }
    await expect(lighthouse.cloud.DescribeInstances(unknown)).rejects.toThrow('does not exist')
    await expect(createCloud(lighthouse, { language: 'zh-CN' }).DescribeInstances(unknown)).rejects.toThrow('不存在')
  })

  it('is refused for a region, a member and an action that there is not', async () => {
    const lighthouse = await givenLighthouse()
    const ask = { InstanceIds: [instanceId] }
    const onMars = createCloud(lighthouse, { region: 'ap-mars' })
    expect(await codeOf(onMars.DescribeInstances(ask))).toBe('UnsupportedRegion')
    expect(await codeOf(onMars.DescribeRegions())).toBe('answered')
    expect(await codeOf(lighthouse.cloud.request('DescribeInstances', { ...ask, Stray: 1 }))).toBe('UnknownParameter')
    expect(await codeOf(lighthouse.cloud.request('ApplyInstanceSnapshot', {}))).toBe('MissingParameter')
    expect(await codeOf(lighthouse.cloud.request('DescribeInstances', { Limit: 'ten' }))).toBe('InvalidParameter')
    expect(await codeOf(lighthouse.cloud.request('TerminateInstances', ask))).toBe('InvalidAction')
  })
})
