/** Finds objects in the call's region and refuses with the API's words when they are not there. */
import { Refusal } from '../refusal.ts'
import type { PlacedInstance, PlacedSnapshot } from '../world.ts'
import type { Call } from './action.ts'

/** @throws {Refusal} ResourceNotFound.InstanceIdNotFound */
export function findInstance({ world, region }: Call, id: string): PlacedInstance {
  const placed = world.instances.get(id)
  if (placed?.region === region) return placed
  throw new Refusal('ResourceNotFound.InstanceIdNotFound', {
    english: `The instance ${id} does not exist.`,
    chinese: `实例 ${id} 不存在。`,
  })
}

/** @throws {Refusal} ResourceNotFound.SnapshotIdNotFound */
export function findSnapshot({ world, region }: Call, id: string): PlacedSnapshot {
  const placed = world.snapshots.get(id)
  if (placed?.region === region) return placed
  throw new Refusal('ResourceNotFound.SnapshotIdNotFound', {
    english: `The snapshot ${id} does not exist.`,
    chinese: `快照 ${id} 不存在。`,
  })
}

/**
 * For the actions whose lists of errors have no not-found code: an unknown id is left out.
 *
 * @throws {Refusal} ResourceNotFound.SnapshotIdNotFound where the settings say so
 */
export function findSnapshots(call: Call, ids: readonly string[]): readonly PlacedSnapshot[] {
  const { world, region } = call
  if (world.settings.refusesUnknownSnapshotIds) return ids.map((id) => findSnapshot(call, id))
  return ids.flatMap((id) => world.snapshots.get(id) ?? []).filter((placed) => placed.region === region)
}
