import type { Config } from '../config.ts'
import { systemClock } from '../services/clock.ts'
import type { Action } from '../services/lighthouse/action.ts'
import { faultOf } from '../services/lighthouse/cloud-error.ts'
import { createCloud } from '../services/lighthouse/create-cloud.ts'
import type { CloudFault, Instance } from '../services/rollback/cloud-objects.ts'
import { errorWords } from '../words/errors.ts'
import { type Finding, failed, note, ok } from './check.ts'

const told = (fault: CloudFault): string =>
  fault.kind === 'refused' ? `${fault.code}, RequestId ${fault.requestId ?? 'none'}` : fault.detail

/** The key, and each permission that reads. What changes something cannot be tried without changing it. */
export const checkCloud = async (config: Config): Promise<readonly Finding[]> => {
  const cloud = createCloud({ ...config.cloud, clock: systemClock })
  const findings: Finding[] = []

  const check = async <Value>(
    action: Action,
    region: string | null,
    call: () => Promise<Value>,
    found: (value: Value) => string,
  ): Promise<Value | null> => {
    try {
      const value = await call()
      findings.push(ok(action, found(value)))
      return value
    } catch (error) {
      const fault = faultOf(error, action, region)
      findings.push(failed(action, told(fault), errorWords('en', fault).next))
      return null
    }
  }

  const { regions: listed } = config.cloud
  const regions =
    listed ?? (await check('DescribeRegions', null, cloud.describeRegions, (found) => `${found.length} regions`)) ?? []
  const instances: Instance[] = []
  for (const region of regions) {
    const found = await check(
      'DescribeInstances',
      region,
      () => cloud.listInstances(region),
      (all) => `${region}: ${all.length} instances`,
    )
    instances.push(...(found ?? []))
    // A key that may not list one region may not list the others either; one line says it.
    if (found === null) break
  }
  const [quotaRegion] = regions
  if (quotaRegion !== undefined) {
    await check(
      'DescribeGeneralResourceQuotas',
      quotaRegion,
      () => cloud.snapshotQuota(quotaRegion),
      ({ available, total }) => `${quotaRegion}: ${available} of ${total} snapshots left`,
    )
  }
  const [instance] = instances
  if (instance === undefined) {
    findings.push(note('snapshots', 'no instance was found, so the other permissions could not be tried'))
  } else {
    const { region, instanceId } = instance
    const snapshots = await check(
      'DescribeSnapshots',
      region,
      () => cloud.readSnapshotsOf(region, instanceId),
      (found) => `${found.length} snapshots of ${instanceId}`,
    )
    const denials = (found: readonly unknown[]) => `${found.length} actions denied`
    await check('DescribeInstancesDeniedActions', region, () => cloud.deniedForInstance(region, instanceId), denials)
    const snapshotId = snapshots?.[0]?.snapshotId
    if (snapshotId !== undefined) {
      await check('DescribeSnapshotsDeniedActions', region, () => cloud.deniedForSnapshot(region, snapshotId), denials)
    }
  }
  findings.push(
    note('CreateInstanceSnapshot', 'cannot be tried without making a snapshot; see the policy in README.md'),
  )
  findings.push(note('ApplyInstanceSnapshot', 'cannot be tried without rolling back; see the policy in README.md'))
  cloud.close()
  return findings
}
