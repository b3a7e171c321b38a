import type { ErrorCode } from '../../services/lighthouse/catalogue.ts'
import type { ErrorWords } from '../errors.ts'
import { botFault, ifItLasts } from './errors-next.ts'

const oddFilter: ErrorWords = {
  what: '腾讯云无法理解机器人查询时使用的筛选条件。',
  next: botFault,
}
const zoneCheck = '请检查机器人设置中的 LIGHTHOUSE_REGIONS 以及实例所在的地域。'

const ticket = '请向腾讯云提交工单，并附上请求 ID。'

export const errorsOfOtherCalls = {
  'FailedOperation.GetSnapshotAllocQuotaLockError': {
    what: '腾讯云未能为新快照预留配额。',
    next: `可能有人正在该地域创建快照。请在控制台查看实例及其快照，并等待。${ifItLasts}`,
  },
  'FailedOperation.InstanceOperationFailed': {
    what: '腾讯云报告：对实例的操作失败。',
    next: '请先在控制台查看实例和快照，再决定下一步。若实例一直未能稳定，请向腾讯云提交工单，并附上请求 ID。',
  },
  'InternalError.GetSnapshotAllocQuotaLockError': {
    what: '腾讯云在为新快照预留配额时发生内部错误。',
    next: `请在控制台查看实例及其快照，并等待。${ifItLasts}`,
  },
  'InternalError.InvalidCommandNotFound': {
    what: '腾讯云发生内部错误：其内部找不到对应的命令。',
    next: `请在控制台查看实例和快照，并等待。${ifItLasts}`,
  },
  'InvalidParameter.FilterValueLimitExceeded': {
    what: '机器人在一次查询中询问的内容过多。',
    next: botFault,
  },
  'InvalidParameter.InvalidFilter': oddFilter,
  'InvalidParameter.InvalidFilterInvalidKey': oddFilter,
  'InvalidParameter.InvalidFilterInvalidNameNotStr': oddFilter,
  'InvalidParameter.InvalidFilterInvalidValuesNotList': oddFilter,
  'InvalidParameter.InvalidFilterNotDict': oddFilter,
  'InvalidParameter.InvalidFilterNotSupportedName': oddFilter,
  'InvalidParameter.ParameterConflict': {
    what: '机器人的查询中含有互相冲突的条件。',
    next: botFault,
  },
  'InvalidParameterValue.Duplicated': {
    what: '请求中重复指定了同一个对象。',
    next: botFault,
  },
  'InvalidParameterValue.InstanceNameTooLong': {
    what: '请求中的实例名称超过腾讯云允许的长度。',
    next: botFault,
  },
  'InvalidParameterValue.InvalidDiskIdMalformed': {
    what: '腾讯云认为请求中的磁盘 ID 无效。',
    next: botFault,
  },
  'InvalidParameterValue.InvalidIpFormat': {
    what: '腾讯云认为请求中的 IP 地址无效。',
    next: botFault,
  },
  'InvalidParameterValue.InvalidResourceQuotaResourceName': {
    what: '腾讯云不认识机器人所查询的配额。',
    next: '剩余的快照配额可在控制台查看。机器人的版本可能过旧：请联系机器人的管理员。',
  },
  'InvalidParameterValue.InvalidZone': {
    what: '腾讯云不认识请求中的可用区。',
    next: zoneCheck,
  },
  'InvalidParameterValue.LimitExceeded': {
    what: '请求一次索取的内容超过腾讯云的限制。',
    next: botFault,
  },
  'InvalidParameterValue.Negative': {
    what: '请求中有腾讯云不允许的负数。',
    next: botFault,
  },
  'InvalidParameterValue.OutOfRange': {
    what: '请求中的某个数值超出腾讯云允许的范围。',
    next: botFault,
  },
  'InvalidParameterValue.SnapshotNameTooLong': {
    what: '快照名称超过腾讯云允许的长度。',
    next: botFault,
  },
  'InvalidParameterValue.ZoneInvalid': {
    what: '腾讯云不接受请求中的可用区。',
    next: zoneCheck,
  },
  'MissingParameter.OrderFieldRequired': {
    what: '机器人要求排序，却没有指明按什么排序。',
    next: botFault,
  },
  'OperationDenied.OperationDeniedCreateSnapshot': {
    what: '腾讯云目前不允许为该实例创建快照。',
    next: '请在控制台查看原因。解决之后请再次申请。',
  },
  'OperationDenied.OperationDeniedCreateSnapshotForStorageBundle': {
    what: '该实例为存储型套餐，腾讯云不为其创建快照。',
    next: ticket,
  },
  'ResourceNotFound.BlueprintIdNotFound': {
    what: '创建该实例所用的镜像已不存在。',
    next: ticket,
  },
  'ResourceNotFound.DiskIdNotFound': {
    what: '此地域和账号下没有该磁盘。',
    next: '请先检查地域以及机器人密钥所属的账号，再确认磁盘是否已被退还。',
  },
  'ResourceNotFound.InstanceNotFound': {
    what: '该实例已不存在。',
    next: '请在控制台确认它是否已被销毁，并选择其他实例。',
  },
  'UnsupportedOperation.InstanceDisplayAreaNotSupportOperation': {
    what: '腾讯云不对此类地域的实例提供该操作。',
    next: '请在控制台查看能否执行；若不能，请联系腾讯云支持。',
  },
} as const satisfies Readonly<Partial<Record<ErrorCode, ErrorWords>>>
