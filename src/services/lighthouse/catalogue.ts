import type { CloudFault } from '../rollback/cloud-objects.ts'
import { isSent, type NoAnswerReason, noAnswerReason } from './cloud-error.ts'

/** What an error means for what was to be done, as data; the words for it are in `src/words/errors-*.ts`. */
export type ErrorAdvice = {
  /** Whether the call can have changed anything: no; look first; it cannot be told from here. */
  readonly changed: 'no' | 'check' | 'unknown'
  /** Whether trying again helps: no; when the state has changed; when something was mended; after new checks. */
  readonly retry: 'never' | 'later' | 'after_fix' | 'safe'
}

const lost = { changed: 'no', retry: 'never' } as const
const mend = { changed: 'no', retry: 'after_fix' } as const
const wait = { changed: 'no', retry: 'later' } as const
const safe = { changed: 'no', retry: 'safe' } as const
const safeAfterCheck = { changed: 'check', retry: 'safe' } as const
const lookFirst = { changed: 'check', retry: 'never' } as const
const lookAndWait = { changed: 'check', retry: 'later' } as const

/**
 * The 20 errors of ApplyInstanceSnapshot (API facts, section 7), those that the documents list for the other actions
 * that are called (section 2.3; DescribeDisks from the vendor's Go SDK), and the common ones (section 8). A code that
 * is not here is read by its family, the part before the dot.
 */
