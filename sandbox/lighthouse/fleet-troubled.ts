import { day, hour, nightly, operating, type PlannedInstance, snapshot } from './planned.ts'

/** Names that break what does not escape them. */
export const awkwardNames: readonly PlannedInstance[] = [
  {
    region: 'ap-singapore',
    id: '3h7c9k2d',
    name: '<!channel> legacy',
    snapshots: [snapshot('<!here> & <@U0HACKER|you>', 5 * hour)],
  },
  { region: 'ap-singapore', id: '6v1x4r8z', name: 'R&D "lab" <b>1</b>', snapshots: [snapshot("o'brien & sons", day)] },
  {
    region: 'ap-hongkong',
    id: '9d5y2t6g',
    name: '`rm -rf /` ```demo```',
    snapshots: [snapshot('`code` *bold* _it_ ~no~', 2 * day)],
  },
  {
    region: 'ap-tokyo',
    id: '2w8p6f3l',
    name: '*bold* _and_ ~struck~',
    snapshots: [snapshot('> quoted\nsecond line', 3 * day)],
  },
  {
    region: 'na-siliconvalley',
    id: '7s4n1b9h',
    name: '🚀 launch 🧑‍🚀 :tada:',
    snapshots: [snapshot('📸 before 🚀', 90)],
  },
  { region: 'ap-shanghai', id: '5k3m8q7v', name: '订单服务-生产环境-01', snapshots: [snapshot('发布前备份', 50)] },
  {
    region: 'eu-frankfurt',
    id: '1c6z9j4w',
    name: 'שרת-גיבוי \u202egpj.exe',
    snapshots: [snapshot('نسخة احتياطية', 6 * day)],
  },
  {
    region: 'na-ashburn',
    id: '8x2g5d7r',
    name: 'a-very-long-name-that-somebody-typed-to-describe-what-this-machine-does-in-full',
    snapshots: [snapshot('the-longest-name-a-snapshot-may-have-is-sixty-characters-long', 7 * day)],
  },
]

/** One in each state that cannot be rolled back, and what else stands in the way of a rollback. */
export const troubled: readonly PlannedInstance[] = [
  {
    region: 'ap-guangzhou',
    id: '3n9t7h1b',
    name: 'new-arrival',
    state: 'PENDING',
    snapshots: [],
    change: {
      PublicAddresses: null,
      PrivateAddresses: null,
      LatestOperation: '',
      LatestOperationState: '',
      LatestOperationRequestId: '',
      LatestOperationStartedTime: null,
      SystemDisk: { DiskType: 'CLOUD_SSD', DiskSize: 50, DiskId: null },
    },
  },
  {
    region: 'ap-beijing',
    id: '6f4k2w8y',
    name: 'failed-launch',
    state: 'LAUNCH_FAILED',
    snapshots: [],
    change: { PublicAddresses: [], CreatedTime: null, ExpiredTime: null },
  },
  { region: 'ap-seoul', id: '9p1v5c3s', name: 'waking-up', state: 'STARTING', snapshots: nightly(1) },
  { region: 'ap-nanjing', id: '2r7d8x6m', name: 'going-down', state: 'STOPPING', snapshots: nightly(1) },
  { region: 'ap-chengdu', id: '5g3l9z4q', name: 'rebooting-now', state: 'REBOOTING', snapshots: nightly(1) },
  { region: 'sa-saopaulo', id: '7y6b1n2k', name: 'expired-shop', state: 'SHUTDOWN', snapshots: nightly(1) },
  { region: 'ap-bangkok', id: '4t8w3j9f', name: 'returned-test', state: 'TERMINATING', snapshots: [] },
  { region: 'ap-jakarta', id: '1m5q7p6h', name: 'being-deleted', state: 'DELETING', snapshots: [] },
  {
    region: 'na-ashburn',
    id: '8s2x4v9d',
    name: 'frozen-for-abuse',
    state: 'FREEZING',
    snapshots: nightly(1),
    change: { InstanceRestrictState: 'NETWORK_RESTRICT' },
  },
  {
    region: 'eu-frankfurt',
    id: '3z7r6c1l',
    name: 'entering-rescue',
    state: 'ENTER_RESCUE_MODE',
    snapshots: nightly(1),
  },
  { region: 'eu-frankfurt', id: '6k9g2y5t', name: 'in-rescue', state: 'RESCUE_MODE', snapshots: nightly(1) },
  { region: 'ap-hongkong', id: '9b4h8f3w', name: 'leaving-rescue', state: 'EXIT_RESCUE_MODE', snapshots: nightly(1) },
  { region: 'ap-tokyo', id: '2c1n7s5p', name: 'never-snapshotted', snapshots: [] },
  {
    region: 'na-siliconvalley',
    id: '5d6v3m8x',
    name: 'upgraded-api',
    snapshots: [snapshot('after upgrade', 4 * hour), snapshot('before upgrade, 50 GB', 20 * day, { DiskSize: 50 })],
    change: { SystemDisk: { DiskType: 'CLOUD_SSD', DiskSize: 120, DiskId: 'lhdisk-5d6v3m8x' } },
  },
  {
    region: 'ap-jakarta',
    id: '7q9w1r4j',
    name: 'snapshot-in-the-making',
    snapshots: [snapshot('being made', 2, operating('CREATING', 37)), snapshot('yesterday', day)],
  },
  {
    region: 'ap-bangkok',
    id: '4x2z6t8c',
    name: 'rolling-back-elsewhere',
    state: 'STOPPED',
    snapshots: [
      snapshot('being rolled back to', 3 * day, operating('ROLLBACKING', 42)),
      snapshot('untouched', 9 * day),
    ],
    change: { LatestOperation: 'RollbackInstanceSnapshot', LatestOperationState: 'OPERATING' },
  },
  {
    region: 'ap-seoul',
    id: '1f8k5b3g',
    name: 'failed-rollback-last-week',
    snapshots: [
      snapshot('would not apply', 30 * day, {
        Percent: 42,
        LatestOperation: 'RollbackInstanceSnapshot',
        LatestOperationState: 'FAILED',
      }),
      snapshot('no times known', 40 * day, {
        CreatedTime: null,
        LatestOperation: null,
        LatestOperationState: null,
        LatestOperationRequestId: null,
      }),
    ],
  },
]
