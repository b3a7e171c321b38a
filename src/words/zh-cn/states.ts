import type { states as english } from '../en/states.ts'

export const states: typeof english = {
  instance: {
    PENDING: '创建中',
    LAUNCH_FAILED: '创建失败',
    RUNNING: '运行中',
    STOPPED: '已关机',
    STARTING: '开机中',
    STOPPING: '关机中',
    REBOOTING: '重启中',
    SHUTDOWN: '已停机，待回收',
    TERMINATING: '销毁中',
    DELETING: '删除中',
    FREEZING: '已冻结',
    ENTER_RESCUE_MODE: '正在进入救援模式',
    RESCUE_MODE: '救援模式',
    EXIT_RESCUE_MODE: '正在退出救援模式',
  },
  snapshot: {
    NORMAL: '可用',
    CREATING: '创建中',
    ROLLBACKING: '回滚中',
  },
}