export const ADVICE = {
  'FailedOperation.DescribeInstanceStatus': safeAfterCheck,
  'FailedOperation.SnapshotOperationFailed': lookFirst,
  'InternalError.DescribeInstanceStatus': safeAfterCheck,
  'InvalidParameterValue.DiskSizeNotMatch': lost,
  'InvalidParameterValue.InstanceIdMalformed': lost,
  'InvalidParameterValue.SnapshotIdMalformed': lost,
  'OperationDenied.InstanceCreating': wait,
  'OperationDenied.InstanceOperationInProgress': wait,
  'ResourceNotFound.DiskNotFound': lost,
  'ResourceNotFound.InstanceIdNotFound': lost,
  'ResourceNotFound.SnapshotIdNotFound': lost,
  'ResourceNotFound.SnapshotNotFound': lost,
  'UnauthorizedOperation.NoPermission': mend,
  'UnsupportedOperation.DiskBusy': safe,
  'UnsupportedOperation.DiskLatestOperationUnfinished': wait,
  'UnsupportedOperation.InvalidInstanceState': wait,
  'UnsupportedOperation.InvalidSnapshotState': wait,
  'UnsupportedOperation.LatestOperationUnfinished': wait,
  'UnsupportedOperation.SnapshotBusy': safe,
  'UnsupportedOperation.SystemBusy': safeAfterCheck,

  'FailedOperation.GetSnapshotAllocQuotaLockError': lookAndWait,
  'FailedOperation.InstanceOperationFailed': lookFirst,
  'InternalError.GetSnapshotAllocQuotaLockError': lookAndWait,
  'InternalError.InvalidCommandNotFound': lookAndWait,
  'InvalidParameter.FilterValueLimitExceeded': lost,
  'InvalidParameter.InvalidFilter': lost,
  'InvalidParameter.InvalidFilterInvalidKey': lost,
  'InvalidParameter.InvalidFilterInvalidNameNotStr': lost,
  'InvalidParameter.InvalidFilterInvalidValuesNotList': lost,
  'InvalidParameter.InvalidFilterNotDict': lost,
  'InvalidParameter.InvalidFilterNotSupportedName': lost,
  'InvalidParameter.ParameterConflict': lost,
  'InvalidParameterValue.Duplicated': lost,
  'InvalidParameterValue.InstanceNameTooLong': lost,
  'InvalidParameterValue.InvalidDiskIdMalformed': lost,
  'InvalidParameterValue.InvalidIpFormat': lost,
  'InvalidParameterValue.InvalidResourceQuotaResourceName': lost,
  'InvalidParameterValue.InvalidZone': lost,
  'InvalidParameterValue.LimitExceeded': lost,
  'InvalidParameterValue.Negative': lost,
  'InvalidParameterValue.OutOfRange': lost,
  'InvalidParameterValue.SnapshotNameTooLong': lost,
  'InvalidParameterValue.ZoneInvalid': lost,
  'MissingParameter.OrderFieldRequired': lost,
  'OperationDenied.OperationDeniedCreateSnapshot': wait,
  'OperationDenied.OperationDeniedCreateSnapshotForStorageBundle': lost,
  'ResourceNotFound.BlueprintIdNotFound': lost,
  'ResourceNotFound.DiskIdNotFound': lost,
  'ResourceNotFound.InstanceNotFound': lost,
  'UnsupportedOperation.InstanceDisplayAreaNotSupportOperation': lost,

  'AuthFailure.SignatureExpire': mend,
  'AuthFailure.SignatureFailure': mend,
  'AuthFailure.SecretIdNotFound': mend,
  'AuthFailure.InvalidSecretId': mend,
  'AuthFailure.InvalidAuthorization': mend,
  'AuthFailure.InvalidHeaderUin': mend,
  'AuthFailure.TokenFailure': mend,
  'AuthFailure.MFAFailure': mend,
  'AuthFailure.UnauthorizedOperation': mend,
  'AuthFailure.InvalidRegion': mend,
  AuthFailure: mend,
  UnauthorizedOperation: mend,
  'UnauthorizedOperation.MFAExpired': mend,
  'UnauthorizedOperation.MFANotFound': mend,
  'UnauthorizedOperation.TokenInvalid': mend,
  UnsupportedRegion: mend,
  IpInBlacklist: mend,
  IpNotInWhitelist: mend,
  RequestLimitExceeded: safe,
  'RequestLimitExceeded.GlobalRegionUinLimitExceeded': safe,
  'RequestLimitExceeded.IPLimitExceeded': safe,
  'RequestLimitExceeded.UinLimitExceeded': safe,
  LimitExceeded: mend,
  'LimitExceeded.SnapshotQuotaLimitExceeded': mend,
  MissingParameter: lost,
  InvalidParameter: lost,
  InvalidParameterValue: lost,
  UnknownParameter: lost,
  InvalidAction: mend,
  NoSuchVersion: mend,
  NoSuchProduct: mend,
  ActionOffline: mend,
  'UnsupportedOperation.OperationOffline': mend,
  InvalidRequest: lost,
  UnsupportedProtocol: mend,
  RequestSizeLimitExceeded: lost,
  // The work may be done by the time its answer is found too large.
  ResponseSizeLimitExceeded: lookFirst,
  ResourceNotFound: lost,
  ResourceInUse: lookAndWait,
  ResourceUnavailable: lookAndWait,
  ResourceInsufficient: lookAndWait,
  UnsupportedOperation: wait,
  'UnsupportedOperation.InstanceExpired': mend,
  OperationDenied: wait,
  FailedOperation: lookFirst,
  InternalError: lookAndWait,
  ServiceUnavailable: lookAndWait,
  DryRunOperation: lost,
} as const satisfies Readonly<Record<string, ErrorAdvice>>

export type ErrorCode = keyof typeof ADVICE

/** What a call was for: the same code can ask for another next step where it refused no rollback. */
export type Purpose = 'rollback' | 'snapshot' | 'start' | 'question'

/** Codes that have words of their own for a purpose besides those for a rollback. */
export const OWN_WORDS = {
  snapshot: [
    'OperationDenied.OperationDeniedCreateSnapshot',
    'OperationDenied.OperationDeniedCreateSnapshotForStorageBundle',
    'ResourceNotFound.BlueprintIdNotFound',
    'ResourceNotFound.DiskNotFound',
    'UnauthorizedOperation.NoPermission',
  ],
  start: [
    'InvalidParameterValue.Duplicated',
    'InvalidParameterValue.InstanceIdMalformed',
    'InvalidParameterValue.LimitExceeded',
    'InvalidParameterValue.OutOfRange',
    'ResourceNotFound.InstanceNotFound',
    'UnauthorizedOperation.NoPermission',
    'UnsupportedOperation.InvalidInstanceState',
  ],
  question: ['UnauthorizedOperation.NoPermission'],
} as const satisfies Readonly<Record<Exclude<Purpose, 'rollback'>, readonly ErrorCode[]>>

