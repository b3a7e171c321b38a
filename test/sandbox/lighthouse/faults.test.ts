import { describe, expect, it } from 'vitest'
import { startLocalLighthouse } from '../../../sandbox/lighthouse/server.ts'
import { until } from '../../support/until.ts'
import { apply, codeOf, createCloud, givenLighthouse, instanceId, look, snapshotId } from './given.ts'

const onApply = { action: 'ApplyInstanceSnapshot' }

describe('a fault', () => {
  it.each(['drop', 'stalled-body', 'malformed-json', 'no-response-member', 'no-answer'] as const)(
    'has the effect and loses the answer: %s',
    async (kind) => {
      const { cloud, control, url } = await givenLighthouse()
      control.addFault({ ...onApply, effect: { kind, work: 'done' } })
      const impatient = kind === 'stalled-body' || kind === 'no-answer' ? { seconds: 0.2 } : {}

      const code = await codeOf(createCloud({ url }, impatient).ApplyInstanceSnapshot(apply))

      expect(code).toMatch(/socket hang up|timeout|invalid json|reading 'Error'/)
      // An impatient caller may be gone before the emulator has begun.
      await until('the work', () => control.executed().length > 0)
      expect(control.executed()).toMatchObject([{ ...onApply, answered: false }])
      expect((await look(cloud)).snapshot).toBe('ROLLBACKING')
    },
  )

  it.each(['drop', 'stalled-body', 'malformed-json', 'no-response-member', 'no-answer'] as const)(
    'takes the call away before the effect: %s',
    async (kind) => {
      const { cloud, control, url } = await givenLighthouse()
      control.addFault({ ...onApply, effect: { kind, work: 'not-done' } })
      const impatient = kind === 'stalled-body' || kind === 'no-answer' ? { seconds: 0.2 } : {}

      expect(await codeOf(createCloud({ url }, impatient).ApplyInstanceSnapshot(apply))).not.toBe('answered')

      expect(control.executed()).toEqual([])
      expect((await look(cloud)).snapshot).toBe('NORMAL')
    },
  )

  it('answers an HTTP status, before the work or after it', async () => {
    const { cloud, control } = await givenLighthouse()
    control.addFault({ ...onApply, effect: { kind: 'http-status', status: 502, work: 'not-done' } })
    control.addFault({ ...onApply, effect: { kind: 'http-status', status: 500, work: 'done' } })
    expect(await codeOf(cloud.ApplyInstanceSnapshot(apply))).toBe('502')
    expect(control.executed()).toEqual([])
    expect(await codeOf(cloud.ApplyInstanceSnapshot(apply))).toBe('500')
    expect(control.executed()).toMatchObject([{ answered: false }])
  })

  it('meets only the calls it names, as often as it says, and then no more', async () => {
    const { cloud, control } = await givenLighthouse()
    const effect = {
      kind: 'error',
      code: 'UnsupportedOperation.DiskBusy',
      message: 'The disk is busy, they say.',
    } as const
    control.addFault({ ...onApply, instanceId: 'lhins-8m2c5x7d', effect, times: null })
    control.addFault({ ...onApply, instanceId, effect, times: 2 })

    expect((await look(cloud)).snapshot).toBe('NORMAL')
    await expect(cloud.ApplyInstanceSnapshot(apply)).rejects.toMatchObject({
      code: effect.code,
      message: effect.message,
    })
    expect(await codeOf(cloud.ApplyInstanceSnapshot(apply))).toBe(effect.code)
    expect(control.executed()).toEqual([])
    expect(await codeOf(cloud.ApplyInstanceSnapshot(apply))).toBe('answered')
  })

  it('lasts until it is cleared where it is not counted', async () => {
    const { cloud, control } = await givenLighthouse()
    const faultId = control.addFault({ effect: { kind: 'error', code: 'InternalError' }, times: null })
    expect(await codeOf(cloud.DescribeRegions())).toBe('InternalError')
    expect(await codeOf(cloud.DescribeInstances({}))).toBe('InternalError')
    control.removeFault(faultId)
    expect(await codeOf(cloud.DescribeRegions())).toBe('answered')
  })

  it('meets calls that name an instance only through its snapshot', async () => {
    const { cloud, control } = await givenLighthouse()
    control.addFault({ instanceId, effect: { kind: 'error', code: 'InternalError' } })
    expect(await codeOf(cloud.DescribeSnapshots({ SnapshotIds: [snapshotId] }))).toBe('InternalError')
  })

  it('delays on the emulator’s clock, region by region', async () => {
    const lighthouse = await givenLighthouse()
    const { cloud, clock, control } = lighthouse
    control.addFault({ region: 'ap-singapore', effect: { kind: 'delay', milliseconds: 2_500 }, times: null })

    expect(await codeOf(createCloud(lighthouse, { region: 'eu-frankfurt' }).DescribeInstances({}))).toBe('answered')
    let answered = false
    const slow = cloud.DescribeInstances({}).finally(() => {
      answered = true
    })
    await until('the delayed call', () => clock.waiting() === 1)
    expect(lighthouse.quiet()).toBe(false)
    clock.advance(2_499)
    expect(answered).toBe(false)
    clock.advance(1)
    expect((await slow).TotalCount).toBe(1)
  })

  it('makes a region unreachable while others answer, and the emulator is quiet once the caller has given up', async () => {
    const lighthouse = await givenLighthouse()
    lighthouse.control.addFault({
      region: 'ap-singapore',
      effect: { kind: 'no-answer', work: 'not-done' },
      times: null,
    })

    const gone = createCloud(lighthouse, { seconds: 0.2 }).DescribeInstances({})
    expect(await codeOf(createCloud(lighthouse, { region: 'eu-frankfurt' }).DescribeInstances({}))).toBe('answered')
    expect(await codeOf(gone)).toMatch('timeout')
    await until('quiet', lighthouse.quiet)
  })

  it('throttles', async () => {
    const { cloud, control } = await givenLighthouse()
    control.addFault({ action: 'DescribeSnapshots', effect: { kind: 'throttle', perSecond: 0 }, times: null })
    expect(await codeOf(cloud.DescribeSnapshots({}))).toBe('RequestLimitExceeded')
    control.clearFaults()
    expect(await codeOf(cloud.DescribeSnapshots({}))).toBe('answered')
  })
})

