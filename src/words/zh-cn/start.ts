import type { start as english } from '../en/start.ts'
import { sentence } from '../parts.ts'

export const start: typeof english = {
  button: '开机',
  confirm: { title: '为实例开机？', text: '实例将以回滚后的系统盘开机。', start: '开机', back: '返回' },
  requested: {
    headline: '已要求开机',
    what: (by) => sentence`${by} 要求为实例开机。`,
  },
  going: sentence`正在为实例开机。`,
  refused: {
    headline: '腾讯云拒绝了开机',
    what: sentence`腾讯云拒绝为实例开机。机器人不会重试。`,
  },
  lost: {
    headline: '开机请求已发送，未收到应答',
    noAnswer: sentence`开机请求已发送给腾讯云，但没有收到可读的应答。`,
    restart: sentence`机器人在发送开机请求时停止，因此不知道应答。`,
    next: sentence`请求绝不会发送第二次。机器人正在查看实例是否开机。`,
  },
  ended: {
    running: {
      headline: '实例已重新运行',
      what: (down) => sentence`实例已重新运行，停机约 ${down}。`,
    },
    alreadyRunning: {
      headline: '实例已在运行',
      what: sentence`查看时实例已在运行，因此没有发送请求。`,
    },
    notRunning: {
      headline: '实例没有运行',
      what: (state) => sentence`等待结束时实例仍未运行，当时的状态：${state}。请在控制台查看。`,
      unknown: sentence`无法读取实例是否在运行。请在控制台查看。`,
    },
    missing: {
      headline: '实例已不存在',
      what: sentence`该实例已不存在。`,
    },
    held: {
      headline: '没有开机',
      what: sentence`该实例有另一个未结束的申请，因此没有发送请求。请等它结束后在控制台开机。`,
    },
    tooLate: {
      headline: '没有开机',
      what: sentence`五分钟内未能发送开机请求，因此没有发送。请在控制台开机。`,
    },
  },
}
