import type { ErrorVocabulary } from './errors.ts'

const askTheOperator = '请联系机器人的管理员。'
const ticket = '如持续出现，请向腾讯云提交工单，并附上 RequestId。'

export const errorsZhCn: ErrorVocabulary = {
  codes: {
    'FailedOperation.DescribeInstanceStatus': {
      what: '腾讯云在执行前未能读取实例状态。',
      next: `请等一分钟后重试。${ticket}`,
    },
    'FailedOperation.SnapshotOperationFailed': {
      what: '腾讯云已开始快照操作，但操作失败。',
      next: '请先在控制台查看实例和快照的状态。两者均已稳定时，可再次申请回滚；否则请提交工单，并附上 RequestId。',
    },
    'InternalError.DescribeInstanceStatus': {
      what: '腾讯云在读取实例状态时发生内部错误。',
      next: `请等一分钟后重试。${ticket}`,
    },
    'InvalidParameterValue.DiskSizeNotMatch': {
      what: '系统盘的大小与创建快照时不同，例如升级过套餐。',
      next: '请选择大小变更之后创建的快照。如需旧快照中的数据，请联系腾讯云支持。',
    },
    'InvalidParameterValue.InstanceIdMalformed': {
      what: '实例 ID 无效。',
      next: '请从列表中选择实例；实例 ID 以 lhins- 开头。',
    },
    'InvalidParameterValue.SnapshotIdMalformed': {
      what: '轻量应用服务器的快照 ID 无效。',
      next: '请从列表中选择快照；快照 ID 以 lhsnap- 开头。其他产品的快照不能用于此处。',
    },
    'OperationDenied.InstanceCreating': {
      what: '实例仍在创建中。',
      next: '请等实例变为 RUNNING 后再次申请。',
    },
    'OperationDenied.InstanceOperationInProgress': {
      what: '实例上正在执行其他操作。',
      next: '请等该操作结束后再次申请；如果它就是一次回滚，请关注该回滚的进展。',
    },
    'ResourceNotFound.DiskNotFound': {
      what: '快照所属的系统盘已不存在。',
      next: '请确认实例是否已被销毁或更换，并选择其他快照。',
    },
    'ResourceNotFound.InstanceIdNotFound': {
      what: '此地域和账号下没有该实例。',
      next: '请先检查地域以及机器人密钥所属的账号，再确认实例是否已被销毁。',
    },
    'ResourceNotFound.SnapshotIdNotFound': {
      what: '此地域和账号下没有该快照。',
      next: '它可能已被轮换删除。请选择其他快照。',
    },
    'ResourceNotFound.SnapshotNotFound': {
      what: '该快照已不存在。',
      next: '请选择其他快照。',
    },
    'UnauthorizedOperation.NoPermission': {
      what: '机器人的密钥没有执行此操作的权限。',
      next: '请账号管理员在 CAM 中授权；回滚需要在该实例和该快照上同时拥有 ApplyInstanceSnapshot 权限。',
    },
    'UnsupportedOperation.DiskBusy': {
      what: '系统盘正忙于其他任务。',
      next: '请等一分钟后重试。',
    },
    'UnsupportedOperation.DiskLatestOperationUnfinished': {
      what: '系统盘的上一个任务尚未结束：正在创建快照或正在回滚。',
      next: '请查看哪个快照处于 CREATING 或 ROLLBACKING，并等它结束。',
    },
    'UnsupportedOperation.InvalidInstanceState': {
      what: '实例既不是 RUNNING 也不是 STOPPED。',
      next: '请查看实例状态：正在变化时请等待；处于救援模式请先退出；已到期请续费；因违规被冻结请先处理违规。',
    },
    'UnsupportedOperation.InvalidSnapshotState': {
      what: '快照不处于 NORMAL 状态。',
      next: '若为 CREATING，请等创建完成；若为 ROLLBACKING，说明回滚已在进行，请关注该回滚。',
    },
    'UnsupportedOperation.LatestOperationUnfinished': {
      what: '实例的上一个操作尚未结束。',
      next: '请等它结束后再次申请。',
    },
    'UnsupportedOperation.SnapshotBusy': {
      what: '快照正被其他任务使用。',
      next: '请等一分钟后重试。',
    },
    'UnsupportedOperation.SystemBusy': {
      what: '腾讯云当前负载过高。',
      next: `请等几分钟后重试。${ticket}`,
    },

    'AuthFailure.SignatureExpire': {
      what: '机器人所在主机的时间与腾讯云相差超过五分钟。',
      next: '请校准主机时间（NTP）。',
    },
    'AuthFailure.SignatureFailure': {
      what: '签名校验未通过：密钥有误，或请求在途中被改动。',
      next: '请重新填写 TENCENTCLOUD_SECRET_KEY，并检查是否有代理改写请求。',
    },
    'AuthFailure.SecretIdNotFound': {
      what: '腾讯云找不到机器人的密钥，它可能已被删除或禁用。',
      next: '请在 CAM 控制台检查密钥，并检查 TENCENTCLOUD_SECRET_ID 是否带有多余空格。',
    },
    'AuthFailure.InvalidSecretId': {
      what: '机器人使用的密钥不是 API 密钥。',
      next: '请在 CAM 控制台创建 API 密钥并使用它。',
    },
    'AuthFailure.InvalidAuthorization': {
      what: '腾讯云无法识别请求的鉴权信息。',
      next: `请检查是否有代理改动请求头。${askTheOperator}`,
    },
    'AuthFailure.InvalidHeaderUin': {
      what: '腾讯云无法判断请求属于哪个账号。',
      next: '请确认密钥属于该账号，且接入地址与账号所在站点（中国站或国际站）一致。',
    },
    'AuthFailure.TokenFailure': {
      what: '机器人临时密钥的 Token 有误或已过期。',
      next: '请更新临时密钥，并用它重新启动机器人。',
    },
    'AuthFailure.MFAFailure': {
      what: '机器人的密钥需要二次验证，而机器人无法提供。',
      next: '请改用未绑定 MFA 的密钥，或使用角色。',
    },
    'AuthFailure.UnauthorizedOperation': {
      what: 'CAM 不允许机器人的密钥执行此操作。',
      next: '请账号管理员扩充策略。',
    },
    'AuthFailure.InvalidRegion': {
      what: '该地域不存在，或未对此账号开放。',
      next: '请检查 LIGHTHOUSE_REGIONS 以及实例所在的地域。',
    },
    AuthFailure: {
      what: '腾讯云不接受机器人的密钥。',
      next: '请检查密钥、Token 及其账号。',
    },
    UnauthorizedOperation: {
      what: 'CAM 不允许机器人的密钥执行此操作。',
      next: '请账号管理员扩充策略。',
    },
    'UnauthorizedOperation.MFAExpired': {
      what: '机器人密钥的二次验证已过期。',
      next: '请改用未绑定 MFA 的密钥，或使用角色。',
    },
    'UnauthorizedOperation.MFANotFound': {
      what: '机器人的密钥需要二次验证，但尚未设置。',
      next: '请改用未绑定 MFA 的密钥，或使用角色。',
    },
    'UnauthorizedOperation.TokenInvalid': {
      what: '机器人密钥的 Token 无效。',
      next: '请更新临时密钥，并用它重新启动机器人。',
    },
    UnsupportedRegion: {
      what: '该地域不提供轻量应用服务器，或地域不存在。',
      next: '请检查 LIGHTHOUSE_REGIONS 以及实例所在的地域。',
    },
    IpInBlacklist: {
      what: '机器人的 IP 地址在账号的黑名单中。',
      next: '请账号管理员调整 API 的地址规则。',
    },
    IpNotInWhitelist: {
      what: '机器人的 IP 地址不在账号的白名单中。',
      next: '请账号管理员调整 API 的地址规则。',
    },
    RequestLimitExceeded: {
      what: '此账号对腾讯云的调用过于频繁。',
      next: '通常无需处理，稍等即可。如持续出现，请检查还有什么程序在调用 API。',
    },
    LimitExceeded: {
      what: '账号的某项配额已用完。',
      next: '请释放部分配额，或向腾讯云申请提高配额。',
    },
    'LimitExceeded.SnapshotQuotaLimitExceeded': {
      what: '该地域的快照配额已用完。',
      next: '请删除不再需要的快照，或申请提高配额。',
    },
    MissingParameter: { what: '请求缺少腾讯云需要的参数。', next: askTheOperator },
    InvalidParameter: { what: '腾讯云无法处理这样的请求。', next: askTheOperator },
    InvalidParameterValue: {
      what: '腾讯云不接受请求中的某个值。',
      next: `请从列表中重新选择实例和快照。${askTheOperator}`,
    },
    UnknownParameter: { what: '请求中含有腾讯云不认识的参数。', next: askTheOperator },
    InvalidAction: {
      what: '接入地址不支持此接口。',
      next: '请检查 LIGHTHOUSE_ENDPOINT；机器人的版本可能过旧。',
    },
    NoSuchVersion: {
      what: '接入地址不支持此 API 版本。',
      next: '请检查 LIGHTHOUSE_ENDPOINT；机器人的版本可能过旧。',
    },
    NoSuchProduct: { what: '接入地址不提供轻量应用服务器。', next: '请检查 LIGHTHOUSE_ENDPOINT。' },
    ActionOffline: {
      what: '腾讯云已下线此接口。',
      next: '请查找机器人的新版本；在此之前请使用控制台。',
    },
    'UnsupportedOperation.OperationOffline': {
      what: '腾讯云已下线此操作。',
      next: '请查找机器人的新版本；在此之前请使用控制台。',
    },
    InvalidRequest: {
      what: '腾讯云无法解析请求。',
      next: `请检查是否有代理改动请求。${askTheOperator}`,
    },
    UnsupportedProtocol: {
      what: '接入地址不支持此协议。',
      next: '请检查 LIGHTHOUSE_ENDPOINT，尤其是其中的协议部分。',
    },
    RequestSizeLimitExceeded: { what: '请求过大。', next: askTheOperator },
    ResponseSizeLimitExceeded: { what: '返回的内容过大。', next: askTheOperator },
    ResourceNotFound: {
      what: '请求所指的对象在此地域和账号下不存在。',
      next: '请检查地域和账号，并重新选择。',
    },
    ResourceInUse: {
      what: '请求所指的对象正在使用中。',
      next: '请查看实例及其快照，等它们稳定后再试。',
    },
    ResourceUnavailable: {
      what: '请求所指的对象当前不可用。',
      next: `请查看实例及其快照，并等待。${ticket}`,
    },
    ResourceInsufficient: {
      what: '腾讯云当前资源不足。',
      next: `请查看实例，并等待。${ticket}`,
    },
    UnsupportedOperation: {
      what: '实例或快照当前的状态不允许此操作。',
      next: '请查看它们的状态，变化后再次申请。',
    },
    'UnsupportedOperation.InstanceExpired': {
      what: '实例已到期。',
      next: '请续费后再次申请。',
    },
    OperationDenied: {
      what: '在当前状态下，腾讯云不允许此操作。',
      next: '请查看实例和快照的状态，变化后再次申请。',
    },
    FailedOperation: {
      what: '腾讯云尝试了该操作，但操作失败。',
      next: '请先在控制台查看实例和快照，再决定下一步。',
    },
    InternalError: {
      what: '腾讯云发生内部错误。',
      next: `请查看实例和快照，并等待。${ticket}`,
    },
    ServiceUnavailable: {
      what: '轻量应用服务器服务当前不可用。',
      next: '请查看腾讯云的服务状态页和实例，并等待。',
    },
    DryRunOperation: { what: '此次调用只是试运行，没有执行任何操作。', next: askTheOperator },
  },
  unknownCode: {
    what: '腾讯云拒绝了请求，返回了机器人不认识的错误码。',
    next: '请阅读返回的信息，并先在控制台查看实例和快照，再决定是否重试。',
  },
  noAnswer: {
    'connection refused': '腾讯云的接入地址拒绝了连接。',
    'name not resolved': '无法解析腾讯云接入地址的域名。',
    'timed out': '腾讯云未在规定时间内应答。',
    'connection lost': '在收到应答之前，与腾讯云的连接中断了。',
    'http status': '机器人与腾讯云之间的某个环节返回了 HTTP 错误。',
    'unreadable answer': '收到了无法识别的应答。',
    'missing credentials': '机器人没有腾讯云的密钥。',
    other: '对腾讯云的调用没有得到应答。',
  },
  afterNoAnswer: {
    not_sent: '请求没有发出，没有任何改动。请检查网络、LIGHTHOUSE_ENDPOINT 和 DNS，然后重试。',
    outcome_unknown: '从这里无法判断它是否已执行。请不要手动再次发起；请先查看实例和快照。',
    only_asked: '这只是一次查询，没有任何改动。机器人会再次查询；如持续出现，请检查网络。',
  },
  missingCredentialsNext: '请设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，然后重新启动机器人。',
}
