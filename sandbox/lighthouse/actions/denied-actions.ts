/**
 * DescribeInstancesDeniedActions and DescribeSnapshotsDeniedActions. The lists follow the vendor's examples: a
 * RUNNING instance denies StartInstances; a rollback denies RollbackInstanceSnapshot (not ApplyInstanceSnapshot)
 * and DeleteSnapshots on the snapshot. What the control denied by hand is appended.
 */
import { z } from 'zod'
import type { Instance, Snapshot } from '../objects.ts'
import { checkIds, instanceIdPattern, snapshotIdPattern } from '../parameters.ts'
import type { World } from '../world.ts'
import { type Call, defineAction } from './action.ts'
import { findInstance, findSnapshots } from './find.ts'
import {
  diskObjection,
  type Objection,
  operationObjection,
  snapshotObjection,
  stateObjection,
} from './preconditions.ts'

const mostIds = 100

type Denial = { readonly action: string; readonly objection: Objection }

export const describeInstancesDeniedActions = defineAction(
  10,
  z.strictObject({ InstanceIds: z.array(z.string()) }),
  ({ InstanceIds }, call) => {
    checkIds(InstanceIds, mostIds, instanceIdPattern, 'InvalidParameterValue.InstanceIdMalformed')
    const found = InstanceIds.map((id) => findInstance(call, id).instance)
    return {
      body: {
        InstanceDeniedActionSet: found.map((instance) => ({
          InstanceId: instance.InstanceId,
          DeniedActions: list(call, instance.InstanceId, deniedForInstance(call.world, instance)),
        })),
      },
    }
  },
)

export const describeSnapshotsDeniedActions = defineAction(
  20,
  z.strictObject({ SnapshotIds: z.array(z.string()) }),
  ({ SnapshotIds }, call) => {
    checkIds(SnapshotIds, mostIds, snapshotIdPattern, 'InvalidParameterValue.SnapshotIdMalformed')
    const found = findSnapshots(call, SnapshotIds).map(({ snapshot }) => snapshot)
    return {
      body: {
        SnapshotDeniedActionSet: found.map((snapshot) => ({
          SnapshotId: snapshot.SnapshotId,
          DeniedActions: list(call, snapshot.SnapshotId, deniedForSnapshot(call.world, snapshot)),
        })),
      },
    }
  },
)

function deniedForInstance(world: World, instance: Instance): readonly Denial[] {
  const unfinished = operationObjection(instance)
  const forSnapshots =
    stateObjection(instance, ['RUNNING', 'STOPPED']) ??
    unfinished ??
    (instance.SystemDisk.DiskId === null ? undefined : diskObjection(world, instance.SystemDisk.DiskId))
  return [
    ...deny('StartInstances', stateObjection(instance, ['STOPPED']) ?? unfinished),
    ...deny('StopInstances', stateObjection(instance, ['RUNNING']) ?? unfinished),
    ...deny('CreateInstanceSnapshot', forSnapshots),
    ...deny('RollbackInstanceSnapshot', forSnapshots),
  ]
}

function deniedForSnapshot(world: World, { SnapshotId, SnapshotState, DiskId }: Snapshot): readonly Denial[] {
  const ownState = snapshotObjection(SnapshotId, SnapshotState)
  return [
    ...deny('RollbackInstanceSnapshot', diskObjection(world, DiskId, SnapshotId) ?? ownState),
    ...deny('DeleteSnapshots', ownState),
  ]
}

function deny(action: string, objection: Objection | undefined): readonly Denial[] {
  return objection ? [{ action, objection }] : []
}

function list({ world, say }: Call, id: string, denials: readonly Denial[]) {
  const byState = denials.map(({ action, objection }) => ({
    Action: action,
    Code: objection.code,
    Message: say(objection.words),
  }))
  const byHand = world.deniedActions.flatMap((denied) =>
    denied.id === id ? [{ Action: denied.action, Code: denied.code, Message: denied.message }] : [],
  )
  return [...byState, ...byHand]
}
