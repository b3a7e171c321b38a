import type { loss as english } from '../en/loss.ts'
import { sentence } from '../parts.ts'

export const loss: typeof english = {
  heading: '将会丢失',
  dryRunHeading: '若真正回滚，将会丢失',
  since: (at, age) => sentence`自 ${at}（${age}）以来写入系统盘的全部数据将丢失。`,
  sinceUnknown: sentence`自快照创建以来写入系统盘的全部数据将丢失；快照的创建时间未知。`,
  gone: (at) => sentence`自 ${at} 以来写入系统盘的全部数据已丢失。`,
  shutdown: sentence`实例正在运行：会先被强制关机，之后可能保持关机状态。`,
  stopped: sentence`实例已关机：之后可能保持关机状态。`,
  reverts: sentence`密码、密钥、证书和定时任务也会一并恢复到当时的状态。`,
  stays: sentence`IP 地址、防火墙规则和数据盘保持不变。`,
}
