import type { answers as english } from '../en/answers.ts'
import { sentence } from '../parts.ts'

export const answers: typeof english = {
  theChannel: '申请频道',
  mayNotDecide: '你不能审批这个申请',
  refusal: {
    requester: { what: sentence`这次回滚是你申请的，须由他人审批。`, next: sentence`你可以取消它。` },
    deactivated: { what: sentence`你的账号已停用。`, next: null },
    bot: { what: sentence`机器人不能审批。`, next: null },
    guest: { what: sentence`工作区的访客不能审批。`, next: sentence`请让正式成员审批。` },
    external: { what: sentence`其他工作区的人不能审批。`, next: sentence`请让本工作区的成员审批。` },
    not_approver: {
      what: sentence`你不在可以审批的人之中。`,
      next: sentence`请联系审批人；审批人由机器人的运维人员设定。`,
    },
    already_approved: {
      what: sentence`你已经批准过了；每个批准须来自不同的人。`,
      next: sentence`请联系另一位审批人。`,
    },
    approversEmpty: (source) => ({
      what: sentence`${source} 中没有可以审批的人。`,
      next: sentence`须由机器人的运维人员添加审批人。`,
    }),
    approversUnreadable: (source, detail) => ({
      what: sentence`无法从 ${source} 读取可以审批的人（${detail}）。`,
      next: sentence`请一分钟后重试；若仍如此，请告知机器人的运维人员。`,
    }),
  },
  mayNotStart: '你不能为该实例开机',
  startNotNow: {
    headline: '你的点击没有产生任何改变',
    asked: (by) => sentence`${by} 已要求为实例开机。`,
    held: sentence`该实例有另一个未结束的申请。`,
    next: sentence`请查看消息列（thread）；也可以在控制台开机。`,
  },
  mayNotRequest: '你不能申请回滚',
  requestRefusal: {
    deactivated: { what: sentence`你的账号已停用。`, next: null },
    bot: { what: sentence`机器人不能申请回滚。`, next: null },
    guest: { what: sentence`工作区的访客不能申请回滚。`, next: sentence`请让正式成员申请。` },
    external: { what: sentence`其他工作区的人不能申请回滚。`, next: sentence`请让本工作区的成员申请。` },
    not_in_channel: {
      what: sentence`只有审批频道的成员可以申请回滚。`,
      next: sentence`请让该频道的成员添加你。`,
    },
    person_unreadable: (detail) => ({
      what: sentence`Slack 没有返回你的身份（${detail}），因此不显示任何内容。`,
      next: sentence`请一分钟后重试。`,
    }),
  },
  mayNotCancel: {
    headline: '你不能取消这个申请',
    what: (requester) => sentence`只有申请人 ${requester} 可以取消。`,
    next: sentence`若你可以审批，可以拒绝它。`,
  },
  tooLate: {
    headline: '你的点击没有产生任何改变',
    denied: (by) => sentence`${by} 已拒绝该申请。`,
    cancelled: (by) => sentence`${by} 已取消该申请。`,
    expired: sentence`该申请已过期。`,
    approved: (by) => sentence`该申请已获批准，批准人：`.concat(by, '。'),
    ended: (headline) => sentence`该申请已结束：${headline}。`,
    waiting: sentence`申请在同一时刻发生了变化。请查看卡片，若仍需要请再次点击。`,
    next: sentence`当前情况见卡片。`,
  },
  deadline: {
    headline: '已过审批期限',
    what: (decideBy) => sentence`审批期限为 ${decideBy}。该申请将过期。`,
    next: sentence`若仍需回滚，可以重新申请。`,
  },
  digestMismatch: {
    headline: '你的点击没有产生任何改变',
    what: sentence`这个按钮所代表的内容与申请的内容不符。`,
    next: sentence`请查看当前的卡片并重新决定。若再次出现，请告知机器人的运维人员。`,
  },
  unknownRequest: {
    headline: '未知的申请',
    what: sentence`机器人没有这个申请的记录；记录可能被移动或恢复过。`,
    next: sentence`请重新申请回滚。`,
  },
  personUnreadable: {
    headline: '你的点击没有产生任何改变',
    what: (detail) => sentence`Slack 没有返回你的身份（${detail}），因此你的点击不能生效。`,
    next: sentence`请一分钟后再次点击。`,
  },
  submitted: { headline: '申请已发布' },
  problem: {
    taken: {
      headline: '该实例已被另一个申请占用',
      what: sentence`它尚未结束，或其结果仍在观察中。同一实例同一时间只能有一个申请。`,
      next: sentence`请等它结束，或在那里参与讨论。`,
    },
  },
  modalNotOpened: {
    headline: '无法打开表单',
    what: sentence`Slack 只允许在输入命令后三秒内打开表单。`,
    next: sentence`请再次输入命令。`,
  },
  unexpected: {
    headline: '出现了问题',
    what: (errorId) => sentence`机器人未能完成操作。错误在日志中的编号是 ${errorId}。`,
    next: sentence`请重试；若仍如此，请把此编号告知机器人的运维人员。`,
  },
  link: '查看申请',
}
