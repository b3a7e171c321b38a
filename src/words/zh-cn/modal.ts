import type { modal as english } from '../en/modal.ts'
import { sentence } from '../parts.ts'

export const modal: typeof english = {
  title: '回滚实例',
  submit: '申请回滚',
  close: '关闭',
  cancel: '取消',
  instance: '实例',
  instancePlaceholder: '按名称、ID、IP 或地域搜索',
  snapshot: '快照',
  snapshotPlaceholder: '选择快照',
  snapshotPlaceholderFirst: '请先选择实例',
  reason: '原因',
  reasonPlaceholder: '出了什么问题，为什么回滚有帮助',
  missing: { instance: '请选择实例。', snapshot: '请选择快照。', reason: '请填写原因。' },
  blocked: '该实例无法回滚',
  noSnapshots: sentence`该实例没有快照，无法回滚。请在控制台创建快照，或选择其他实例。`,
  noNormalSnapshots: sentence`该实例没有可用的快照。请等待快照可用，或选择其他实例。`,
  otherSnapshots: (list) => sentence`目前不能选择：`.concat(list),
  otherSnapshot: (name, state) => sentence`${name}（${state}）`,
  snapshotsUnreadable: sentence`无法读取快照。`,
  openRequest: sentence`该实例已有一个未结束的申请。同一时间只能有一个。`,
  openRequestLink: '查看该申请',
  notes: {
    reading: (regions) => sentence`尚未读取，因此不在列表中：${regions}。请几秒后再搜索。`,
    failing: (region) => sentence`无法读取${region}，因此缺少该地域的实例。`,
    old: (region, age) => sentence`${region}：${age}前的数据。`,
    noRegions: sentence`无法读取地域列表。`,
  },
  normalCount: (count) => sentence`有 ${count} 个快照可选。`,
  checking: {
    title: '正在检查…',
    what: sentence`正在重新读取实例和快照，需要几秒钟。`,
    next: sentence`可以关闭此窗口，结果都会通知你。`,
  },
  submitted: {
    title: '申请已发布',
    what: sentence`你的申请已发布。须由另一人批准后才会执行。`,
    link: '查看申请',
  },
  problem: {
    title: '未能申请',
    rejected: '无法申请这次回滚',
    cloud: '无法读取腾讯云的数据',
    nothing: sentence`没有提交申请，也没有任何改动。`,
  },
  refused: { title: '无法进行' },
  deny: {
    title: '拒绝回滚',
    submit: '拒绝',
    what: (instance) => sentence`对 ${instance} 的申请将结束，不会执行回滚。`,
    placeholder: '需要让申请人知道的内容',
  },
  options: {
    age: (age) => `${age}前`,
    ageUnknown: '时间未知',
  },
}
