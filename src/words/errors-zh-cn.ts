import type { ErrorVocabulary, ErrorWords } from './errors.ts'
import { errorsInCommon } from './zh-cn/errors-in-common.ts'
import { botFault, ifItLasts } from './zh-cn/errors-next.ts'
import { errorsOfOtherCalls } from './zh-cn/errors-of-other-calls.ts'
import { errorsOfRollback } from './zh-cn/errors-of-rollback.ts'

const byHand = ({ what }: ErrorWords): ErrorWords => ({ what, next: `请在控制台开机。${botFault}` })

export const errorsZhCn: ErrorVocabulary = {
  codes: { ...errorsOfRollback, ...errorsOfOtherCalls, ...errorsInCommon },
  ownWords: {
    snapshot: {
      'OperationDenied.OperationDeniedCreateSnapshot': {
        what: '腾讯云目前不允许为该实例创建快照。',
        next: '请在控制台查看原因。解决之后再次申请，或在不创建安全快照的情况下申请。',
      },
      'OperationDenied.OperationDeniedCreateSnapshotForStorageBundle': {
        what: '该实例为存储型套餐，腾讯云不为其创建快照。',
        next: '请先用其他方式保存数据，再在不创建安全快照的情况下申请。',
      },
      'ResourceNotFound.BlueprintIdNotFound': {
        what: '创建该实例所用的镜像已不存在。',
        next: '请在控制台创建快照；若同样被拒绝，请向腾讯云提交工单，并附上请求 ID。',
      },
      'ResourceNotFound.DiskNotFound': {
        what: '该实例的系统盘已不存在。',
        next: '请在控制台确认实例是否已被销毁或更换。',
      },
      'UnauthorizedOperation.NoPermission': {
        what: '机器人的密钥没有创建快照的权限。',
        next: '请账号管理员在访问管理（CAM）中，为该密钥授予对该实例及其快照的 CreateInstanceSnapshot 权限；或在不创建安全快照的情况下申请。',
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
        what: '要开机的实例已不存在。',
        next: '请在控制台确认它是否已被销毁，以及由谁销毁。',
      },
      'UnauthorizedOperation.NoPermission': {
        what: '机器人的密钥没有为实例开机的权限。',
        next: '请在控制台开机。若希望机器人下次能够开机，请账号管理员在访问管理（CAM）中为该密钥授予 StartInstances 权限。',
      },
      'UnsupportedOperation.InvalidInstanceState': {
        what: '实例不处于关机状态，因此无法开机。',
        next: '请在控制台查看其状态：它可能已在运行，或正在开机。',
      },
    },
    question: {
      'UnauthorizedOperation.NoPermission': {
        what: '机器人的密钥没有读取这些信息的权限。',
        next: '请账号管理员在访问管理（CAM）中为该密钥授予机器人所用查询接口（Describe…）的权限，然后重试。',
      },
    },
  },
  nextInstead: {
    snapshot: '若该快照已存在，不需要时请删除，以免占用配额。实例稳定后，请再次申请。',
    start: '请在控制台查看实例。若已稳定且仍为关机状态，请在控制台开机。',
    question: `请等一分钟后重试。${ifItLasts}`,
  },
  unknownCode: {
    what: '机器人不认识腾讯云返回的错误码。',
    next: '请阅读腾讯云的说明，并先在控制台查看实例和快照，再决定是否重试。',
  },
  noAnswer: {
    'connection refused': '腾讯云的接入地址拒绝了连接。',
    'name not resolved': '找不到腾讯云的网络地址（DNS）。',
    'timed out': '腾讯云未在规定时间内应答。',
    'connection lost': '在收到应答之前，与腾讯云的连接中断了。',
    'http status': '机器人与腾讯云之间的某个环节返回了 HTTP 错误。',
    'unreadable answer': '收到了无法识别的应答。',
    'missing credentials': '机器人没有腾讯云的密钥。',
    other: '对腾讯云的调用没有得到应答。',
  },
  afterNoAnswer: {
    not_sent: '请求没有发出，没有任何改动。请检查网络、DNS 和机器人设置中的 LIGHTHOUSE_ENDPOINT，然后重试。',
    not_asked: '请检查网络、DNS 和机器人设置中的 LIGHTHOUSE_ENDPOINT，然后重试。',
    outcome_unknown: '从这里无法判断它是否已执行。请不要手动再次发起；请先查看实例和快照。',
    only_asked: '请等一分钟后重试。如持续出现，请检查机器人所在主机的网络，以及机器人设置中的 LIGHTHOUSE_ENDPOINT。',
  },
  missingCredentialsNext: '请设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，然后重新启动机器人。',
}
