/**
 * The actions that the product calls, with the documented limit of calls a second of each (API facts, section 2:
 * one API of one account; whether regions count apart is not said, so all regions together keep to it).
 */
export const CALLS_PER_SECOND = {
  DescribeRegions: 10,
  DescribeInstances: 100,
  DescribeSnapshots: 20,
  DescribeInstancesDeniedActions: 10,
  DescribeSnapshotsDeniedActions: 20,
  DescribeDisks: 20,
  DescribeGeneralResourceQuotas: 10,
  CreateInstanceSnapshot: 20,
  ApplyInstanceSnapshot: 20,
  StartInstances: 10,
} as const satisfies Record<string, number>

export type Action = keyof typeof CALLS_PER_SECOND

export const ACTIONS: readonly Action[] = [
  'DescribeRegions',
  'DescribeInstances',
  'DescribeSnapshots',
  'DescribeInstancesDeniedActions',
  'DescribeSnapshotsDeniedActions',
  'DescribeDisks',
  'DescribeGeneralResourceQuotas',
  'CreateInstanceSnapshot',
  'ApplyInstanceSnapshot',
  'StartInstances',
]

/** The actions that change something: each is sent once, on a connection of its own, and never repeated. */
export const CHANGING_ACTIONS = [
  'CreateInstanceSnapshot',
  'ApplyInstanceSnapshot',
  'StartInstances',
] as const satisfies readonly Action[]
export type ChangingAction = (typeof CHANGING_ACTIONS)[number]

export const isChanging = (action: Action): action is ChangingAction =>
  CHANGING_ACTIONS.some((changing) => changing === action)
