import { errorsInCommon } from './en/errors-in-common.ts'
import { botFault, ifItLasts } from './en/errors-next.ts'
import { errorsOfOtherCalls } from './en/errors-of-other-calls.ts'
import { errorsOfRollback } from './en/errors-of-rollback.ts'
import type { ErrorVocabulary, ErrorWords } from './errors.ts'

/** The bot's own call is at fault: nothing can be chosen anew, and the instance is still to be started. */
const byHand = ({ what }: ErrorWords): ErrorWords => ({ what, next: `Start it in the console. ${botFault}` })

export const errorsEn: ErrorVocabulary = {
  codes: { ...errorsOfRollback, ...errorsOfOtherCalls, ...errorsInCommon },
  ownWords: {
    snapshot: {
      'OperationDenied.OperationDeniedCreateSnapshot': {
        what: 'Tencent Cloud does not let a snapshot of this instance be taken now.',
        next: 'See in the console what stands against it. When that is settled, request again, or request without a safety snapshot.',
      },
      'OperationDenied.OperationDeniedCreateSnapshotForStorageBundle': {
        what: 'The instance has a storage bundle, and Tencent Cloud takes no snapshots of those.',
        next: 'Save the data in another way first, then request without a safety snapshot.',
      },
      'ResourceNotFound.BlueprintIdNotFound': {
        what: 'The image that the instance was made from no longer exists.',
        next: 'Take the snapshot in the console. If that is refused as well, open a ticket with Tencent Cloud and give the RequestId.',
      },
      'ResourceNotFound.DiskNotFound': {
        what: 'The instance’s system disk no longer exists.',
        next: 'Check in the console whether the instance was destroyed or replaced.',
      },
      'UnauthorizedOperation.NoPermission': {
        what: 'The bot’s key lacks the permission to take a snapshot.',
        next: 'Have the account’s administrator allow CreateInstanceSnapshot to the key in CAM (access management), for the instance and its snapshots; or request without a safety snapshot.',
      },
    },
    start: {
      'InvalidParameterValue.Duplicated': byHand(errorsOfOtherCalls['InvalidParameterValue.Duplicated']),
      'InvalidParameterValue.InstanceIdMalformed': byHand(
        errorsOfRollback['InvalidParameterValue.InstanceIdMalformed'],
      ),
      'InvalidParameterValue.LimitExceeded': byHand(errorsOfOtherCalls['InvalidParameterValue.LimitExceeded']),
      'InvalidParameterValue.OutOfRange': byHand(errorsOfOtherCalls['InvalidParameterValue.OutOfRange']),
      'ResourceNotFound.InstanceNotFound': {
        what: 'The instance that is to be started does not exist any more.',
        next: 'Check in the console whether it was terminated, and by whom.',
      },
      'UnauthorizedOperation.NoPermission': {
        what: 'The bot’s key lacks the permission to start an instance.',
        next: 'Start it in the console. So that the bot can do it next time, have the account’s administrator allow StartInstances to the key in CAM (access management).',
      },
      'UnsupportedOperation.InvalidInstanceState': {
        what: 'The instance is not stopped, so it cannot be started.',
        next: 'Look at its state in the console: it may run already, or be on its way.',
      },
    },
    question: {
      'UnauthorizedOperation.NoPermission': {
        what: 'The bot’s key lacks the permission to read this.',
        next: 'Have the account’s administrator allow the bot’s reading calls (Describe…) to the key in CAM (access management), then try again.',
      },
    },
  },
  nextInstead: {
    snapshot:
      'If the snapshot is there, delete it once nobody needs it: it counts against the quota. When the instance is at rest, request again.',
    start: 'Look at the instance in the console. When it is at rest and still stopped, start it there.',
    question: `Wait a minute, then try again. ${ifItLasts}`,
  },
  unknownCode: {
    what: 'The error has a code that the bot does not know.',
    next: 'Read Tencent Cloud’s message, and look at the instance and the snapshot in the console before trying again.',
  },
  noAnswer: {
    'connection refused': 'Nobody accepted the connection at Tencent Cloud’s address.',
    'name not resolved': 'The network address of Tencent Cloud could not be found (DNS).',
    'timed out': 'Tencent Cloud did not answer in time.',
    'connection lost': 'The connection to Tencent Cloud broke off before the answer.',
    'http status': 'Something between the bot and Tencent Cloud answered instead, with an HTTP error.',
    'unreadable answer': 'An answer came that could not be read.',
    'missing credentials': 'The bot has no key for Tencent Cloud.',
    other: 'The call to Tencent Cloud ended without an answer.',
  },
  afterNoAnswer: {
    not_sent:
      'The call never left the bot, and nothing was changed. Check the network, DNS and LIGHTHOUSE_ENDPOINT in the bot’s settings, then try again.',
    not_asked: 'Check the network, DNS and LIGHTHOUSE_ENDPOINT in the bot’s settings, then try again.',
    outcome_unknown:
      'Whether it ran cannot be told from here. Do not start it again by hand; look at the instance and the snapshot first.',
    only_asked:
      'Wait a minute, then try again. If it lasts, check the network of the bot’s host, and LIGHTHOUSE_ENDPOINT in its settings.',
  },
  missingCredentialsNext: 'Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, and start the bot again.',
}
