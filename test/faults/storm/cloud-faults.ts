import type { FaultInput } from '../../../sandbox/lighthouse/control-api.ts'
import { busyMachine, type Fault, SECOND } from './fault.ts'
import type { Random } from './random.ts'

const apply =
  (effect: (random: Random) => FaultInput['effect']): Fault =>
  ({ lighthouse }, random) => {
    lighthouse.control.addFault({ action: 'ApplyInstanceSnapshot', effect: effect(random), times: 1 })
  }

const READS = ['DescribeInstances', 'DescribeSnapshots', 'DescribeDisks', 'DescribeInstancesDeniedActions'] as const

const reads =
  (effect: (random: Random) => FaultInput['effect']): Fault =>
  ({ lighthouse }, random) => {
    const action = random.pick(READS)
    lighthouse.control.addFault({ action, effect: effect(random), times: random.between(1, 6) })
  }

const PASSING = ['UnsupportedOperation.DiskBusy', 'RequestLimitExceeded', 'UnsupportedOperation.SnapshotBusy'] as const
const FINAL = ['UnauthorizedOperation.NoPermission', 'InternalError', 'FailedOperation.RequestError'] as const
const work = (random: Random) => random.pick(['done', 'not-done'] as const)
const status = (random: Random) => random.pick([500, 502, 503, 504] as const)

/** What the cloud and the way to it can do wrong. */
export const CLOUD_FAULTS: Readonly<Record<string, Fault>> = {
  'call: answer lost': apply(() => ({ kind: 'drop', work: 'done' })),
  'call: request lost': apply(() => ({ kind: 'drop', work: 'not-done' })),
  'call: 5xx': apply((random) => ({ kind: 'http-status', status: status(random), work: work(random) })),
  'call: time-out': apply((random) => ({ kind: 'no-answer', work: work(random) })),
  'call: stalled body': apply((random) => ({ kind: 'stalled-body', work: work(random) })),
  'call: malformed JSON': apply((random) => ({ kind: 'malformed-json', work: work(random) })),
  'call: no Response': apply((random) => ({ kind: 'no-response-member', work: work(random) })),
  'call: refused for now': apply((random) => ({ kind: 'error', code: random.pick(PASSING) })),
  'call: refused for good': apply((random) => ({ kind: 'error', code: random.pick(FINAL) })),
  'call: slow': apply((random) => ({ kind: 'delay', milliseconds: random.between(500, 12_000) })),
  'rollback: fails': apply((random) => ({
    kind: 'rollback',
    plan: { outcome: 'fails', failsAtPercent: random.between(1, 99) },
  })),
  'rollback: slow': apply((random) => ({ kind: 'rollback', plan: { milliseconds: random.between(60, 600) * SECOND } })),
  'rollback: under another id': apply(() => ({ kind: 'rollback', plan: { requestId: 'different' } })),
  'rollback: left stopped': apply(() => ({ kind: 'rollback', plan: { powerAfter: 'left-stopped' } })),
  'reads: dropped': reads(() => ({ kind: 'drop', work: 'not-done' })),
  'reads: 5xx': reads((random) => ({ kind: 'http-status', status: status(random), work: 'not-done' })),
  'reads: stalled body': reads(() => ({ kind: 'stalled-body', work: 'done' })),
  'reads: malformed JSON': reads(() => ({ kind: 'malformed-json', work: 'done' })),
  'reads: time-out': reads(() => ({ kind: 'no-answer', work: 'done' })),
  'reads: slow': reads((random) => ({ kind: 'delay', milliseconds: random.between(200, 8_000) })),
  'reads: throttled': async ({ lighthouse, time }, random) => {
    const action = random.pick(READS)
    const id = lighthouse.control.addFault({ action, effect: { kind: 'throttle', perSecond: 1 }, times: null })
    await time.sleep(random.between(5, 60) * SECOND)
    forget(() => lighthouse.control.removeFault(id))
  },
  'cloud: away for minutes': async ({ lighthouse, time }, random) => {
    const id = lighthouse.control.addFault({ effect: { kind: 'drop', work: 'not-done' }, times: null })
    await time.sleep(random.between(20, 300) * SECOND)
    forget(() => lighthouse.control.removeFault(id))
  },
  'operator: rolls back by hand': (world, random) => {
    const instanceId = busyMachine(world, random)
    const snapshots = world.lighthouse.control
      .state()
      .fleet.snapshots.filter((one) => one.instanceId === instanceId && one.snapshot.SnapshotState === 'NORMAL')
    const [first, ...others] = snapshots
    if (first === undefined) return
    const { SnapshotId: snapshotId } = random.pick([first, ...others]).snapshot
    world.lighthouse.control.rollBackByHand({ instanceId, snapshotId })
  },
}

/** The fault may have been cleared with all others when the storm ended. */
const forget = (remove: () => void): void => {
  try {
    remove()
  } catch {
    return
  }
}
