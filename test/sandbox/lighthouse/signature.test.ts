import { describe, expect, it } from 'vitest'
import { codeOf, createCloud, givenLighthouse, instanceId } from './given.ts'

const ask = { InstanceIds: [instanceId] }

describe('who may call the local Lighthouse', () => {
  it.each(['POST', 'GET'] as const)('takes a call that the SDK signed, as %s', async (method) => {
    const { url } = await givenLighthouse()
    expect(await codeOf(createCloud({ url }, { method }).DescribeInstances(ask))).toBe('answered')
  })

  it('refuses another secret, an unknown key, and a token nobody gave out', async () => {
    const { url } = await givenLighthouse()
    const codes = await Promise.all([
      codeOf(createCloud({ url }, { secretKey: 'another' }).DescribeInstances(ask)),
      codeOf(createCloud({ url }, { secretId: 'AKIDUNKNOWN' }).DescribeInstances(ask)),
      codeOf(createCloud({ url }, { token: 'stray' }).DescribeInstances(ask)),
    ])
    expect(codes).toEqual(['AuthFailure.SignatureFailure', 'AuthFailure.SecretIdNotFound', 'AuthFailure.TokenFailure'])
  })

  it('takes a clock that is five minutes off, and none that is further off', async () => {
    const { cloud, clock } = await givenLighthouse()
    // The SDK signs whole seconds of the machine's clock: two seconds of room on either side.
    clock.advance(298_000)
    expect(await codeOf(cloud.DescribeInstances(ask))).toBe('answered')
    clock.advance(5_000)
    expect(await codeOf(cloud.DescribeInstances(ask))).toBe('AuthFailure.SignatureExpire')
  })

  it('knows only its own regions, and members that the API has', async () => {
    const { url, cloud } = await givenLighthouse()
    expect(await codeOf(createCloud({ url }, { region: 'ap-mars' }).DescribeInstances(ask))).toBe('UnsupportedRegion')
    const withStrayMember = Object.assign({}, ask, { Stray: 1 })
    expect(await codeOf(cloud.DescribeInstances(withStrayMember))).toBe('UnknownParameter')
  })
})
