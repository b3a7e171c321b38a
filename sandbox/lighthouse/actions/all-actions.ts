import type { Action } from './action.ts'
import { applyInstanceSnapshot } from './apply-instance-snapshot.ts'
import { describeInstancesDeniedActions, describeSnapshotsDeniedActions } from './denied-actions.ts'
import { describeDisks, describeGeneralResourceQuotas } from './disks-and-quotas.ts'
import { describeInstances, describeRegions, startInstances, stopInstances } from './instances.ts'
import { createInstanceSnapshot, deleteSnapshots, describeSnapshots, modifySnapshotAttribute } from './snapshots.ts'

/** The emulated part of Lighthouse 2020-03-24, by action name. */
export const allActions: ReadonlyMap<string, Action> = new Map([
  ['DescribeRegions', describeRegions],
  ['DescribeInstances', describeInstances],
  ['DescribeInstancesDeniedActions', describeInstancesDeniedActions],
  ['StartInstances', startInstances],
  ['StopInstances', stopInstances],
  ['DescribeSnapshots', describeSnapshots],
  ['DescribeSnapshotsDeniedActions', describeSnapshotsDeniedActions],
  ['ApplyInstanceSnapshot', applyInstanceSnapshot],
  ['CreateInstanceSnapshot', createInstanceSnapshot],
  ['ModifySnapshotAttribute', modifySnapshotAttribute],
  ['DeleteSnapshots', deleteSnapshots],
  ['DescribeDisks', describeDisks],
  ['DescribeGeneralResourceQuotas', describeGeneralResourceQuotas],
])
