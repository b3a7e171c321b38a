import type { ErrorCode } from '../../services/lighthouse/catalogue.ts'
import type { ErrorWords } from '../errors.ts'
import { botFault, ifItLasts } from './errors-next.ts'

const oddFilter: ErrorWords = {
  what: 'Tencent Cloud did not understand a filter in the bot’s call.',
  next: botFault,
}

const ticket = 'Open a ticket with Tencent Cloud and give the RequestId.'

/** The errors that only the other calls can end with: reading, taking a snapshot, starting an instance. */
export const errorsOfOtherCalls = {
  'FailedOperation.GetSnapshotAllocQuotaLockError': {
    what: 'Tencent Cloud could not reserve a place for the new snapshot.',
    next: `Somebody may be taking a snapshot in the region. Look at the instance and its snapshots in the console, and wait. ${ifItLasts}`,
  },
  'FailedOperation.InstanceOperationFailed': {
    what: 'Tencent Cloud reports that the operation on the instance failed.',
    next: 'Look at the instance and the snapshot in the console before anything else is done. If the instance does not come to rest, open a ticket with Tencent Cloud and give the RequestId.',
  },
  'InternalError.GetSnapshotAllocQuotaLockError': {
    what: 'Tencent Cloud had an internal fault while reserving a place for the new snapshot.',
    next: `Look at the instance and its snapshots in the console, and wait. ${ifItLasts}`,
  },
  'InternalError.InvalidCommandNotFound': {
    what: 'Tencent Cloud had an internal fault: a part of it did not know what to do.',
    next: `Look at the instance and the snapshot in the console, and wait. ${ifItLasts}`,
  },
  'InvalidParameter.FilterValueLimitExceeded': {
    what: 'The bot asked for too many things in one question.',
    next: botFault,
  },
  'InvalidParameter.InvalidFilter': oddFilter,
  'InvalidParameter.InvalidFilterInvalidKey': oddFilter,
  'InvalidParameter.InvalidFilterInvalidNameNotStr': oddFilter,
  'InvalidParameter.InvalidFilterInvalidValuesNotList': oddFilter,
  'InvalidParameter.InvalidFilterNotDict': oddFilter,
  'InvalidParameter.InvalidFilterNotSupportedName': oddFilter,
  'InvalidParameter.ParameterConflict': {
    what: 'The bot asked for two things that exclude each other.',
    next: botFault,
  },
  'InvalidParameterValue.Duplicated': {
    what: 'The call named the same thing twice.',
    next: botFault,
  },
  'InvalidParameterValue.InstanceNameTooLong': {
    what: 'The call named an instance by a name that is longer than Tencent Cloud allows.',
    next: botFault,
  },
  'InvalidParameterValue.InvalidDiskIdMalformed': {
    what: 'Tencent Cloud does not accept the disk id in the call.',
    next: botFault,
  },
  'InvalidParameterValue.InvalidIpFormat': {
    what: 'Tencent Cloud does not accept the IP address in the call.',
    next: botFault,
  },
  'InvalidParameterValue.InvalidResourceQuotaResourceName': {
    what: 'Tencent Cloud does not know the quota that the bot asked for.',
    next: 'How many snapshots are left can be seen in the console. The bot may be out of date: tell whoever operates it.',
  },
  'InvalidParameterValue.InvalidZone': {
    what: 'Tencent Cloud does not know the zone that the call named.',
    next: 'Check LIGHTHOUSE_REGIONS in the bot’s settings, and the region of the instance.',
  },
  'InvalidParameterValue.LimitExceeded': {
    what: 'The call asked for more at once than Tencent Cloud allows.',
    next: botFault,
  },
  'InvalidParameterValue.Negative': {
    what: 'The call had a number below zero where Tencent Cloud does not allow one.',
    next: botFault,
  },
  'InvalidParameterValue.OutOfRange': {
    what: 'The call had a number outside of what Tencent Cloud allows.',
    next: botFault,
  },
  'InvalidParameterValue.SnapshotNameTooLong': {
    what: 'The name of the snapshot is longer than Tencent Cloud allows.',
    next: botFault,
  },
  'InvalidParameterValue.ZoneInvalid': {
    what: 'Tencent Cloud does not accept the zone that the call named.',
    next: 'Check LIGHTHOUSE_REGIONS in the bot’s settings, and the region of the instance.',
  },
  'MissingParameter.OrderFieldRequired': {
    what: 'The bot asked for an order without saying by what.',
    next: botFault,
  },
  'OperationDenied.OperationDeniedCreateSnapshot': {
    what: 'Tencent Cloud does not let a snapshot of this instance be taken now.',
    next: 'See in the console what stands against it. When that is settled, request again.',
  },
  'OperationDenied.OperationDeniedCreateSnapshotForStorageBundle': {
    what: 'The instance has a storage bundle, and Tencent Cloud takes no snapshots of those.',
    next: ticket,
  },
  'ResourceNotFound.BlueprintIdNotFound': {
    what: 'The image that the instance was made from no longer exists.',
    next: ticket,
  },
  'ResourceNotFound.DiskIdNotFound': {
    what: 'There is no such disk in this region and account.',
    next: 'Check the region and the account of the bot’s key, then whether the disk was returned.',
  },
  'ResourceNotFound.InstanceNotFound': {
    what: 'The instance does not exist any more.',
    next: 'Check in the console whether it was terminated, and choose another instance.',
  },
  'UnsupportedOperation.InstanceDisplayAreaNotSupportOperation': {
    what: 'Tencent Cloud does not offer this for instances of this kind of region.',
    next: 'See in the console whether it can be done there; otherwise ask Tencent Cloud’s support.',
  },
} as const satisfies Readonly<Partial<Record<ErrorCode, ErrorWords>>>
