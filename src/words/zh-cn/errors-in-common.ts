import type { ErrorCode } from '../../services/lighthouse/catalogue.ts'
import type { ErrorWords } from '../errors.ts'
import { botFault, ifItLasts } from './errors-next.ts'

const notAllowed: ErrorWords = {
  what: '账号的访问管理（CAM）策略不允许机器人的密钥执行此操作。',
  next: '请账号管理员在 CAM 中扩充该密钥的策略，然后重试。',
}
const withdrawn = '请查找机器人的新版本；在此之前请使用控制台。'
const oldOrElsewhere = '请检查机器人设置中的 LIGHTHOUSE_ENDPOINT；机器人的版本也可能过旧。问题解决之前请使用控制台。'
const addressRules = '请账号管理员调整 API 密钥的地址规则，然后重试。'
const otherKey = '请改用未绑定二次验证（MFA）的密钥，或使用角色，然后重试。'
const regionCheck = '请检查机器人设置中的 LIGHTHOUSE_REGIONS 以及实例所在的地域。'

export const errorsInCommon = {
  AuthFailure: {
    what: '腾讯云不接受机器人的密钥。',
    next: '请检查密钥、临时 Token 及其所属账号，然后重试。',
  },
  'AuthFailure.InvalidAuthorization': {
    what: '腾讯云无法识别请求的签名方式。',
    next: `请检查是否有代理改动请求头。${botFault}`,
  },
  'AuthFailure.InvalidHeaderUin': {
    what: '腾讯云无法判断请求属于哪个账号。',
    next: '请确认密钥属于该账号，且机器人设置中的 LIGHTHOUSE_ENDPOINT 与账号所在站点（中国站或国际站）一致。',
  },
  'AuthFailure.InvalidRegion': {
    what: '该地域不存在，或未对此账号开放。',
    next: regionCheck,
  },
  'AuthFailure.InvalidSecretId': {
    what: '机器人使用的密钥不是 API 密钥。',
    next: '请在控制台（CAM）创建 API 密钥，填入机器人设置中的 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，并重新启动机器人。',
  },
  'AuthFailure.MFAFailure': {
    what: '机器人的密钥需要二次验证，而机器人无法提供。',
    next: otherKey,
  },
  'AuthFailure.SecretIdNotFound': {
    what: '腾讯云找不到机器人的密钥，它可能已被删除或禁用。',
    next: '请在控制台（CAM）检查密钥，并检查机器人设置中的 TENCENTCLOUD_SECRET_ID 是否带有多余空格。',
  },
  'AuthFailure.SignatureExpire': {
    what: '机器人所在主机的时间与腾讯云相差超过五分钟。',
    next: '请校准主机时间（NTP），然后重试。',
  },
  'AuthFailure.SignatureFailure': {
    what: '签名校验未通过：密钥有误，或请求在途中被改动。',
    next: '请在机器人设置中重新填写 TENCENTCLOUD_SECRET_KEY，并检查是否有代理改写请求。',
  },
  'AuthFailure.TokenFailure': {
    what: '机器人临时密钥的 Token 有误或已过期。',
    next: '请更新临时密钥，并用它重新启动机器人。',
  },
  'AuthFailure.UnauthorizedOperation': notAllowed,
  UnauthorizedOperation: notAllowed,
  'UnauthorizedOperation.MFAExpired': {
    what: '机器人密钥的二次验证已过期。',
    next: otherKey,
  },
  'UnauthorizedOperation.MFANotFound': {
    what: '机器人的密钥需要二次验证，但尚未设置。',
    next: otherKey,
  },
  'UnauthorizedOperation.TokenInvalid': {
    what: '机器人密钥的 Token 无效。',
    next: '请更新临时密钥，并用它重新启动机器人。',
  },
  IpInBlacklist: {
    what: '机器人发出请求的 IP 地址在账号的黑名单中。',
    next: addressRules,
  },
  IpNotInWhitelist: {
    what: '机器人发出请求的 IP 地址不在账号的白名单中。',
    next: addressRules,
  },
  UnsupportedRegion: {
    what: '该地域不提供轻量应用服务器，或地域不存在。',
    next: regionCheck,
  },

  RequestLimitExceeded: {
    what: '腾讯云同时收到的请求过多。',
    next: '请等一分钟后重试。如持续出现，请检查还有什么程序在用此账号调用 API。',
  },
  'RequestLimitExceeded.GlobalRegionUinLimitExceeded': {
    what: '此账号在所有地域的请求总数过多。',
    next: '请等一分钟后重试。如持续出现，请检查还有什么程序在用此账号调用 API。',
  },
  'RequestLimitExceeded.IPLimitExceeded': {
    what: '来自机器人所用 IP 地址的请求过多。',
    next: '请等一分钟后重试。如持续出现，请检查同一网络中还有什么程序在调用 API。',
  },
  'RequestLimitExceeded.UinLimitExceeded': {
    what: '此账号的请求过多。',
    next: '请等一分钟后重试。如持续出现，请检查还有什么程序在用此账号调用 API。',
  },
  LimitExceeded: {
    what: '账号的某项配额已用完。',
    next: '请在控制台查看是哪一项，释放部分配额或向腾讯云申请提高配额，然后重试。',
  },
  'LimitExceeded.SnapshotQuotaLimitExceeded': {
    what: '该地域的快照配额已用完。',
    next: '请删除不再需要的快照，或向腾讯云申请提高配额，然后再次申请。',
  },

  ActionOffline: { what: '腾讯云已下线此接口。', next: withdrawn },
  'UnsupportedOperation.OperationOffline': { what: '腾讯云已下线此操作。', next: withdrawn },
  InvalidAction: { what: '机器人所用的接入地址不支持此接口。', next: oldOrElsewhere },
  NoSuchVersion: { what: '机器人所用的接入地址不支持此 API 版本。', next: oldOrElsewhere },
  NoSuchProduct: {
    what: '机器人所用的接入地址不提供轻量应用服务器。',
    next: '请检查机器人设置中的 LIGHTHOUSE_ENDPOINT。',
  },
  UnsupportedProtocol: {
    what: '机器人所用的接入地址不接受这种连接方式。',
    next: '请检查机器人设置中的 LIGHTHOUSE_ENDPOINT，尤其是 http 或 https。',
  },
  InvalidRequest: {
    what: '腾讯云无法解析请求。',
    next: `请检查是否有代理改动请求。${botFault}`,
  },
  MissingParameter: { what: '请求缺少腾讯云需要的内容。', next: botFault },
  InvalidParameter: { what: '腾讯云无法处理这样的请求。', next: botFault },
  InvalidParameterValue: {
    what: '腾讯云不接受请求中的某个值。',
    next: `请从列表中重新选择实例和快照。${botFault}`,
  },
  UnknownParameter: { what: '请求中含有腾讯云不认识的内容。', next: botFault },
  RequestSizeLimitExceeded: { what: '请求过大。', next: botFault },
  ResponseSizeLimitExceeded: {
    what: '应答过大，腾讯云无法返回。',
    next: `请在控制台查看实例和快照。${botFault}`,
  },
  DryRunOperation: {
    what: '腾讯云把此次调用当作试运行，没有执行任何操作。',
    next: botFault,
  },

  ResourceNotFound: {
    what: '请求所指的对象在此地域和账号下不存在。',
    next: '请检查地域和账号，并重新选择。',
  },
  ResourceInUse: {
    what: '请求所指的对象正在使用中。',
    next: '请在控制台查看实例及其快照，等它们稳定后再试。',
  },
  ResourceUnavailable: {
    what: '请求所指的对象当前不可用。',
    next: `请在控制台查看实例及其快照，并等待。${ifItLasts}`,
  },
  ResourceInsufficient: {
    what: '腾讯云当前资源不足。',
    next: `请在控制台查看实例，并等待。${ifItLasts}`,
  },
  UnsupportedOperation: {
    what: '实例或快照当前的状态不允许此操作。',
    next: '请在控制台查看它们的状态，变化后再次申请。',
  },
  'UnsupportedOperation.InstanceExpired': {
    what: '实例已到期。',
    next: '请在控制台续费后再次申请。',
  },
  OperationDenied: {
    what: '腾讯云目前不允许此操作。',
    next: '请在控制台查看实例和快照，状态变化后再次申请。',
  },
  FailedOperation: {
    what: '腾讯云报告：操作失败。',
    next: '请先在控制台查看实例和快照，再决定下一步。',
  },
  InternalError: {
    what: '腾讯云发生内部错误。',
    next: `请在控制台查看实例和快照，并等待。${ifItLasts}`,
  },
  ServiceUnavailable: {
    what: '轻量应用服务器服务当前不可用。',
    next: '请查看腾讯云的服务状态页；恢复后请查看实例。',
  },
} as const satisfies Readonly<Partial<Record<ErrorCode, ErrorWords>>>