const PURPOSES: ReadonlyMap<string, Purpose> = new Map([
  ['ApplyInstanceSnapshot', 'rollback'],
  ['CreateInstanceSnapshot', 'snapshot'],
  ['StartInstances', 'start'],
])

/** @returns what a call of this action is for; every other action only asks. */
export const purposeOf = (action: string): Purpose => PURPOSES.get(action) ?? 'question'

/** What became of a call that got no answer: it never left; it may have run; it only asked, or could not even ask. */
export type NoAnswerCase = 'not_sent' | 'outcome_unknown' | 'only_asked' | 'not_asked'

/**
 * A call that got no answer, as the ledger keeps it.
 * @param detail begins with the reason (`NO_ANSWER_REASONS`)
 */
export const lostCall = (
  action: string,
  region: string | null,
  detail: string,
): Extract<CloudFault, { kind: 'no_answer' }> => ({ kind: 'no_answer', action, region, detail, sent: isSent(detail) })

/** @returns a detail as a person may read it: a reason that says nothing is left out. */
export const seenDetail = (detail: string): string => detail.replace(/^other: /, '')

/** Which entry of the catalogue, and so of each language's words, a fault is explained by. */
export type FaultEntry =
  | { readonly kind: 'code'; readonly code: ErrorCode }
  | { readonly kind: 'unknown_code' }
  | { readonly kind: 'no_answer'; readonly reason: NoAnswerReason; readonly case: NoAnswerCase }

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ADVICE, code)

/** `InvalidParameterValue.RegionNotFound` and the like speak of the region, whatever the exact name. */
const REGION_CODE = /^InvalidParameterValue\.(Invalid)?Region/

/** @returns the entry for a fault: its full code, else the code's family, else the honest general one. */
export function entryFor(fault: CloudFault): FaultEntry {
  if (fault.kind === 'no_answer') {
    const [sent, unsent] =
      purposeOf(fault.action) === 'question'
        ? (['only_asked', 'not_asked'] as const)
        : (['outcome_unknown', 'not_sent'] as const)
    return { kind: 'no_answer', reason: noAnswerReason(fault.detail), case: fault.sent ? sent : unsent }
  }
  if (isErrorCode(fault.code)) return { kind: 'code', code: fault.code }
  if (REGION_CODE.test(fault.code)) return { kind: 'code', code: 'UnsupportedRegion' }
  const [family = ''] = fault.code.split('.')
  return isErrorCode(family) ? { kind: 'code', code: family } : { kind: 'unknown_code' }
}

/** @returns what a fault means; a call that only asks changes nothing, whatever came of it. */
export function adviceFor(fault: CloudFault): ErrorAdvice {
  const advice = adviceOfEntry(entryFor(fault))
  if (purposeOf(fault.action) !== 'question') return advice
  const isOnlyDoubt = advice.changed === 'check' && advice.retry === 'never'
  return { changed: 'no', retry: isOnlyDoubt ? 'later' : advice.retry }
}

/** Whether something may have begun although the call was refused, or its answer is missing. */
export const leavesDoubt = (fault: CloudFault): boolean => adviceFor(fault).changed !== 'no'

export function adviceOfEntry(entry: FaultEntry): ErrorAdvice {
  switch (entry.kind) {
    case 'code':
      return ADVICE[entry.code]
    case 'unknown_code':
      return lookFirst
    case 'no_answer':
      return entry.case === 'outcome_unknown'
        ? { changed: 'unknown', retry: 'never' }
        : { changed: 'no', retry: entry.reason === 'missing credentials' ? 'after_fix' : 'later' }
  }
}
