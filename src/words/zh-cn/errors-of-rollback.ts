import type { ErrorCode } from '../../services/lighthouse/catalogue.ts'
import type { ErrorWords } from '../errors.ts'
import { botFault, ifItLasts } from './errors-next.ts'

export const errorsOfRollback = {
  'FailedOperation.DescribeInstanceStatus': {
    what: '腾讯云未能读取实例的状态。',
    next: `请在控制台查看实例；若已稳定，请等一分钟后再次申请。${ifItLasts}`,
  },
  'FailedOperation.SnapshotOperationFailed': {
    what: '腾讯云报告：快照操作失败。',
    next: '请先在控制台查看实例和快照。两者均已稳定时，可再次申请回滚；否则请提交工单，并附上请求 ID。',
  },
  'InternalError.DescribeInstanceStatus': {
    what: '腾讯云在读取实例状态时发生内部错误。',
    next: `请在控制台查看实例；若已稳定，请等一分钟后再次申请。${ifItLasts}`,
  },
  'InvalidParameterValue.DiskSizeNotMatch': {
    what: '系统盘的大小与创建快照时不同，例如升级过套餐。',
    next: '请选择大小变更之后创建的快照。如需旧快照中的数据，请联系腾讯云支持。',
  },
  'InvalidParameterValue.InstanceIdMalformed': {
    what: '腾讯云认为这不是有效的实例 ID。',
    next: `请从列表中重新选择实例；实例 ID 以 lhins- 开头。${botFault}`,
  },
  'InvalidParameterValue.SnapshotIdMalformed': {
    what: '腾讯云认为这不是有效的轻量应用服务器快照 ID。',
    next: '请从列表中重新选择快照；快照 ID 以 lhsnap- 开头。其他产品的快照不能用于此处。',
  },
  'OperationDenied.InstanceCreating': {
    what: '实例仍在创建中。',
    next: '请等实例运行后再次申请。',
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
    next: '它可能已被删除，以便为新的快照腾出配额。请选择其他快照。',
  },
  'ResourceNotFound.SnapshotNotFound': {
    what: '该快照已不存在。',
    next: '请选择其他快照。',
  },
  'UnauthorizedOperation.NoPermission': {
    what: '机器人的密钥没有执行此操作的权限。',
    next: '请账号管理员在访问管理（CAM）中，为该密钥授予对该实例和该快照的 ApplyInstanceSnapshot 权限，然后再次申请。',
  },
  'UnsupportedOperation.DiskBusy': {
    what: '系统盘正忙于其他任务。',
    next: '请等该任务结束（通常约一分钟）后再次申请。',
  },
  'UnsupportedOperation.DiskLatestOperationUnfinished': {
    what: '系统盘的上一个任务尚未结束：正在创建快照或正在回滚。',
    next: '请在控制台查看哪个快照正在创建或回滚，等它结束后再次申请。',
  },
  'UnsupportedOperation.InvalidInstanceState': {
    what: '实例既不在运行，也没有关机。',
    next: '请在控制台查看实例状态：正在变化时请等待；处于救援模式请先退出；已到期请续费；因违规被冻结请先处理违规。之后再次申请。',
  },
  'UnsupportedOperation.InvalidSnapshotState': {
    what: '快照尚不可用：正在创建，或正在回滚到该快照。',
    next: '若正在创建，请等创建完成后再次申请；若正在回滚，说明回滚已在进行，请关注该回滚的进展。',
  },
  'UnsupportedOperation.LatestOperationUnfinished': {
    what: '实例的上一个操作尚未结束。',
    next: '请在控制台查看是什么操作，等它结束后再次申请；如果它就是一次回滚，请关注该回滚的进展。',
  },
  'UnsupportedOperation.SnapshotBusy': {
    what: '快照正被其他任务使用。',
    next: '请等该任务结束（通常约一分钟）后再次申请；如果它就是一次回滚，请关注该回滚的进展。',
  },
  'UnsupportedOperation.SystemBusy': {
    what: '腾讯云当前负载过高。',
    next: `请等几分钟，在控制台查看实例后再次申请。${ifItLasts}`,
  },
} as const satisfies Readonly<Partial<Record<ErrorCode, ErrorWords>>>
