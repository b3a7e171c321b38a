/**
 * Words for the error codes, in English and Chinese. The vendor says messages may change at any time, so these
 * only have to be believable; codes are those of the facts pack: 20 of ApplyInstanceSnapshot, the common ones, and
 * those that the other actions list.
 */
import type { Words } from './refusal.ts'

const catalogue: Readonly<Record<string, Words>> = {
  'FailedOperation.DescribeInstanceStatus': w('Failed to query the instance status.', '查询实例状态失败。'),
  'FailedOperation.SnapshotOperationFailed': w('The snapshot operation failed.', '快照操作失败。'),
  'InternalError.DescribeInstanceStatus': w(
    'Failed to query the instance status; try again later.',
    '查询实例状态失败，请稍后重试。',
  ),
  'InvalidParameterValue.DiskSizeNotMatch': w(
    'The disk size has changed since the snapshot.',
    '磁盘大小与快照不一致。',
  ),
  'InvalidParameterValue.InstanceIdMalformed': w('The instance ID is malformed.', '实例 ID 格式非法。'),
  'InvalidParameterValue.SnapshotIdMalformed': w('The snapshot ID is malformed.', '快照 ID 格式非法。'),
  'OperationDenied.InstanceCreating': w('The instance is being created.', '实例正在创建中。'),
  'OperationDenied.InstanceOperationInProgress': w(
    'Another operation on the instance is in progress.',
    '实例正在执行其他操作。',
  ),
  'ResourceNotFound.DiskNotFound': w('The disk does not exist.', '磁盘不存在。'),
  'ResourceNotFound.InstanceIdNotFound': w('The instance does not exist.', '实例不存在。'),
  'ResourceNotFound.SnapshotIdNotFound': w('The snapshot does not exist.', '快照不存在。'),
  'ResourceNotFound.SnapshotNotFound': w('The snapshot does not exist.', '快照不存在。'),
  'UnauthorizedOperation.NoPermission': w('You have no permission for this operation.', '您没有权限执行该操作。'),
  'UnsupportedOperation.DiskBusy': w('The disk is busy.', '磁盘忙。'),
  'UnsupportedOperation.DiskLatestOperationUnfinished': w(
    'The latest operation of the disk has not finished.',
    '磁盘上一次操作未完成。',
  ),
  'UnsupportedOperation.InvalidInstanceState': w(
    'The instance state does not support this operation.',
    '实例状态不支持该操作。',
  ),
  'UnsupportedOperation.InvalidSnapshotState': w(
    'The snapshot state does not support this operation.',
    '快照状态不支持该操作。',
  ),
  'UnsupportedOperation.LatestOperationUnfinished': w(
    'The latest operation of the instance has not finished.',
    '实例上一次操作未完成。',
  ),
  'UnsupportedOperation.SnapshotBusy': w('The snapshot is busy.', '快照忙。'),
  'UnsupportedOperation.SystemBusy': w('The system is busy; try again later.', '系统繁忙，请稍后重试。'),
  'AuthFailure.SignatureExpire': w(
    'The signature has expired: the clocks differ by more than 5 minutes.',
    '签名过期：时间相差超过 5 分钟。',
  ),
  'AuthFailure.SignatureFailure': w('The signature does not match.', '签名不匹配。'),
  'AuthFailure.SecretIdNotFound': w('The SecretId does not exist.', '密钥不存在。'),
  'AuthFailure.InvalidSecretId': w('The SecretId is not a cloud API key.', '密钥非法，不是云 API 密钥类型。'),
  'AuthFailure.InvalidAuthorization': w('The Authorization header is malformed.', 'Authorization 头不合法。'),
  'AuthFailure.TokenFailure': w('The token is invalid or expired.', 'Token 错误或已过期。'),
  'AuthFailure.MFAFailure': w('MFA verification failed.', 'MFA 校验失败。'),
  'AuthFailure.UnauthorizedOperation': w('The request is not authorized by CAM.', '请求未经 CAM 授权。'),
  'UnauthorizedOperation.MFAExpired': w('The MFA verification has expired.', 'MFA 校验已过期。'),
  'UnauthorizedOperation.MFANotFound': w('No MFA verification was found.', '未找到 MFA 校验信息。'),
  UnauthorizedOperation: w('The operation is not authorized.', '未授权操作。'),
  IpInBlacklist: w('The source IP is in the blocklist.', 'IP 在黑名单中。'),
  IpNotInWhitelist: w('The source IP is not in the allowlist.', 'IP 不在白名单中。'),
  UnsupportedRegion: w('The region is not supported.', '不支持所传地域。'),
  RequestLimitExceeded: w('The request rate is above the limit.', '请求频率超过限制。'),
  'LimitExceeded.SnapshotQuotaLimitExceeded': w(
    'The snapshot quota of this region is used up.',
    '该地域的快照配额已用完。',
  ),
  InvalidAction: w('The action does not exist.', '接口不存在。'),
  NoSuchVersion: w('The API version does not exist.', '接口版本不存在。'),
  ActionOffline: w('The action is offline.', '接口已下线。'),
  InternalError: w('An internal error occurred; try again later.', '内部错误，请稍后重试。'),
  ServiceUnavailable: w('The service is currently unavailable.', '当前服务暂时不可用。'),
  ResourceInUse: w('The resource is in use.', '资源被占用。'),
  ResourceUnavailable: w('The resource is unavailable.', '资源不可用。'),
  ResourceInsufficient: w('The resources are insufficient.', '资源不足。'),
  FailedOperation: w('The operation failed.', '操作失败。'),
  'UnsupportedOperation.InstanceExpired': w('The instance has expired.', '实例已过期。'),
  'AuthFailure.InvalidHeaderUin': w('The account is not accepted.', '账号不合法。'),
  'AuthFailure.InvalidRegion': w('The region is not accepted.', '地域不合法。'),
  AuthFailure: w('The key was not accepted.', '身份验证失败。'),
  LimitExceeded: w('A quota is used up.', '超过配额限制。'),
  MissingParameter: w('A parameter is missing.', '缺少参数。'),
  InvalidParameter: w('A parameter is wrong.', '参数错误。'),
  InvalidParameterValue: w('A value is wrong.', '参数取值错误。'),
  UnknownParameter: w('A parameter is unknown.', '未知参数。'),
  NoSuchProduct: w('No such product.', '产品不存在。'),
  'UnsupportedOperation.OperationOffline': w('The operation is offline.', '操作已下线。'),
  InvalidRequest: w('The request is malformed.', '请求格式错误。'),
  UnsupportedProtocol: w('The protocol is not supported.', '协议不支持。'),
  RequestSizeLimitExceeded: w('The request is too large.', '请求包过大。'),
  ResponseSizeLimitExceeded: w('The answer is too large.', '返回包过大。'),
  ResourceNotFound: w('Something is not there.', '资源不存在。'),
  UnsupportedOperation: w('Not supported now.', '不支持该操作。'),
  OperationDenied: w('Denied.', '操作被拒绝。'),
  'FailedOperation.GetSnapshotAllocQuotaLockError': w('Failed to lock the snapshot quota.', '获取快照配额锁失败。'),
  'FailedOperation.InstanceOperationFailed': w('The instance operation failed.', '实例操作失败。'),
  'InternalError.GetSnapshotAllocQuotaLockError': w(
    'Failed to lock the snapshot quota; try again later.',
    '获取快照配额锁失败，请稍后重试。',
  ),
  'InternalError.InvalidCommandNotFound': w('The internal command was not found.', '内部命令不存在。'),
  'InvalidParameter.FilterValueLimitExceeded': w('A filter has too many values.', '过滤器的值数量超过限制。'),
  'InvalidParameter.InvalidFilter': w('A filter is invalid.', '过滤器不合法。'),
  'InvalidParameter.InvalidFilterInvalidKey': w('A filter has an invalid key.', '过滤器的键不合法。'),
  'InvalidParameter.InvalidFilterInvalidNameNotStr': w(
    'The name of a filter is not a string.',
    '过滤器的 Name 不是字符串。',
  ),
  'InvalidParameter.InvalidFilterInvalidValuesNotList': w(
    'The values of a filter are not a list.',
    '过滤器的 Values 不是列表。',
  ),
  'InvalidParameter.InvalidFilterNotDict': w('A filter is not an object.', '过滤器不是字典。'),
  'InvalidParameter.InvalidFilterNotSupportedName': w('The name of a filter is not supported.', '不支持该过滤器名称。'),
  'InvalidParameter.ParameterConflict': w('The parameters conflict.', '参数冲突。'),
  'InvalidParameterValue.Duplicated': w('A value is duplicated.', '参数值重复。'),
  'InvalidParameterValue.InstanceNameTooLong': w('The instance name is too long.', '实例名称过长。'),
  'InvalidParameterValue.InvalidDiskIdMalformed': w('The disk ID is malformed.', '磁盘 ID 格式非法。'),
  'InvalidParameterValue.InvalidIpFormat': w('The IP address is malformed.', 'IP 格式非法。'),
  'InvalidParameterValue.InvalidResourceQuotaResourceName': w(
    'The resource name of the quota is invalid.',
    '配额资源名称不合法。',
  ),
  'InvalidParameterValue.InvalidZone': w('The zone is invalid.', '可用区不合法。'),
  'InvalidParameterValue.LimitExceeded': w('A value exceeds the limit.', '参数值数量超过限制。'),
  'InvalidParameterValue.Negative': w('A value is negative.', '参数值不能为负数。'),
  'InvalidParameterValue.OutOfRange': w('A value is out of range.', '参数值超出范围。'),
  'InvalidParameterValue.SnapshotNameTooLong': w('The snapshot name is too long.', '快照名称过长。'),
  'InvalidParameterValue.ZoneInvalid': w('The zone is not accepted.', '可用区无效。'),
  'MissingParameter.OrderFieldRequired': w('OrderField is required.', '缺少排序字段。'),
  'OperationDenied.OperationDeniedCreateSnapshot': w('Creating a snapshot is denied.', '不允许创建快照。'),
  'OperationDenied.OperationDeniedCreateSnapshotForStorageBundle': w(
    'Snapshots are not available for storage bundles.',
    '存储型套餐不支持创建快照。',
  ),
  'ResourceNotFound.BlueprintIdNotFound': w('The image does not exist.', '镜像不存在。'),
  'ResourceNotFound.DiskIdNotFound': w('The disk ID does not exist.', '磁盘 ID 不存在。'),
  'ResourceNotFound.InstanceNotFound': w('The instance does not exist.', '实例不存在。'),
  'UnsupportedOperation.InstanceDisplayAreaNotSupportOperation': w(
    'The operation is not supported in this area.',
    '该区域的实例不支持此操作。',
  ),
  'RequestLimitExceeded.UinLimitExceeded': w(
    'The request rate of the account is above the limit.',
    '主账号请求频率超过限制。',
  ),
  'RequestLimitExceeded.GlobalRegionUinLimitExceeded': w(
    'The request rate of the account over all regions is above the limit.',
    '主账号在所有地域的请求频率超过限制。',
  ),
  'RequestLimitExceeded.IPLimitExceeded': w('The request rate of the IP is above the limit.', 'IP 请求频率超过限制。'),
  DryRunOperation: w('Only a trial run.', '试运行操作。'),
}

function w(english: string, chinese: string): Words {
  return { english, chinese }
}

/** @returns the words of a code, of the part before its dot, or a sentence that only names the code. */
export function wordsFor(code: string): Words {
  const [family = code] = code.split('.')
  return catalogue[code] ?? catalogue[family] ?? w(`The request failed with ${code}.`, `请求失败：${code}。`)
}