describe('the control over HTTP', () => {
  const post = (url: string, command: string, body: unknown) =>
    fetch(`${url}/control/${command}`, { method: 'POST', body: JSON.stringify(body) })

  it('does what the one in the process does', async () => {
    const { cloud, control, url } = await givenLighthouse()
    const added = await post(url, 'add-fault', { ...onApply, effect: { kind: 'error', code: 'InternalError' } })
    expect(await added.json()).toEqual({ faultId: control.state().faults[0]?.faultId })
    expect(await codeOf(cloud.ApplyInstanceSnapshot(apply))).toBe('InternalError')

    await post(url, 'set-instance-state', { instanceId, state: 'STOPPED' })
    expect((await look(cloud)).instance).toBe('STOPPED')
    await post(url, 'configure', { rollback: { milliseconds: 1 } })
    expect(control.state().settings.rollback).toMatchObject({ milliseconds: 1, outcome: 'succeeds' })
    await post(url, 'deny-action', { id: snapshotId, action: 'RollbackInstanceSnapshot', code: 'X', message: 'no' })
    expect((await cloud.DescribeSnapshotsDeniedActions({ SnapshotIds: [snapshotId] })).SnapshotDeniedActionSet).toEqual(
      [{ SnapshotId: snapshotId, DeniedActions: [{ Action: 'RollbackInstanceSnapshot', Code: 'X', Message: 'no' }] }],
    )
    expect(await (await fetch(`${url}/control/state`)).json()).toEqual(control.state())
    expect(await (await fetch(`${url}/control/calls`)).json()).toEqual(control.calls())

    await post(url, 'reset', {})
    expect((await look(cloud)).instance).toBe('RUNNING')
    expect(control.state()).toMatchObject({ faults: [], deniedActions: [], executed: [] })
  })

  it('says what it does not know and what it does not understand', async () => {
    const { url } = await givenLighthouse()
    const statuses = await Promise.all([
      post(url, 'delete-instance', { instanceId: 'lhins-00000000' }),
      post(url, 'delete-instance', { instance: instanceId }),
      post(url, 'explode', {}),
      fetch(`${url}/control/add-fault`),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([404, 400, 404, 404])
  })
})

it('a port that is taken is an error, not another port', async () => {
  const { url } = await givenLighthouse()
  await expect(startLocalLighthouse({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE')
})
