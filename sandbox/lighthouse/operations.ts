/** What moves in the emulated cloud: power, rollbacks, the making of snapshots. Preconditions are the actions' job. */
import { randomUUID } from 'node:crypto'
import type { CreationPlan, RollbackPlan } from './control-api.ts'
import { apiTime, type Snapshot, type Tag } from './objects.ts'
import { percentOf } from './percent.ts'
import { cancel, changeInstance, changeSnapshot, removeSnapshot, schedule, type World } from './world.ts'

/** One accepted call: its RequestId and when it was accepted. */
type Accepted = { readonly requestId: string; readonly now: number }

/**
 * Rolls the instance's disk back. A RUNNING instance is forced down first; what `Instance.LatestOperation` shows
 * meanwhile is undocumented, here it is the rollback until the instance has settled.
 *
 * @returns the RequestId that the snapshot shows
 */
export function startRollback(
  world: World,
  rollback: { readonly instanceId: string; readonly snapshotId: string; readonly plan: RollbackPlan },
  { requestId, now }: Accepted,
): string {
  const { instanceId, snapshotId, plan } = rollback
  const placed = world.snapshots.get(snapshotId)
  const wasRunning = world.instances.get(instanceId)?.instance.InstanceState === 'RUNNING'
  const shownRequestId = plan.requestId === 'same' ? requestId : randomUUID()
  const operation = { LatestOperation: 'RollbackInstanceSnapshot', LatestOperationRequestId: shownRequestId }
  cancel(world, instanceId)

  changeSnapshot(world, snapshotId, {
    ...operation,
    SnapshotState: 'ROLLBACKING',
    Percent: 0,
    LatestOperationState: 'OPERATING',
  })
  if (placed) placed.percentAt = (time) => percentOf(plan, time - now)
  changeInstance(world, instanceId, {
    ...operation,
    InstanceState: wasRunning ? 'STOPPING' : 'STOPPED',
    LatestOperationState: 'OPERATING',
    LatestOperationStartedTime: apiTime(now),
  })

  const end = now + plan.milliseconds
  const begun = { requestId: shownRequestId, instanceId, snapshotId, at: now, endsAt: end, outcome: plan.outcome }
  world.rollbacks = [...world.rollbacks, begun]
  if (wasRunning) {
    const stopped = Math.min(now + world.settings.stopMilliseconds, end)
    schedule(world, stopped, instanceId, () => changeInstance(world, instanceId, { InstanceState: 'STOPPED' }))
  }
  const state = plan.outcome === 'succeeds' ? 'SUCCESS' : 'FAILED'
  schedule(world, end, snapshotId, () =>
    changeSnapshot(world, snapshotId, {
      SnapshotState: 'NORMAL',
      Percent: plan.outcome === 'succeeds' ? 100 : percentOf(plan, plan.milliseconds),
      LatestOperationState: state,
    }),
  )
  schedule(world, end, instanceId, () => {
    if (wasRunning && plan.powerAfter === 'started-again') bringUp(world, instanceId, end, state)
    else changeInstance(world, instanceId, { InstanceState: 'STOPPED', LatestOperationState: state })
  })
  return shownRequestId
}

function bringUp(world: World, instanceId: string, from: number, state: string): void {
  changeInstance(world, instanceId, { InstanceState: 'STARTING' })
  schedule(world, from + world.settings.startMilliseconds, instanceId, () =>
    changeInstance(world, instanceId, { InstanceState: 'RUNNING', LatestOperationState: state }),
  )
}

/** STOPPED → STARTING → RUNNING. */
export function startInstance(world: World, instanceId: string, { requestId, now }: Accepted): void {
  changeInstance(world, instanceId, operating('StartInstances', requestId, now))
  bringUp(world, instanceId, now, 'SUCCESS')
}

/** RUNNING → STOPPING → STOPPED. */
export function stopInstance(world: World, instanceId: string, { requestId, now }: Accepted): void {
  changeInstance(world, instanceId, { ...operating('StopInstances', requestId, now), InstanceState: 'STOPPING' })
  schedule(world, now + world.settings.stopMilliseconds, instanceId, () =>
    changeInstance(world, instanceId, { InstanceState: 'STOPPED', LatestOperationState: 'SUCCESS' }),
  )
}

function operating(operation: string, requestId: string, now: number) {
  return {
    LatestOperation: operation,
    LatestOperationState: 'OPERATING',
    LatestOperationRequestId: requestId,
    LatestOperationStartedTime: apiTime(now),
  }
}

/** Begins a snapshot of the instance's system disk, which must have an id. A failing one stays CREATING, as no state says failed. */
export function createSnapshot(
  world: World,
  wanted: {
    readonly region: string
    readonly instanceId: string
    readonly snapshot: Pick<Snapshot, 'SnapshotId' | 'SnapshotName' | 'DiskId' | 'DiskSize'>
    readonly tags: readonly Tag[]
    readonly plan: CreationPlan
  },
  { requestId, now }: Accepted,
): void {
  const id = wanted.snapshot.SnapshotId
  const { milliseconds: duration, fails } = wanted.plan
  const top = fails === null ? 99 : 60
  world.snapshots.set(id, {
    region: wanted.region,
    instanceId: wanted.instanceId,
    snapshot: {
      ...wanted.snapshot,
      DiskUsage: 'SYSTEM_DISK',
      SnapshotState: 'CREATING',
      Percent: 0,
      LatestOperation: 'CreateInstanceSnapshot',
      LatestOperationState: 'OPERATING',
      LatestOperationRequestId: requestId,
      CreatedTime: apiTime(now),
      Tags: [...wanted.tags],
    },
    percentAt: (time) => Math.min(top, Math.floor(((time - now) / Math.max(1, duration)) * 100)),
  })
  if (fails === 'vanishes') {
    schedule(world, now + Math.round(duration / 2), id, () => removeSnapshot(world, id))
    return
  }
  schedule(world, now + duration, id, () =>
    changeSnapshot(
      world,
      id,
      fails === 'failed'
        ? { Percent: top, LatestOperationState: 'FAILED' }
        : { SnapshotState: 'NORMAL', Percent: 100, LatestOperationState: 'SUCCESS' },
    ),
  )
}
