import type { FaultInput } from '../../sandbox/lighthouse/control-api.ts'
import type { RegionCode } from '../../sandbox/lighthouse/regions.ts'

/** What a call to each region takes from a host in Southeast Asia, in milliseconds: 40 to 350. */
const REGION_LATENCIES: Readonly<Record<RegionCode, number>> = {
  'ap-singapore': 40,
  'ap-jakarta': 55,
  'ap-bangkok': 70,
  'ap-hongkong': 75,
  'ap-guangzhou': 80,
  'ap-shanghai': 100,
  'ap-nanjing': 105,
  'ap-chengdu': 110,
  'ap-tokyo': 110,
  'ap-seoul': 115,
  'ap-beijing': 120,
  'eu-frankfurt': 220,
  'na-siliconvalley': 230,
  'na-ashburn': 280,
  'sa-saopaulo': 350,
}

/** DescribeRegions names no region; the endpoint nearest to the host answers it. */
const REGION_LIST_LATENCY = REGION_LATENCIES['ap-singapore']

/** The delays as faults of the local Lighthouse. */
export const realisticLatencies: readonly FaultInput[] = [
  { action: 'DescribeRegions', effect: { kind: 'delay', milliseconds: REGION_LIST_LATENCY }, times: null },
  ...Object.entries(REGION_LATENCIES).map(
    ([region, milliseconds]): FaultInput => ({ region, effect: { kind: 'delay', milliseconds }, times: null }),
  ),
]

/** Every call takes so many milliseconds. */
export const sameLatency = (milliseconds: number): readonly FaultInput[] => [
  { effect: { kind: 'delay', milliseconds }, times: null },
]
