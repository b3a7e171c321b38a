import type { ErrorCode } from '../../services/lighthouse/catalogue.ts'
import type { ErrorWords } from '../errors.ts'
import { botFault, ifItLasts } from './errors-next.ts'

const notAllowed: ErrorWords = {
  what: 'The account’s access rules (CAM) do not allow this to the bot’s key.',
  next: 'Have the account’s administrator extend the key’s policy in CAM, then try again.',
}
const withdrawn = 'Look for a newer version of the bot; until then use the console.'
const oldOrElsewhere =
  'Check LIGHTHOUSE_ENDPOINT in the bot’s settings; the bot may also be out of date. Use the console until this is settled.'
const addressRules = 'Have the account’s administrator adjust the IP address rules of its API keys, then try again.'
const otherKey = 'Use a key that is not bound to a second factor, or a role. Then try again.'
const regionCheck = 'Check LIGHTHOUSE_REGIONS in the bot’s settings, and the region of the instance.'

/** The errors that any call can end with. */
export const errorsInCommon = {
  AuthFailure: {
    what: 'Tencent Cloud did not accept the bot’s key.',
    next: 'Check the key, its token and its account, then try again.',
  },
  'AuthFailure.InvalidAuthorization': {
    what: 'Tencent Cloud could not understand how the call was signed.',
    next: `Look for a proxy that changes headers. ${botFault}`,
  },
  'AuthFailure.InvalidHeaderUin': {
    what: 'Tencent Cloud could not tell which account the call belongs to.',
    next: 'Check that the key belongs to the account, and that LIGHTHOUSE_ENDPOINT in the bot’s settings fits it (mainland or international).',
  },
  'AuthFailure.InvalidRegion': {
    what: 'This region does not exist or is not open to the account.',
    next: regionCheck,
  },
  'AuthFailure.InvalidSecretId': {
    what: 'The bot’s key is not an API key.',
    next: 'Create an API key in the console (CAM), put it into the bot’s settings (TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY), and start the bot again.',
  },
  'AuthFailure.MFAFailure': {
    what: 'The bot’s key needs a second factor, which the bot cannot give.',
    next: otherKey,
  },
  'AuthFailure.SecretIdNotFound': {
    what: 'Tencent Cloud does not know the bot’s key; it may have been deleted or disabled.',
    next: 'Check the key in the console (CAM), and TENCENTCLOUD_SECRET_ID in the bot’s settings for stray blanks.',
  },
  'AuthFailure.SignatureExpire': {
    what: 'The clock of the bot’s host differs from Tencent Cloud’s by more than five minutes.',
    next: 'Set the host’s clock (NTP), then try again.',
  },
  'AuthFailure.SignatureFailure': {
    what: 'The signature of the call did not verify: the secret key is wrong, or something in between changed the call.',
    next: 'Enter TENCENTCLOUD_SECRET_KEY again in the bot’s settings, and look for a proxy that rewrites requests.',
  },
  'AuthFailure.TokenFailure': {
    what: 'The temporary token of the bot’s key is wrong or has expired.',
    next: 'Renew the temporary key and start the bot with it.',
  },
  'AuthFailure.UnauthorizedOperation': notAllowed,
  UnauthorizedOperation: notAllowed,
  'UnauthorizedOperation.MFAExpired': {
    what: 'The second factor of the bot’s key has expired.',
    next: otherKey,
  },
  'UnauthorizedOperation.MFANotFound': {
    what: 'The bot’s key needs a second factor that is not set up.',
    next: otherKey,
  },
  'UnauthorizedOperation.TokenInvalid': {
    what: 'The token of the bot’s key is not valid.',
    next: 'Renew the temporary key and start the bot with it.',
  },
  IpInBlacklist: {
    what: 'The IP address that the bot calls from is on the account’s block list.',
    next: addressRules,
  },
  IpNotInWhitelist: {
    what: 'The IP address that the bot calls from is not on the account’s allow list.',
    next: addressRules,
  },
  UnsupportedRegion: {
    what: 'Lighthouse is not offered in this region, or the region does not exist.',
    next: regionCheck,
  },

  RequestLimitExceeded: {
    what: 'Tencent Cloud is getting too many calls at once.',
    next: 'Wait a minute, then try again. If it lasts, see what else calls the API with this account.',
  },
  'RequestLimitExceeded.GlobalRegionUinLimitExceeded': {
    what: 'Tencent Cloud is getting too many calls from this account, over all regions.',
    next: 'Wait a minute, then try again. If it lasts, see what else calls the API with this account.',
  },
  'RequestLimitExceeded.IPLimitExceeded': {
    what: 'Tencent Cloud is getting too many calls from the IP address that the bot calls from.',
    next: 'Wait a minute, then try again. If it lasts, see what else calls the API from the same network.',
  },
  'RequestLimitExceeded.UinLimitExceeded': {
    what: 'Tencent Cloud is getting too many calls from this account.',
    next: 'Wait a minute, then try again. If it lasts, see what else calls the API with this account.',
  },
  LimitExceeded: {
    what: 'A quota of the account is full.',
    next: 'See in the console which one. Free some of it, or ask Tencent Cloud for more; then try again.',
  },
  'LimitExceeded.SnapshotQuotaLimitExceeded': {
    what: 'The region’s quota of snapshots is full.',
    next: 'Delete a snapshot that is no longer needed, or ask Tencent Cloud for a larger quota; then request again.',
  },

  ActionOffline: { what: 'Tencent Cloud has withdrawn this call.', next: withdrawn },
  'UnsupportedOperation.OperationOffline': { what: 'Tencent Cloud has withdrawn this operation.', next: withdrawn },
  InvalidAction: { what: 'The address that the bot calls does not know this call.', next: oldOrElsewhere },
  NoSuchVersion: {
    what: 'The address that the bot calls does not know this version of the API.',
    next: oldOrElsewhere,
  },
  NoSuchProduct: {
    what: 'The address that the bot calls does not serve Lighthouse.',
    next: 'Check LIGHTHOUSE_ENDPOINT in the bot’s settings.',
  },
  UnsupportedProtocol: {
    what: 'The address that the bot calls does not accept this kind of connection.',
    next: 'Check LIGHTHOUSE_ENDPOINT in the bot’s settings, http or https in particular.',
  },
  InvalidRequest: {
    what: 'Tencent Cloud could not read the call.',
    next: `Look for a proxy that changes requests. ${botFault}`,
  },
  MissingParameter: { what: 'The call lacked something that Tencent Cloud needs.', next: botFault },
  InvalidParameter: { what: 'Tencent Cloud could not use the call as it was sent.', next: botFault },
  InvalidParameterValue: {
    what: 'Tencent Cloud did not accept a value of the call.',
    next: `Choose instance and snapshot from the lists again. ${botFault}`,
  },
  UnknownParameter: { what: 'The call named something that Tencent Cloud does not know.', next: botFault },
  RequestSizeLimitExceeded: { what: 'The call was too large.', next: botFault },
  ResponseSizeLimitExceeded: {
    what: 'The answer was too large to be sent.',
    next: `Look at the instance and the snapshot in the console. ${botFault}`,
  },
  DryRunOperation: {
    what: 'Tencent Cloud took the call for a trial run and did nothing.',
    next: botFault,
  },

  ResourceNotFound: {
    what: 'Something that the call names does not exist in this region and account.',
    next: 'Check the region and the account, and choose again.',
  },
  ResourceInUse: {
    what: 'Something that the call names is in use.',
    next: 'Look at the instance and its snapshots in the console, and wait until they are at rest.',
  },
  ResourceUnavailable: {
    what: 'Something that the call names is not available at the moment.',
    next: `Look at the instance and its snapshots in the console, and wait. ${ifItLasts}`,
  },
  ResourceInsufficient: {
    what: 'Tencent Cloud has no capacity for this at the moment.',
    next: `Look at the instance in the console, and wait. ${ifItLasts}`,
  },
  UnsupportedOperation: {
    what: 'The state of the instance or the snapshot does not allow this now.',
    next: 'Look at their states in the console, and request again when they have changed.',
  },
  'UnsupportedOperation.InstanceExpired': {
    what: 'The instance has expired.',
    next: 'Renew it in the console, then request again.',
  },
  OperationDenied: {
    what: 'Tencent Cloud does not allow this operation at present.',
    next: 'Look at the instance and the snapshot in the console, and request again when their states have changed.',
  },
  FailedOperation: {
    what: 'Tencent Cloud reports that the operation failed.',
    next: 'Look at the instance and the snapshot in the console before anything else is done.',
  },
  InternalError: {
    what: 'Tencent Cloud had an internal fault.',
    next: `Look at the instance and the snapshot in the console, and wait. ${ifItLasts}`,
  },
  ServiceUnavailable: {
    what: 'Lighthouse is not available at the moment.',
    next: 'Look at Tencent Cloud’s status page and, when Lighthouse is back, at the instance.',
  },
} as const satisfies Readonly<Partial<Record<ErrorCode, ErrorWords>>>
