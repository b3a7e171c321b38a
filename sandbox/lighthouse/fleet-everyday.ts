import { day, hour, nightly, type PlannedInstance, snapshot } from './planned.ts'

/** Healthy machines, for what a team does every day. Ids are stable: docs and tests name them. */
export const everyday: readonly PlannedInstance[] = [
  {
    region: 'ap-singapore',
    id: '4f7h2k9q',
    name: 'shop-web-1',
    snapshots: [snapshot('before-release-4.12', 35), ...nightly(3), snapshot('before-php-upgrade', 41 * day)],
  },
  {
    region: 'ap-singapore',
    id: '8m2c5x7d',
    name: 'shop-web-2',
    snapshots: [snapshot('before-release-4.12', 38), ...nightly(2)],
  },
  {
    region: 'ap-singapore',
    id: '3b9w6t1s',
    name: 'shop-db-1',
    snapshots: [snapshot('before-schema-migration', 2 * hour), ...nightly(2, 10 * hour)],
    dataDisks: [200, 500],
  },
  {
    region: 'ap-hongkong',
    id: '7k1p4z8n',
    name: 'payments-gateway',
    snapshots: [snapshot('before-certificate-change', 6 * hour), snapshot('quarterly-2', 93 * day)],
  },
  {
    region: 'ap-guangzhou',
    id: '2d6r9v3y',
    name: 'blog',
    state: 'STOPPED',
    snapshots: [snapshot('clean install', 210 * day)],
  },
  { region: 'ap-guangzhou', id: '5q8j1g4f', name: 'wiki', snapshots: nightly(2) },
  { region: 'ap-shanghai', id: '9x3l7b2h', name: 'ci-runner-1', snapshots: [snapshot('golden', 15 * day)] },
  {
    region: 'ap-shanghai',
    id: '6n4s8e1k',
    name: 'ci-runner-2',
    state: 'STOPPED',
    snapshots: [snapshot('golden', 15 * day)],
  },
  { region: 'ap-beijing', id: '1t5m9c6w', name: 'reporting', snapshots: nightly(2, 3 * hour) },
  { region: 'ap-nanjing', id: '8h2v6d3p', name: 'staging-app', snapshots: [snapshot('fixtures loaded', 4 * day)] },
  { region: 'ap-chengdu', id: '4y7z1k5r', name: 'mail-relay', snapshots: [snapshot('before-tls-1.3', 27 * day)] },
  {
    region: 'ap-tokyo',
    id: '3g9f2x8q',
    name: 'game-lobby-jp',
    snapshots: [snapshot('season-7', 12 * day), snapshot('patch 7.1', 22 * hour)],
  },
  { region: 'ap-seoul', id: '7c4b6n1j', name: 'game-lobby-kr', snapshots: [snapshot('season-7', 12 * day)] },
  { region: 'ap-jakarta', id: '5w8t3l9d', name: 'edge-cache-id', snapshots: [snapshot('baseline', 60 * day)] },
  {
    region: 'ap-bangkok',
    id: '2p6k4m7s',
    name: 'edge-cache-th',
    state: 'STOPPED',
    snapshots: [snapshot('baseline', 60 * day)],
  },
  { region: 'na-siliconvalley', id: '9r1d5h8v', name: 'vpn-us-west', snapshots: [snapshot('working config', 3 * day)] },
  { region: 'na-ashburn', id: '6z3q7y2c', name: 'vpn-us-east', snapshots: [snapshot('working config', 3 * day)] },
  { region: 'sa-saopaulo', id: '1j8g4n6x', name: 'landing-br', snapshots: [snapshot('campaign start', 8 * day)] },
  { region: 'eu-frankfurt', id: '4l2s9p7t', name: 'crm', snapshots: [snapshot('before-import', 75), ...nightly(2)] },
  { region: 'eu-frankfurt', id: '8b5f1w3m', name: 'metrics', snapshots: nightly(120, 5 * hour) },
]
