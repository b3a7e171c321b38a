import type { thread as english } from '../en/thread.ts'
import { sentence } from '../parts.ts'

export const thread: typeof english = {
  approved: {
    headline: '已批准',
    by: (by, count) => sentence`${by} 已批准（${count}）。`,
    missing: (count) => sentence`还需 ${count} 人批准。`,
    enoughForDryRun: sentence`正在做最后的检查。这是演练，不会发送任何请求。`,
    enough: sentence`正在做最后的检查，随后发送回滚请求。`,
  },
  run: {
    title: {
      running: '正在回滚',
      looking: '回滚请求已发送，未收到应答',
      settling: '回滚完成，等待实例恢复',
      succeeded: '回滚成功',
      failed: '回滚失败',
      unconfirmed: '回滚结果未确认',
    },
    acceptedHeadline: '腾讯云已接受回滚',
    approved: (count) => `已批准（${count}）`,
    checked: '检查通过',
    checkedWith: (count) => `检查通过，${count} 条提示`,
    accepted: '腾讯云已接受回滚',
    sending: '正在向腾讯云发送回滚请求',
    refused: '腾讯云拒绝了回滚',
    withError: '腾讯云对回滚请求返回了错误',
    lost: '没有收到腾讯云可读的应答，正在查找该回滚',
    lostForGood: '没有收到腾讯云可读的应答',
    found: '在快照上找到了回滚',
    attempt: (attempt, attempts) => sentence`第 ${attempt} 次尝试，最多 ${attempts} 次。`,
    requestId: (requestId) => sentence`请求 ID ${requestId}`,
    rolling: '正在回滚',
    elapsed: (duration) => `已用 ${duration}`,
    remaining: (duration) => `预计还需 ${duration}`,
    rolledBack: (duration) => `回滚完成，用时 ${duration}`,
    rollingFailed: '回滚失败',
    rollingUnknown: '回滚：结果未知',
    instance: '实例恢复',
    instanceWaiting: '正在等待实例稳定',
    instanceIs: (state) => `实例现在的状态：${state}`,
    instanceUnknown: '实例恢复：状态未知',
    instanceMoving: (state) => `实例尚未稳定：${state}`,
    seeBelow: sentence`后续情况见下文。`,
  },
  lost: {
    headline: '回滚请求已发送，未收到应答',
    noAnswer: sentence`回滚请求已发送给腾讯云，但没有收到可读的应答。`,
    notSent: sentence`就机器人所知，回滚请求没有能够交给腾讯云。`,
    restart: sentence`机器人在发送回滚请求时停止，因此不知道应答。`,
    next: sentence`请求绝不会发送第二次。机器人正在查看该磁盘的快照，以了解结果；现在无需任何人处理。`,
  },
  found: {
    headline: '找到了回滚',
    afterLoss: (requestId) =>
      sentence`调用之后，到该快照的一次回滚开始了：${requestId}。它也可能是有人手动发起的。现在开始跟踪。`,
    differs: (requestId) => sentence`腾讯云显示的回滚 ID 与应答不同：${requestId}。现在开始跟踪。`,
  },
  unreadable: {
    headline: '无法读取腾讯云的数据',
    calm: sentence`现在无需任何人处理。`,
    following: {
      what: sentence`目前看不到回滚的进展。`,
      next: sentence`机器人会继续尝试，最长一小时。`,
    },
    checking: {
      what: sentence`目前无法做发送前的检查，因此没有发送请求。`,
      next: sentence`在批准有效期内，机器人会继续尝试。`,
    },
  },
  readable: {
    headline: '又能读取腾讯云的数据了',
    following: sentence`继续跟踪回滚。`,
    checking: sentence`现在做发送前的检查。`,
  },
  refusedForNow: {
    headline: '回滚暂时被拒绝',
    next: sentence`机器人会重新检查；如果没有开始任何回滚，几秒后会再次发送请求。现在无需任何人处理。`,
  },
}
