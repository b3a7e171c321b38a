import type { ErrorCode } from '../../services/lighthouse/catalogue.ts'
import type { ErrorWords } from '../errors.ts'
import { botFault, ifItLasts } from './errors-next.ts'

/** The errors of ApplyInstanceSnapshot. */
export const errorsOfRollback = {
  'FailedOperation.DescribeInstanceStatus': {
    what: 'Tencent Cloud could not read the instance’s status.',
    next: `Look at the instance in the console. If it is at rest, wait a minute and request again. ${ifItLasts}`,
  },
  'FailedOperation.SnapshotOperationFailed': {
    what: 'Tencent Cloud reports that the snapshot operation failed.',
    next: 'Look at the instance and the snapshot in the console first. If both are at rest, request the rollback once more; otherwise open a ticket with the RequestId.',
  },
  'InternalError.DescribeInstanceStatus': {
    what: 'Tencent Cloud had an internal fault while reading the instance’s status.',
    next: `Look at the instance in the console. If it is at rest, wait a minute and request again. ${ifItLasts}`,
  },
  'InvalidParameterValue.DiskSizeNotMatch': {
    what: 'The system disk no longer has the size it had when the snapshot was taken, as after a change to a larger bundle (plan).',
    next: 'Choose a snapshot that was taken after the change of size. For the data of the old one, ask Tencent Cloud’s support.',
  },
  'InvalidParameterValue.InstanceIdMalformed': {
    what: 'Tencent Cloud does not take this for the id of an instance.',
    next: `Choose the instance from the list again; its id begins with lhins-. ${botFault}`,
  },
  'InvalidParameterValue.SnapshotIdMalformed': {
    what: 'Tencent Cloud does not take this for the id of a Lighthouse snapshot.',
    next: 'Choose the snapshot from the list again; its id begins with lhsnap-. Snapshots of other products do not work here.',
  },
  'OperationDenied.InstanceCreating': {
    what: 'The instance is still being created.',
    next: 'Wait until it is running, then request again.',
  },
  'OperationDenied.InstanceOperationInProgress': {
    what: 'Another operation is running on the instance.',
    next: 'Wait until it has ended, then request again. If it is a rollback, follow that one.',
  },
  'ResourceNotFound.DiskNotFound': {
    what: 'The system disk that the snapshot belongs to no longer exists.',
    next: 'Check whether the instance was destroyed or replaced, and choose another snapshot.',
  },
  'ResourceNotFound.InstanceIdNotFound': {
    what: 'There is no such instance in this region and account.',
    next: 'Check the region and the account of the bot’s key, then whether the instance was terminated.',
  },
  'ResourceNotFound.SnapshotIdNotFound': {
    what: 'There is no such snapshot in this region and account.',
    next: 'It may have been deleted to make room for a newer one. Choose another snapshot.',
  },
  'ResourceNotFound.SnapshotNotFound': {
    what: 'The snapshot does not exist any more.',
    next: 'Choose another snapshot.',
  },
  'UnauthorizedOperation.NoPermission': {
    what: 'The bot’s key lacks the permission for this.',
    next: 'Have the account’s administrator allow ApplyInstanceSnapshot to the key in CAM (access management), for the instance and for the snapshot; then request again.',
  },
  'UnsupportedOperation.DiskBusy': {
    what: 'The system disk is busy with another task.',
    next: 'Wait until that task has ended, usually about a minute, then request again.',
  },
  'UnsupportedOperation.DiskLatestOperationUnfinished': {
    what: 'The last task of the system disk has not ended: a snapshot is being taken, or a rollback runs.',
    next: 'See in the console for which snapshot that is. Wait until that has ended, then request again.',
  },
  'UnsupportedOperation.InvalidInstanceState': {
    what: 'The instance is neither running nor stopped.',
    next: 'Look at its state in the console. If it is changing, wait; in rescue mode, leave that; if it has expired, renew it; if it was frozen for a violation, resolve that. Then request again.',
  },
  'UnsupportedOperation.InvalidSnapshotState': {
    what: 'The snapshot is not ready: it is still being made, or a rollback to it is running.',
    next: 'If it is still being made, wait until it is ready and request again. If a rollback to it is running, follow that one.',
  },
  'UnsupportedOperation.LatestOperationUnfinished': {
    what: 'The instance’s last operation has not ended.',
    next: 'See in the console what it is and wait until it has ended, then request again. If it is a rollback, follow that one.',
  },
  'UnsupportedOperation.SnapshotBusy': {
    what: 'The snapshot is in use by another task.',
    next: 'Wait until that task has ended, usually about a minute, then request again. If it is a rollback, follow that one.',
  },
  'UnsupportedOperation.SystemBusy': {
    what: 'Tencent Cloud is overloaded at the moment.',
    next: `Wait some minutes, look at the instance in the console, then request again. ${ifItLasts}`,
  },
} as const satisfies Readonly<Partial<Record<ErrorCode, ErrorWords>>>
