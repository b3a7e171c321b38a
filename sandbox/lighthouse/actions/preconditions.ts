/** States that forbid an operation, with the code and words that calls and denied-action lists give for them. */
import type { Instance } from '../objects.ts'
import { Refusal, type Words } from '../refusal.ts'
import { snapshotsOfDisk, type World } from '../world.ts'

/** A reason against an operation. */
export type Objection = { readonly code: string; readonly words: Words }

export function refuse({ code, words }: Objection): never {
  throw new Refusal(code, words)
}

/** @returns why the instance's state does not allow an operation that needs one of `allowed`, or nothing. */
export function stateObjection(
  { InstanceId, InstanceState }: Instance,
  allowed: readonly string[],
): Objection | undefined {
  if (allowed.includes(InstanceState)) return undefined
  if (InstanceState === 'PENDING') {
    return {
      code: 'OperationDenied.InstanceCreating',
      words: { english: `Instance ${InstanceId} is being created.`, chinese: `实例 ${InstanceId} 正在创建中。` },
    }
  }
  return {
    code: 'UnsupportedOperation.InvalidInstanceState',
    words: {
      english: `Instance ${InstanceId} is ${InstanceState}; the operation is not supported.`,
      chinese: `实例 ${InstanceId} 状态为 ${InstanceState}，不支持该操作。`,
    },
  }
}

/** @returns why the instance's unfinished operation is in the way, or nothing. */
export function operationObjection({ InstanceId, LatestOperationState }: Instance): Objection | undefined {
  if (LatestOperationState !== 'OPERATING') return undefined
  return {
    code: 'UnsupportedOperation.LatestOperationUnfinished',
    words: {
      english: `The latest operation of instance ${InstanceId} has not finished.`,
      chinese: `实例 ${InstanceId} 上一次操作未完成。`,
    },
  }
}

/**
 * @param exceptSnapshotId a snapshot whose own creation is somebody else's objection
 * @returns why what runs on the disk is in the way, or nothing
 */
export function diskObjection(world: World, diskId: string, exceptSnapshotId?: string): Objection | undefined {
  const states = snapshotsOfDisk(world, diskId).map(({ snapshot }) =>
    snapshot.SnapshotId === exceptSnapshotId && snapshot.SnapshotState === 'CREATING'
      ? 'NORMAL'
      : snapshot.SnapshotState,
  )
  const code = 'UnsupportedOperation.DiskLatestOperationUnfinished'
  if (states.includes('ROLLBACKING')) {
    return { code, words: { english: `Disk ${diskId} is being rolled back.`, chinese: `磁盘 ${diskId} 正在回滚。` } }
  }
  if (states.includes('CREATING')) {
    return {
      code,
      words: { english: `A snapshot of disk ${diskId} is being created.`, chinese: `磁盘 ${diskId} 正在创建快照。` },
    }
  }
  return undefined
}

/** @returns why the snapshot's own state is in the way, or nothing. */
export function snapshotObjection(snapshotId: string, state: string): Objection | undefined {
  if (state === 'NORMAL') return undefined
  return {
    code: 'UnsupportedOperation.InvalidSnapshotState',
    words: { english: `Snapshot ${snapshotId} is ${state}.`, chinese: `快照 ${snapshotId} 状态为 ${state}。` },
  }
}
