import type { ErrorVocabulary } from './errors.ts'

const askTheOperator = 'Tell whoever operates the bot.'
const ticket = 'If it lasts, open a ticket with Tencent Cloud and give the RequestId.'

export const errorsEn: ErrorVocabulary = {
  codes: {
    'FailedOperation.DescribeInstanceStatus': {
      what: 'Tencent Cloud could not read the instance’s status before acting.',
      next: `Wait a minute and try again. ${ticket}`,
    },
    'FailedOperation.SnapshotOperationFailed': {
      what: 'Tencent Cloud started the snapshot operation and it failed.',
      next: 'Look at the instance and the snapshot in the console first. If both are at rest, request the rollback once more; otherwise open a ticket with the RequestId.',
    },
    'InternalError.DescribeInstanceStatus': {
      what: 'Tencent Cloud had an internal fault while reading the instance’s status.',
      next: `Wait a minute and try again. ${ticket}`,
    },
    'InvalidParameterValue.DiskSizeNotMatch': {
      what: 'The system disk no longer has the size it had when the snapshot was taken, as after a bundle upgrade.',
      next: 'Choose a snapshot that was taken after the change of size. For the data of the old one, ask Tencent Cloud’s support.',
    },
    'InvalidParameterValue.InstanceIdMalformed': {
      what: 'This is not a valid instance id.',
      next: 'Choose the instance from the list; its id begins with lhins-.',
    },
    'InvalidParameterValue.SnapshotIdMalformed': {
      what: 'This is not a valid Lighthouse snapshot id.',
      next: 'Choose the snapshot from the list; its id begins with lhsnap-. Snapshots of other products do not work here.',
    },
    'OperationDenied.InstanceCreating': {
      what: 'The instance is still being created.',
      next: 'Wait until it is RUNNING, then request again.',
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
      next: 'It may have been deleted by a rotation. Choose another snapshot.',
    },
    'ResourceNotFound.SnapshotNotFound': {
      what: 'The snapshot does not exist any more.',
      next: 'Choose another snapshot.',
    },
    'UnauthorizedOperation.NoPermission': {
      what: 'The bot’s key lacks the permission for this.',
      next: 'Have the account’s administrator allow the action in CAM; a rollback needs ApplyInstanceSnapshot on both the instance and the snapshot.',
    },
    'UnsupportedOperation.DiskBusy': {
      what: 'The system disk is busy with another task.',
      next: 'Wait a minute, then try again.',
    },
    'UnsupportedOperation.DiskLatestOperationUnfinished': {
      what: 'The last task of the system disk has not ended: a snapshot is being taken, or a rollback runs.',
      next: 'See which snapshot is CREATING or ROLLBACKING, and wait until it has ended.',
    },
    'UnsupportedOperation.InvalidInstanceState': {
      what: 'The instance is neither RUNNING nor STOPPED.',
      next: 'Look at its state: if it is changing, wait; leave rescue mode; renew an expired instance; resolve a violation that froze it.',
    },
    'UnsupportedOperation.InvalidSnapshotState': {
      what: 'The snapshot is not in the state NORMAL.',
      next: 'If it is CREATING, wait until it is done. If it is ROLLBACKING, a rollback already runs: follow that one.',
    },
    'UnsupportedOperation.LatestOperationUnfinished': {
      what: 'The instance’s last operation has not ended.',
      next: 'Wait until it has ended, then request again.',
    },
    'UnsupportedOperation.SnapshotBusy': {
      what: 'The snapshot is in use by another task.',
      next: 'Wait a minute, then try again.',
    },
    'UnsupportedOperation.SystemBusy': {
      what: 'Tencent Cloud is overloaded at the moment.',
      next: `Wait some minutes, then try again. ${ticket}`,
    },

    'AuthFailure.SignatureExpire': {
      what: 'The clock of the bot’s host differs from Tencent Cloud’s by more than five minutes.',
      next: 'Set the host’s clock (NTP).',
    },
    'AuthFailure.SignatureFailure': {
      what: 'The signature of the call did not verify: the secret key is wrong, or something in between changed the call.',
      next: 'Enter TENCENTCLOUD_SECRET_KEY again; look for a proxy that rewrites requests.',
    },
    'AuthFailure.SecretIdNotFound': {
      what: 'Tencent Cloud does not know the bot’s key; it may have been deleted or disabled.',
      next: 'Check the key in the CAM console, and TENCENTCLOUD_SECRET_ID for stray blanks.',
    },
    'AuthFailure.InvalidSecretId': {
      what: 'The bot’s key is not an API key.',
      next: 'Create an API key in the CAM console and use that.',
    },
    'AuthFailure.InvalidAuthorization': {
      what: 'Tencent Cloud could not understand the call’s authorization.',
      next: `Look for a proxy that changes headers. ${askTheOperator}`,
    },
    'AuthFailure.InvalidHeaderUin': {
      what: 'Tencent Cloud could not tell which account the call belongs to.',
      next: 'Check that the key belongs to the account, and that the endpoint fits it (mainland or international).',
    },
    'AuthFailure.TokenFailure': {
      what: 'The temporary token of the bot’s key is wrong or has expired.',
      next: 'Renew the temporary key and start the bot with it.',
    },
    'AuthFailure.MFAFailure': {
      what: 'The bot’s key needs a second factor, which the bot cannot give.',
      next: 'Use a key that is not bound to a second factor, or a role.',
    },
    'AuthFailure.UnauthorizedOperation': {
      what: 'CAM does not allow this to the bot’s key.',
      next: 'Have the account’s administrator extend its policy.',
    },
    'AuthFailure.InvalidRegion': {
      what: 'This region does not exist or is not open to the account.',
      next: 'Check LIGHTHOUSE_REGIONS and the region of the instance.',
    },
    AuthFailure: {
      what: 'Tencent Cloud did not accept the bot’s key.',
      next: 'Check the key, its token and its account.',
    },
    UnauthorizedOperation: {
      what: 'CAM does not allow this to the bot’s key.',
      next: 'Have the account’s administrator extend its policy.',
    },
    'UnauthorizedOperation.MFAExpired': {
      what: 'The second factor of the bot’s key has expired.',
      next: 'Use a key that is not bound to a second factor, or a role.',
    },
    'UnauthorizedOperation.MFANotFound': {
      what: 'The bot’s key needs a second factor that is not set up.',
      next: 'Use a key that is not bound to a second factor, or a role.',
    },
    'UnauthorizedOperation.TokenInvalid': {
      what: 'The token of the bot’s key is not valid.',
      next: 'Renew the temporary key and start the bot with it.',
    },
    UnsupportedRegion: {
      what: 'Lighthouse is not offered in this region, or the region does not exist.',
      next: 'Check LIGHTHOUSE_REGIONS and the region of the instance.',
    },
    IpInBlacklist: {
      what: 'The bot’s address is on the account’s block list.',
      next: 'Have the account’s administrator adjust the address rules of the API.',
    },
    IpNotInWhitelist: {
      what: 'The bot’s address is not on the account’s allow list.',
      next: 'Have the account’s administrator adjust the address rules of the API.',
    },
    RequestLimitExceeded: {
      what: 'Tencent Cloud is getting too many calls from this account.',
      next: 'Usually nothing is to be done: wait a little. If it lasts, see what else calls the API.',
    },
    LimitExceeded: {
      what: 'A quota of the account is full.',
      next: 'Free some of it, or ask Tencent Cloud for a larger quota.',
    },
    'LimitExceeded.SnapshotQuotaLimitExceeded': {
      what: 'The region’s quota of snapshots is full.',
      next: 'Delete a snapshot that is no longer needed, or ask for a larger quota.',
    },
    MissingParameter: { what: 'The call lacked something that Tencent Cloud needs.', next: askTheOperator },
    InvalidParameter: { what: 'Tencent Cloud could not use the call as it was sent.', next: askTheOperator },
    InvalidParameterValue: {
      what: 'Tencent Cloud did not accept a value of the call.',
      next: `Choose instance and snapshot from the lists again. ${askTheOperator}`,
    },
    UnknownParameter: { what: 'The call named something that Tencent Cloud does not know.', next: askTheOperator },
    InvalidAction: {
      what: 'The endpoint does not know this call.',
      next: 'Check LIGHTHOUSE_ENDPOINT; the bot may be out of date.',
    },
    NoSuchVersion: {
      what: 'The endpoint does not know this version of the API.',
      next: 'Check LIGHTHOUSE_ENDPOINT; the bot may be out of date.',
    },
    NoSuchProduct: { what: 'The endpoint does not serve Lighthouse.', next: 'Check LIGHTHOUSE_ENDPOINT.' },
    ActionOffline: {
      what: 'Tencent Cloud has withdrawn this call.',
      next: 'Look for a newer version of the bot; until then use the console.',
    },
    'UnsupportedOperation.OperationOffline': {
      what: 'Tencent Cloud has withdrawn this operation.',
      next: 'Look for a newer version of the bot; until then use the console.',
    },
    InvalidRequest: {
      what: 'Tencent Cloud could not read the call.',
      next: `Look for a proxy that changes requests. ${askTheOperator}`,
    },
    UnsupportedProtocol: {
      what: 'The endpoint does not accept this protocol.',
      next: 'Check LIGHTHOUSE_ENDPOINT, its scheme in particular.',
    },
    RequestSizeLimitExceeded: { what: 'The call was too large.', next: askTheOperator },
    ResponseSizeLimitExceeded: { what: 'The answer was too large.', next: askTheOperator },
    ResourceNotFound: {
      what: 'What the call names does not exist in this region and account.',
      next: 'Check the region and the account, and choose again.',
    },
    ResourceInUse: {
      what: 'What the call names is in use.',
      next: 'Look at the instance and its snapshots, and wait until they are at rest.',
    },
    ResourceUnavailable: {
      what: 'What the call names is not available at the moment.',
      next: `Look at the instance and its snapshots, and wait. ${ticket}`,
    },
    ResourceInsufficient: {
      what: 'Tencent Cloud has no capacity for this at the moment.',
      next: `Look at the instance, and wait. ${ticket}`,
    },
    UnsupportedOperation: {
      what: 'The state of the instance or the snapshot does not allow this now.',
      next: 'Look at their states, and request again when they have changed.',
    },
    'UnsupportedOperation.InstanceExpired': {
      what: 'The instance has expired.',
      next: 'Renew it, then request again.',
    },
    OperationDenied: {
      what: 'Tencent Cloud does not allow this operation in the present state.',
      next: 'Look at the states of the instance and the snapshot, and request again when they have changed.',
    },
    FailedOperation: {
      what: 'Tencent Cloud tried the operation and it failed.',
      next: 'Look at the instance and the snapshot in the console before anything else is done.',
    },
    InternalError: {
      what: 'Tencent Cloud had an internal fault.',
      next: `Look at the instance and the snapshot, and wait. ${ticket}`,
    },
    ServiceUnavailable: {
      what: 'Lighthouse is not available at the moment.',
      next: 'Look at Tencent Cloud’s status page and at the instance, and wait.',
    },
    DryRunOperation: { what: 'The call was only a trial run; nothing was done.', next: askTheOperator },
  },
  unknownCode: {
    what: 'Tencent Cloud refused with a code that the bot does not know.',
    next: 'Read its message, and look at the instance and the snapshot in the console before trying again.',
  },
  noAnswer: {
    'connection refused': 'Nobody accepted the connection at Tencent Cloud’s address.',
    'name not resolved': 'The name of Tencent Cloud’s endpoint could not be resolved.',
    'timed out': 'Tencent Cloud did not answer in time.',
    'connection lost': 'The connection to Tencent Cloud broke off before the answer.',
    'http status': 'Something between the bot and Tencent Cloud answered instead, with an HTTP error.',
    'unreadable answer': 'An answer came that could not be read.',
    'missing credentials': 'The bot has no key for Tencent Cloud.',
    other: 'The call to Tencent Cloud ended without an answer.',
  },
  afterNoAnswer: {
    not_sent:
      'The call never left the bot, and nothing was changed. Check the network, LIGHTHOUSE_ENDPOINT and DNS, then try again.',
    outcome_unknown:
      'Whether it ran cannot be told from here. Do not start it again by hand; look at the instance and the snapshot first.',
    only_asked: 'It was only a question and changed nothing. It will be asked again; if it lasts, check the network.',
  },
  missingCredentialsNext: 'Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, and start the bot again.',
}
