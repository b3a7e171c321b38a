import { randomUUID } from 'node:crypto'
import type {
  CommandBody,
  ControlState,
  DeniedAction,
  ExecutedCall,
  FaultInput,
  LoggedCall,
  SettingsChange,
} from './control-api.ts'
import type { Emulator } from './emulator.ts'
import { startRollback } from './operations.ts'
import { changePlan, changeSettings } from './settings.ts'
import {
  type BegunRollback,
  cancel,
  changeInstance,
  changeSnapshot,
  readFleet,
  removeSnapshot,
  settle,
} from './world.ts'

/** The emulator's levers in the same process. An unknown id throws {@link UnknownObject}. */
export type LighthouseControl = {
  /** Every changing call that had an effect, oldest first. Rollbacks by hand are not among them. */
  readonly executed: () => readonly ExecutedCall[]
  /** Every call, oldest first, at most the latest 50,000. */
  readonly calls: () => readonly LoggedCall[]
  /** How many calls ever came. */
  readonly callCount: () => number
  /** Every rollback that ever began, oldest first, those by hand too. */
  readonly rollbacks: () => readonly BegunRollback[]
  readonly state: () => ControlState
  /** @returns the fault's id. */
  readonly addFault: (fault: FaultInput) => string
  readonly removeFault: (faultId: string) => void
  readonly clearFaults: () => void
  readonly configure: (change: SettingsChange) => void
  readonly setInstanceState: (instanceId: string, state: string, operating?: boolean) => void
  readonly setSnapshotState: (snapshotId: string, state: string, percent?: number) => void
  readonly deleteInstance: (instanceId: string) => void
  readonly deleteSnapshot: (snapshotId: string) => void
  readonly resizeDisk: (instanceId: string, gigabytes: number) => void
  /** @returns the RequestId that the snapshot shows as LatestOperationRequestId. */
  readonly rollBackByHand: (rollback: CommandBody<'roll-back-by-hand'>) => string
  readonly setQuota: (region: string, total: number) => void
  readonly denyAction: (denied: DeniedAction) => void
  readonly clearDeniedActions: () => void
  readonly reset: () => void
}

/** The control was told an id that the emulator does not hold. */
export class UnknownObject extends Error {}

const callsShown = 100

export function createControl(emulator: Emulator): LighthouseControl {
  /** The world as of now: what is due has happened before anything is read or changed by hand. */
  const current = () => {
    settle(emulator.world, emulator.clock.now())
    return emulator.world
  }
  const instance = (id: string) => {
    const placed = current().instances.get(id)
    if (!placed) throw new UnknownObject(`There is no instance ${id}.`)
    return placed.instance
  }
  const snapshot = (id: string) => {
    const placed = current().snapshots.get(id)
    if (!placed) throw new UnknownObject(`There is no snapshot ${id}.`)
    return placed.snapshot
  }

  return {
    executed: () => emulator.executed,
    calls: () => [...emulator.calls],
    callCount: () => emulator.sequence,
    rollbacks: () => current().rollbacks,
    state: () => {
      const world = current()
      return {
        now: emulator.clock.now(),
        settings: world.settings,
        fleet: readFleet(world, emulator.clock.now()),
        faults: emulator.faults.list(),
        deniedActions: world.deniedActions,
        executed: emulator.executed,
        calls: emulator.calls.slice(-callsShown),
      }
    },
    addFault: emulator.faults.add,
    removeFault: (faultId) => {
      if (!emulator.faults.remove(faultId)) throw new UnknownObject(`There is no fault ${faultId}.`)
    },
    clearFaults: emulator.faults.clear,
    configure: (change) => {
      const world = current()
      world.settings = changeSettings(world.settings, change)
    },
    setInstanceState: (id, state, operating = false) => {
      const { LatestOperation } = instance(id)
      cancel(emulator.world, id)
      changeInstance(emulator.world, id, {
        InstanceState: state,
        LatestOperationState: operating ? 'OPERATING' : LatestOperation ? 'SUCCESS' : '',
      })
    },
    setSnapshotState: (id, state, percent) => {
      const { LatestOperationState } = snapshot(id)
      cancel(emulator.world, id)
      changeSnapshot(emulator.world, id, {
        SnapshotState: state,
        Percent: percent ?? (state === 'NORMAL' ? 100 : 42),
        LatestOperationState: state === 'NORMAL' ? settled(LatestOperationState) : 'OPERATING',
      })
    },
    deleteInstance: (id) => {
      instance(id)
      const { world } = emulator
      cancel(world, id)
      world.instances.delete(id)
      for (const [snapshotId, placed] of world.snapshots)
        if (placed.instanceId === id) removeSnapshot(world, snapshotId)
      world.dataDisks = world.dataDisks.filter(({ disk }) => disk.InstanceId !== id)
    },
    deleteSnapshot: (id) => {
      snapshot(id)
      removeSnapshot(emulator.world, id)
    },
    resizeDisk: (id, gigabytes) => {
      const { SystemDisk } = instance(id)
      changeInstance(emulator.world, id, { SystemDisk: { ...SystemDisk, DiskSize: gigabytes } })
    },
    rollBackByHand: ({ instanceId, snapshotId, plan }) => {
      instance(instanceId)
      snapshot(snapshotId)
      return startRollback(
        emulator.world,
        { instanceId, snapshotId, plan: changePlan(emulator.world.settings.rollback, plan) },
        { requestId: randomUUID(), now: emulator.clock.now() },
      )
    },
    setQuota: (region, total) => {
      emulator.world.quotas.set(region, total)
    },
    denyAction: (denied) => {
      emulator.world.deniedActions = [...emulator.world.deniedActions, denied]
    },
    clearDeniedActions: () => {
      emulator.world.deniedActions = []
    },
    reset: () => {
      emulator.faults.clear()
      emulator.world = emulator.createFirstWorld()
      emulator.executed = []
      emulator.calls = []
    },
  }
}

function settled(state: string | null): string | null {
  return state === 'OPERATING' ? 'SUCCESS' : state
}
