import { z } from 'zod'
import { startRollback } from '../operations.ts'
import { checkId, instanceIdPattern, snapshotIdPattern } from '../parameters.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { defineAction } from './action.ts'
import { findInstance, findSnapshot } from './find.ts'
import { diskObjection, operationObjection, refuse, snapshotObjection, stateObjection } from './preconditions.ts'

/**
 * Accepts a rollback. The order of the checks is this emulator's; the codes are those the vendor lists, except that
 * a snapshot of another instance's disk has no code of its own and is answered with SnapshotNotFound.
 */
export const applyInstanceSnapshot = defineAction(
  20,
  z.strictObject({ InstanceId: z.string(), SnapshotId: z.string() }),
  ({ InstanceId, SnapshotId }, call) => {
    checkId(InstanceId, instanceIdPattern, 'InvalidParameterValue.InstanceIdMalformed')
    checkId(SnapshotId, snapshotIdPattern, 'InvalidParameterValue.SnapshotIdMalformed')
    const { instance } = findInstance(call, InstanceId)
    const { snapshot } = findSnapshot(call, SnapshotId)
    if (snapshot.DiskId !== instance.SystemDisk.DiskId)
      refuseOtherDisk(call.world, InstanceId, SnapshotId, snapshot.DiskId)
    if (snapshot.DiskSize !== instance.SystemDisk.DiskSize) {
      throw new Refusal('InvalidParameterValue.DiskSizeNotMatch', {
        english: `The size of disk ${snapshot.DiskId} has changed: ${instance.SystemDisk.DiskSize} GB, in snapshot ${SnapshotId} ${snapshot.DiskSize} GB.`,
        chinese: `磁盘 ${snapshot.DiskId} 的大小已变更：当前 ${instance.SystemDisk.DiskSize} GB，快照 ${SnapshotId} 为 ${snapshot.DiskSize} GB。`,
      })
    }
    const objection =
      diskObjection(call.world, snapshot.DiskId, SnapshotId) ??
      snapshotObjection(SnapshotId, snapshot.SnapshotState) ??
      stateObjection(instance, ['RUNNING', 'STOPPED']) ??
      operationObjection(instance)
    if (objection) refuse(objection)

    startRollback(call.world, { instanceId: InstanceId, snapshotId: SnapshotId, plan: call.rollbackPlan }, call)
    return { body: {}, touched: { instanceIds: [InstanceId], snapshotIds: [SnapshotId] } }
  },
)

function refuseOtherDisk(world: World, instanceId: string, snapshotId: string, diskId: string): never {
  const diskExists = [...world.instances.values()].some(({ instance }) => instance.SystemDisk.DiskId === diskId)
  if (!diskExists) {
    throw new Refusal('ResourceNotFound.DiskNotFound', {
      english: `The disk ${diskId} of snapshot ${snapshotId} does not exist.`,
      chinese: `快照 ${snapshotId} 对应的磁盘 ${diskId} 不存在。`,
    })
  }
  throw new Refusal('ResourceNotFound.SnapshotNotFound', {
    english: `The snapshot ${snapshotId} does not exist for instance ${instanceId}.`,
    chinese: `实例 ${instanceId} 不存在快照 ${snapshotId}。`,
  })
}
