import type {
  CommandBody,
  ControlState,
  DeniedAction,
  ExecutedCall,
  FaultInput,
  LoggedCall,
  SettingsChange,
} from './control-api.ts'

/** The emulator's levers in the same process. An unknown id throws an Error that names it. */
export type LighthouseControl = {
  /** Every changing call that had an effect, oldest first. Rollbacks by hand are not among them. */
  readonly executed: () => readonly ExecutedCall[]
  /** Every call, oldest first, at most the latest 50,000. */
  readonly calls: () => readonly LoggedCall[]
  readonly state: () => ControlState
  /** @returns the fault's id. */
  readonly addFault: (fault: FaultInput) => string
  readonly removeFault: (faultId: string) => void
  readonly clearFaults: () => void
  readonly configure: (change: SettingsChange) => void
  readonly setInstanceState: (instanceId: string, state: string) => void
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
