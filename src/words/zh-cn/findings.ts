import type { Finding } from '../../services/rollback/findings.ts'
import { sizeText } from '../durations.ts'
import type { findings as english } from '../en/findings.ts'
import { errorWords } from '../errors.ts'
import { faultIn } from '../fault-in.ts'
import { id, quoted, type Sentence, sentence } from '../parts.ts'

const because = (facts: Finding['facts']): Sentence => {
  const { what } = errorWords('zh-CN', faultIn(facts))
  const code = facts['code'] === undefined ? quoted(facts['detail']) : id(facts['code'])
  return sentence`（${id(facts['action'])}：${code}）。${quoted(what)}`
}
const evidence = (facts: Finding['facts']): Sentence => {
  const { message, requestId } = facts
  return [
    ...(message ? sentence`腾讯云的说明：${quoted(message)}` : []),
    ...(requestId ? sentence`请求 ID：${id(requestId)}。` : []),
  ]
}
const size = (gigabytes: Finding['facts'][string] | undefined): string => sizeText('zh-CN', Number(gigabytes))
const advice = (facts: Finding['facts']): Sentence => [quoted(errorWords('zh-CN', faultIn(facts)).next)]

const unasked = (facts: Finding['facts']): string => {
  if (facts['action'] === 'DescribeDisks') return '无法查询是否挂载了数据盘'
  if (facts['action'] === 'DescribeGeneralResourceQuotas') return '无法查询快照配额是否有余'
  return '无法查询腾讯云是否允许此次回滚'
}

export const findings: typeof english = {
  instance_missing: (facts) => ({
    what: sentence`该地域已没有实例 ${id(facts['instanceId'])}。`,
    next: sentence`请确认它是否已被销毁，并选择其他实例。`,
  }),
  instance_state: (_facts, state) => ({
    what: sentence`实例当前状态：${state}；只有运行中或已关机的实例可以回滚。`,
    next: sentence`请等实例进入运行中或已关机状态后再申请。`,
  }),
  instance_busy: (facts) => ({
    what: sentence`实例上的另一项操作尚未完成（${quoted(facts['operation'])}）。`,
    next: sentence`请等它完成后再申请。`,
  }),
  instance_isolated: () => ({
    what: sentence`实例因欠费或退还而被隔离。`,
    next: sentence`请先在控制台续费。`,
  }),
  instance_expired: () => ({
    what: sentence`实例已到期。`,
    next: sentence`请先在控制台续费。`,
  }),
  instance_without_disk: () => ({
    what: sentence`腾讯云没有返回该实例的系统盘信息。`,
    next: sentence`请一分钟后重试；若仍如此，请向腾讯云提交工单。`,
  }),
  snapshot_missing: (facts) => ({
    what: sentence`该实例已没有快照 ${id(facts['snapshotId'])}。`,
    next: sentence`请选择其他快照。`,
  }),
  snapshot_state: (_facts, state) => ({
    what: sentence`快照当前状态：${state}；只能回滚到可用的快照。`,
    next: sentence`请等它可用，或选择其他快照。`,
  }),
  snapshot_usage: (facts) => ({
    what: sentence`该快照不是系统盘快照（${quoted(facts['usage'])}）。`,
    next: sentence`请选择系统盘的快照。`,
  }),
  snapshot_other_disk: (facts) => ({
    what: sentence`该快照属于另一块磁盘：是 ${id(facts['snapshotDisk'])}，而不是 ${id(facts['instanceDisk'])}。`,
    next: sentence`请选择该实例系统盘的快照。`,
  }),
  snapshot_disk_size: (facts) => ({
    what: sentence`系统盘现在为 ${size(facts['diskSize'])}，创建快照时为 ${size(facts['snapshotSize'])}。`,
    next: sentence`请选择扩容之后创建的快照。`,
  }),
  snapshot_denied: (facts) => ({
    what: sentence`腾讯云目前不允许回滚到该快照（${id(facts['code'])}）：${quoted(facts['message'])}`,
    next: sentence`请等其中所述的操作结束后再申请。`,
  }),
  instance_denied: (facts) => ({
    what: sentence`腾讯云目前不允许回滚该实例（${id(facts['code'])}）：${quoted(facts['message'])}`,
    next: sentence`请等其中所述的操作结束后再申请。`,
  }),
  other_snapshot_busy: (facts, state) => ({
    what: sentence`该磁盘的另一个快照状态为${state}：${quoted(facts['name'])} ${id(facts['snapshotId'])}。`,
    next: sentence`请等它可用后再申请。`,
  }),
  snapshot_old: (facts) => ({
    what: sentence`该快照创建于 ${quoted(facts['days'])} 天前。`,
    next: sentence`请确认此后写入的数据都可以放弃。`,
  }),
  snapshot_newer_exist: (facts) => ({
    what: sentence`另有 ${quoted(facts['count'])} 个更晚创建的快照；回滚不会删除它们。`,
    next: null,
  }),
  data_disks_attached: (facts) => ({
    what: sentence`实例挂载了 ${quoted(facts['count'])} 块数据盘（共 ${size(facts['size'])}）；回滚不会改动数据盘。`,
    next: sentence`请确认较旧的系统能够使用其中较新的数据。`,
  }),
  snapshot_quota_full: (facts) => ({
    what: sentence`没有创建安全快照的配额：该地域最多可有 ${quoted(facts['total'])} 个快照，且已有这么多。`,
    next: sentence`请在控制台删除不需要的快照，或在申请时不勾选安全快照。`,
  }),
  check_not_possible: (facts) => ({
    what: [unasked(facts), ...because(facts)],
    next: sentence`缺少这项检查仍可回滚。`,
  }),
  instance_unreadable: (facts) => ({
    what: ['无法读取实例', ...because(facts), ...evidence(facts)],
    next: ['未经检查不会回滚。', ...advice(facts)],
  }),
  snapshots_unreadable: (facts) => ({
    what: ['无法读取快照', ...because(facts), ...evidence(facts)],
    next: ['未经检查不会回滚。', ...advice(facts)],
  }),
}
