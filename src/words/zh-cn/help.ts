import type { help as english } from '../en/help.ts'
import { sentence } from '../parts.ts'

export const help: typeof english = {
  headline: '把 Lighthouse 实例回滚到快照',
  commandsHeading: '命令',
  rollback: sentence`打开表单。后面可加名称或 ID 来查找实例：/lighthouse rollback shop-web-1`,
  dryRun: sentence`以演练方式打开表单：走完整个流程，包括审批，但不造成任何改动。`,
  help: sentence`显示本说明。`,
  howHeading: '流程',
  steps: (channel) => [
    sentence`选择实例和它的一个快照，并说明原因。`,
    sentence`申请会出现在 ${channel}，并写明将会丢失什么。`,
    sentence`由另一人在那里批准或拒绝。你可以取消。`,
    sentence`批准后会再次检查，并只执行一次。进展和结果见消息列（thread）。`,
  ],
  approversHeading: '谁可以审批',
  theChannel: '申请频道',
  approversUnknown: sentence`审批人由机器人的运维人员设定；申请人自己不能审批。`,
  channelMembers: sentence`该频道的所有正式成员`,
  required: (count) => sentence`需要 ${count} 人批准，申请人自己除外。`,
}
