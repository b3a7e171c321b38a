import { createSeededFleet } from '../../../sandbox/lighthouse/fleet.ts'
import type { Fleet } from '../../../sandbox/lighthouse/objects.ts'
import { seededWorkspace, type Workspace } from '../../../sandbox/slack/workspace.ts'
import { REGION } from '../../support/bot-environment.ts'

/** Where a storm happens: one region with a few healthy machines, and enough people that nobody waits for a modal. */

const MACHINES = 8
const REQUESTERS = 8

/** All of them read English, so that fields are found by their labels. */
export const APPROVERS = ['U0BENOKAFR', 'U0STORM100', 'U0STORM101'] as const
export const requesterOf = (number: number): string => `U0STORM${String(number % REQUESTERS).padStart(3, '0')}`

export const createSmallFleet = (now: number): Fleet => {
  const fleet = createSeededFleet(now)
  const hasSnapshots = new Set(fleet.snapshots.map(({ instanceId }) => instanceId))
  const instances = fleet.instances
    .filter(
      ({ instance }) =>
        ['RUNNING', 'STOPPED'].includes(instance.InstanceState) && hasSnapshots.has(instance.InstanceId),
    )
    .slice(0, MACHINES)
    .map(({ instance }) => ({ region: REGION, instance: { ...instance, Zone: `${REGION}-1` } }))
  const ids = new Set(instances.map(({ instance }) => instance.InstanceId))
  const mine = <One extends { readonly instanceId: string; readonly region: string }>(one: One) =>
    ids.has(one.instanceId) ? [{ ...one, region: REGION }] : []
  return {
    ...fleet,
    instances,
    snapshots: fleet.snapshots.flatMap(mine),
    dataDisks: [],
    snapshotQuotas: { [REGION]: 200 },
  }
}

export const createBusyWorkspace = (): Workspace => {
  const [someone] = seededWorkspace.people
  const ids = [...Array.from({ length: REQUESTERS }, (_, number) => requesterOf(number)), ...APPROVERS.slice(1)]
  const people = ids.map((id) => ({
    ...(someone ?? never()),
    id,
    name: id.toLowerCase(),
    realName: `Storm ${id}`,
    displayName: `Storm ${id}`,
  }))
  return {
    ...seededWorkspace,
    people: [...seededWorkspace.people, ...people],
    channels: seededWorkspace.channels.map((channel) =>
      channel.id === seededWorkspace.channelId
        ? { ...channel, members: [...channel.members, ...people.map(({ id }) => id)] }
        : channel,
    ),
  }
}

const never = (): never => {
  throw new Error('The workspace has nobody.')
}
