import type { ends as english } from '../en/ends.ts'
import { sentence } from '../parts.ts'

export const ends: typeof english = {
  succeeded: {
    what: (duration) => sentence`系统盘已恢复到快照，用时 ${duration}。`,
    state: (state) => sentence`实例状态：${state}。`,
    stateUnknown: sentence`之后无法读取该实例，请在控制台查看其状态。`,
    notSettled: (state) => sentence`等待结束时实例仍未稳定，当时的状态：${state}。`,
    down: (duration) => sentence`停机约 ${duration}。`,
    leftStopped: sentence`回滚前它在运行，回滚后没有自动开机。审批人可以用消息列（thread）中的按钮开机。`,
    stoppedBefore: sentence`回滚前它就已关机。`,
    checks: {
      heading: '接下来请检查',
      list: [
        sentence`登录：密码和密钥为快照当时的内容。`,
        sentence`服务：能够运行，并能使用现在的数据。`,
        sentence`证书：没有在快照之后到期的。`,
        sentence`时间：系统时间和定时任务正确。`,
      ],
    },
    differs: (asked, followed) => sentence`腾讯云对调用的应答是 ${asked}，而显示的回滚是 ${followed}。`,
    found: (followed) => sentence`调用没有收到可读的应答。回滚 ${followed} 在调用之后开始，也可能是有人手动发起的。`,
  },
  rehearsed: {
    what: sentence`直到第一个调用之前一切都符合要求；调用没有发送，没有任何改动。`,
    would: (call, instanceId, snapshotId) => sentence`本来会调用：${call}，实例 ${instanceId}，快照 ${snapshotId}。`,
    next: sentence`若要真正回滚，请重新申请并不勾选演练；须另行批准。`,
  },
  nothingChanged: sentence`没有执行任何操作，也没有任何改动。`,
  failed: {
    changed: {
      what: sentence`批准的内容已不再成立，因此没有发送回滚请求。`,
      next: sentence`请查看改变之处。若仍需回滚，请重新申请。`,
      otherState: sentence`只有运行中或已关机的实例可以回滚。请等它进入其中一种状态，再重新申请回滚。`,
      otherDisk: sentence`快照只适用于创建时的磁盘及其大小。请选择此次变更之后创建的快照。`,
    },
    check: {
      what: sentence`调用前的检查阻止了回滚。`,
      next: sentence`解决之后，请重新申请回滚。`,
    },
    withheld: (duration) => ({
      what: sentence`最后一次检查与调用之间相隔了${duration}，检查结果已不可靠，因此没有发送调用。`,
      next: sentence`请重新申请回滚。`,
    }),
    refused: {
      what: sentence`腾讯云拒绝了回滚。`,
      whatEachTime: (count) => sentence`腾讯云连续 ${count} 次拒绝了回滚，不会再次发送。`,
      nothingBegan: sentence`这次调用没有开始回滚，没有造成任何改动。`,
      withError: sentence`腾讯云对回滚请求返回了错误。`,
      withErrorEachTime: (count) => sentence`腾讯云连续 ${count} 次对回滚请求返回了错误，不会再次发送。`,
      mayHaveBegun: sentence`不能确定是否已有改动。`,
      earlierMayHaveBegun: sentence`此前已发送过回滚请求，腾讯云返回了错误。不能确定那次请求是否已有改动：请在控制台查看实例和快照。`,
      foreign: (snapshotId, requestId) =>
        sentence`发现了他人对同一磁盘的回滚：快照 ${snapshotId}，请求 ${requestId}。请在控制台查看实例。`,
    },
    reported: {
      what: sentence`腾讯云接受了回滚，随后报告回滚失败。`,
      changed: (snapshotState) => sentence`磁盘可能已被部分改动。快照状态：${snapshotState}。`,
      next: sentence`请先在控制台查看实例。机器人不会重试。请向腾讯云提交工单，并附上请求 ID。`,
    },
  },
  unconfirmed: {
    lead: sentence`无法得知系统盘是否已回滚。`,
    nothing_seen: (reads, duration) =>
      sentence`机器人在${duration}内查看了 ${reads} 次，该磁盘的快照上没有出现新的回滚。`,
    unreadable: (duration) => sentence`有${duration}无法读取腾讯云的数据。`,
    foreign: (snapshotId, requestId) => sentence`发现的是他人对同一磁盘的回滚：快照 ${snapshotId}，请求 ${requestId}。`,
    no_end: (duration, percent) =>
      sentence`腾讯云接受了回滚，但${duration}内没有结束${percent === null ? '' : `，当时进度为 ${percent}`}。`,
    snapshot_vanished: sentence`跟踪回滚期间，快照消失了。`,
    next: sentence`需要有人查看：请在控制台打开该实例，查看它最近的操作，并检查数据。弄清之前请不要再次回滚。`,
  },
  denied: (by) => sentence`${by} 拒绝了申请。`,
  deniedNext: sentence`没有执行任何操作。若仍有需要，请沟通后重新申请。`,
  expired: {
    decision: sentence`未能在期限内获得足够的批准。`,
    start: sentence`已获批准，但未能在期限内开始；批准不会一直有效。`,
    next: sentence`没有执行任何操作。若仍有需要，请重新申请。`,
  },
  cancelled: (by) => sentence`${by} 取消了申请。`,
  cancelledNext: sentence`没有执行任何操作。`,
  learned: {
    headline: '有了新的信息',
    accepted: (requestId) => sentence`腾讯云当时接受了调用（请求 ${requestId}）。请查看实例。`,
    refused: (code) => sentence`腾讯云当时拒绝了调用（${code}）：这次申请没有开始回滚。`,
    refusedWithDoubt: (code) =>
      sentence`腾讯云当时拒绝了调用（${code}）。仅凭此错误码不能确定回滚是否已开始：请在控制台查看实例和快照。`,
    rollback_seen: (requestId, percent) =>
      sentence`正在回滚到该快照（请求 ${requestId}${percent === null ? '' : `，${percent}`}）。`,
    rollback_succeeded: (requestId) => sentence`回滚到该快照已成功（请求 ${requestId}）。请检查实例及其数据。`,
    rollback_failed: (requestId) => sentence`回滚到该快照已失败（请求 ${requestId}）。请在控制台查看实例。`,
  },
  changes: {
    heading: '改变之处',
    line: (before, after) => sentence`原为 ${before}，现为 ${after}`,
    fact: {
      endpoint: '接入地址',
      instance_name: '实例名称',
      instance_state: '实例状态',
      disk_id: '系统盘',
      disk_size: '系统盘大小（GB）',
      snapshot_name: '快照名称',
      snapshot_created: '快照时间',
      snapshot_disk_id: '快照所属磁盘',
      snapshot_disk_size: '快照大小（GB）',
    },
  },
  more: (count) => sentence`以及另外 ${count} 项`,
  facts: {
    code: '错误码',
    requestId: '请求 ID',
    instance: '实例',
    region: '地域',
    time: '时间',
    sent: '发送时间',
    answer: '技术细节',
    message: '腾讯云的说明',
  },
}
