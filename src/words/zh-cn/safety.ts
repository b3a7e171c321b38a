import type { safety as english } from '../en/safety.ts'
import { sentence } from '../parts.ts'

export const safety: typeof english = {
  option: {
    label: '安全快照',
    take: '先创建安全快照',
    means: '保存回滚前一刻的系统盘，以便撤销这次回滚',
  },
  room: {
    chooseFirst: sentence`选择实例后，若其地域的快照配额有余，将自动勾选。`,
    reading: sentence`正在读取该地域的快照配额是否有余。`,
    left: (available, total, region) => sentence`${region}的快照配额：剩余 ${available}，共 ${total}。`,
    full: (total, region) =>
      sentence`配额已满，无法再创建：${region}最多可有 ${total} 个快照，且已有这么多。请在控制台删除一个，以腾出配额。`,
    unreadable: sentence`无法读取该地域的快照配额是否有余。`,
    ticked: sentence`若勾选而配额已满，申请会在回滚之前结束。`,
  },
  limits: sentence`安全快照不包含仅在内存中的数据，也不包含在它之后写入的数据：这些仍会丢失。`,
  loss: sentence`会先创建安全快照。仅在内存中的数据，以及在它之后写入的数据，仍会丢失。`,
  confirm: (instance, snapshot, age) =>
    `会先创建安全快照，然后 ${instance} 将被关机，系统盘将恢复到 ${snapshot}。${age === null ? '此后写入的全部数据' : `最近 ${age}写入的数据`}届时只保存在安全快照中。`,
  fact: {
    planned: (name) => sentence`回滚前创建，名称 ${name}`,
    askedFor: (name) => sentence`申请时要求创建，名称 ${name}`,
    none: '不创建',
  },
  approved: {
    thread: sentence`正在做最后的检查，随后创建安全快照。安全快照可用后才发送回滚请求。`,
    card: (beginBy) => sentence`正在做最后的检查，随后创建安全快照，再发送回滚请求。批准有效至 ${beginBy}。`,
  },
  status: {
    safety_sending: sentence`正在向腾讯云请求创建安全快照。它可用后再回滚。`,
    safety_withheld: sentence`没有请求创建安全快照：距最后一次检查的时间过长。`,
    safety_refused: sentence`腾讯云拒绝了创建安全快照，不会回滚。`,
    safety_looking: sentence`没有收到可读的应答。请求绝不会发送第二次：机器人正在按名称查找该快照。它可用之前不会回滚。`,
    safety_creating: sentence`正在创建安全快照，进度见消息列（thread）。它可用后再回滚。`,
    safety_ready: sentence`安全快照已可用。正在做最后的检查，随后发送回滚请求。`,
  },
  thread: {
    accepted: {
      headline: '正在创建安全快照',
      what: (name, snapshotId) => sentence`腾讯云正在创建 ${name} ${snapshotId}。它可用之前不会回滚。`,
    },
    lost: {
      headline: '安全快照请求已发送，未收到应答',
      noAnswer: sentence`创建安全快照的请求已发送给腾讯云，但没有收到可读的应答。`,
      notSent: sentence`就机器人所知，创建安全快照的请求没有能够交给腾讯云。`,
      restart: sentence`机器人在发送创建安全快照的请求时停止，因此不知道应答。`,
      next: (name) =>
        sentence`请求绝不会发送第二次。机器人正在查找名为 ${name} 的快照，它可用之前不会回滚；现在无需任何人处理。`,
    },
    found: {
      headline: '找到了安全快照',
      what: (name, snapshotId) => sentence`出现了名为 ${name} 的新快照：${snapshotId}。它可用之前不会回滚。`,
    },
    refusedLate: {
      headline: '腾讯云拒绝了创建安全快照',
      what: (code) => sentence`迟到的应答：腾讯云当时拒绝了请求（${code}）。按名称找到的快照是他人创建的。`,
    },
    unreadable: {
      what: sentence`目前看不到安全快照的进展。在此期间不会回滚。`,
      next: sentence`机器人会继续查看，直到请求后半小时。`,
    },
    readable: sentence`继续等待安全快照。`,
  },
  task: {
    requesting: '正在请求创建安全快照',
    making: '正在创建安全快照',
    made: (duration) => `安全快照已创建，用时 ${duration}`,
    looking: '没有收到腾讯云可读的应答，正在查找安全快照',
    failed: '安全快照失败',
    rechecking: '再次检查',
    rechecked: '再次检查通过',
    stopped: '回滚在发送前被阻止',
    toSend: '向腾讯云发送回滚请求',
  },
  title: {
    making: '正在创建安全快照',
    looking: '安全快照请求已发送，未收到应答',
    ready: '安全快照已可用',
  },
  failed: {
    lead: sentence`没有可以依靠的安全快照，因此没有发送回滚请求，没有执行回滚。`,
    refused: sentence`腾讯云拒绝了创建安全快照，因此没有发送回滚请求，没有执行回滚。`,
    withError: sentence`腾讯云对创建安全快照的请求返回了错误，因此没有发送回滚请求，没有执行回滚。`,
    mayExist: (name) => sentence`快照可能仍已开始创建：请在控制台查找 ${name}。`,
    withheld: (seconds) => ({
      what: sentence`最后一次检查与请求之间相隔了 ${seconds} 秒，检查结果已不可靠，因此没有请求创建。`,
      next: sentence`请重新申请回滚。`,
    }),
    notFound: (name, reads, seconds) => ({
      what: sentence`请求没有收到可读的应答；在 ${seconds} 秒内查看 ${reads} 次，没有出现名为 ${name} 的快照。`,
      next: sentence`请在控制台查看 ${name} 是否已经出现，不需要时请删除。然后重新申请回滚。`,
    }),
    several: (name, snapshotIds) => ({
      what: sentence`请求没有收到可读的应答，而名为 ${name} 的新快照不止一个：`.concat(
        snapshotIds,
        '。无法判断哪一个由机器人创建。',
      ),
      next: sentence`请在控制台查看它们，并删除不需要的。然后重新申请回滚。`,
    }),
    creationFailed: (percent) => ({
      what: sentence`腾讯云报告创建失败${percent === null ? '' : `，当时进度为 ${percent}`}。`,
      next: sentence`请在控制台查看并删除该快照，然后重新申请回滚；若再次失败，请向腾讯云提交工单。`,
    }),
    vanished: (name) => ({
      what: sentence`安全快照 ${name} 已不存在，或已不能回滚到它。`,
      next: sentence`请查明是谁删除或使用了它，然后重新申请回滚。`,
    }),
    tooSlow: (minutes, percent) => ({
      what: sentence`${minutes} 分钟内仍未可用${percent === null ? '' : `，当时进度为 ${percent}`}。`,
      next: sentence`它之后仍可能变为可用：请在控制台查看，然后重新申请回滚。`,
    }),
    unreadable: (minutes) => ({
      what: sentence`有 ${minutes} 分钟无法读取腾讯云的数据，因此不知道它是否可用。`,
      next: sentence`请在控制台查找它。能够读取腾讯云的数据之后，请重新申请回滚。`,
    }),
    tooLate: {
      what: sentence`安全快照已可用，但之后未能及时开始回滚：其后写入的数据不在其中。`,
      next: sentence`请重新申请回滚；届时会创建新的安全快照。`,
    },
  },
  stays: {
    label: '安全快照',
    quota: '快照配额',
    left: (available, total) => `剩余 ${available}，共 ${total}`,
    quotaUnreadable: (why) => sentence`无法读取（${why}）`,
    kept: (name) => sentence`安全快照 ${name} 保存了回滚前一刻的系统盘。“撤销”会申请回滚到它，须由另一人批准。`,
    only: (at) => sentence`自 ${at} 以来写入系统盘的数据现在只保存在安全快照中。`,
    keptUnused: (name) => sentence`安全快照 ${name} 已创建。`,
    state: (name, state) => sentence`安全快照 ${name} 的状态：${state}。`,
    unreadable: (name) => sentence`无法读取安全快照 ${name} 是否还在。`,
    gone: (name) => sentence`安全快照 ${name} 已不存在。`,
    delete: sentence`安全快照会一直保留并占用配额，直到有人在控制台删除；机器人不会删除。`,
  },
  undo: {
    button: '撤销',
    reason: (snapshot, requestId) => `撤销到 ${snapshot} 的回滚（${requestId}）`,
    gone: {
      title: '无法撤销',
      what: (name, snapshotId) => sentence`安全快照 ${name} ${snapshotId} 已不存在，无法用它撤销回滚。`,
      next: sentence`可以用 /lighthouse rollback 查看还有哪些快照。`,
    },
  },
  learned: {
    accepted: (snapshotId) =>
      sentence`腾讯云当时接受了创建安全快照：${snapshotId}。它会一直保留，直到有人在控制台删除。`,
    refused: (code) => sentence`腾讯云当时拒绝了创建安全快照（${code}）。`,
  },
}
