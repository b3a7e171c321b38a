/** DescribeRegions, DescribeInstances, StartInstances, StopInstances. */
import { z } from 'zod'
import { type Filterable, readFilters } from '../filters.ts'
import type { Instance } from '../objects.ts'
import { startInstance, stopInstance } from '../operations.ts'
import { byNewest, cutPage, refuseIdsWithFilters } from '../paging.ts'
import { checkIds, instanceIdPattern } from '../parameters.ts'
import { Refusal } from '../refusal.ts'
import { defineAction } from './action.ts'
import { findInstance } from './find.ts'
import { operationObjection, refuse, stateObjection } from './preconditions.ts'

const mostIds = 100

const filterable: Filterable<Instance> = {
  fields: {
    'instance-name': ({ InstanceName }) => [InstanceName],
    'private-ip-address': ({ PrivateAddresses }) => PrivateAddresses ?? [],
    'public-ip-address': ({ PublicAddresses }) => PublicAddresses ?? [],
    zone: ({ Zone }) => [Zone],
    'instance-state': ({ InstanceState }) => [InstanceState],
    'bundle-id': ({ BundleId }) => [BundleId],
  },
  tags: ({ Tags }) => Tags,
  mostValues: 100,
}

export const describeRegions = defineAction(
  10,
  z.strictObject({}),
  (_, { world }) => ({ body: { TotalCount: world.regions.length, RegionSet: world.regions } }),
  { needsRegion: false },
)

export const describeInstances = defineAction(
  100,
  z.strictObject({
    InstanceIds: z.array(z.string()).optional(),
    Filters: z.array(z.unknown()).optional(),
    Offset: z.int().optional(),
    Limit: z.int().optional(),
    OrderField: z.literal('EXPIRED_TIME').optional(),
    Order: z.enum(['ASC', 'DESC']).optional(),
  }),
  (parameters, call) => {
    const { InstanceIds, Filters = [], OrderField, Order } = parameters
    refuseIdsWithFilters(InstanceIds, parameters.Filters, 'InstanceIds')
    if (Order && !OrderField) {
      throw new Refusal('MissingParameter.OrderFieldRequired', {
        english: 'Order needs OrderField.',
        chinese: '指定 Order 时必须指定 OrderField。',
      })
    }
    const passes = readFilters(Filters, filterable)
    const inRegion = [...call.world.instances.values()].flatMap(({ region, instance }) =>
      region === call.region && passes(instance) ? [instance] : [],
    )
    const wanted = InstanceIds?.length ? pick(InstanceIds) : inRegion
    const sorted = wanted.toSorted(OrderField ? byExpiry(Order ?? 'ASC') : byRecyclingThenNewest)
    return { body: { TotalCount: sorted.length, InstanceSet: cutPage(sorted, parameters) } }

    function pick(ids: readonly string[]): readonly Instance[] {
      checkIds(ids, mostIds, instanceIdPattern, 'InvalidParameterValue.InstanceIdMalformed')
      return ids.map((id) => findInstance(call, id).instance)
    }
  },
)

const newest = byNewest<Instance>(({ CreatedTime }) => CreatedTime)

function byRecyclingThenNewest(one: Instance, other: Instance): number {
  const recycling = ({ InstanceState }: Instance) => Number(InstanceState === 'SHUTDOWN')
  return recycling(other) - recycling(one) || newest(one, other)
}

function byExpiry(order: 'ASC' | 'DESC'): (one: Instance, other: Instance) => number {
  const descending = byNewest<Instance>(({ ExpiredTime }) => ExpiredTime)
  return order === 'DESC' ? descending : (one, other) => descending(other, one)
}

export const startInstances = defineAction(
  10,
  z.strictObject({ InstanceIds: z.array(z.string()) }),
  (parameters, call) => {
    const ids = parameters.InstanceIds
    checkIds(ids, mostIds, instanceIdPattern, 'InvalidParameterValue.InstanceIdMalformed')
    for (const id of ids) {
      const { instance } = findInstance(call, id)
      const objection = stateObjection(instance, ['STOPPED']) ?? operationObjection(instance)
      if (objection) refuse(objection)
    }
    for (const id of ids) startInstance(call.world, id, call)
    return { body: {}, touched: { instanceIds: ids, snapshotIds: [] } }
  },
)

export const stopInstances = defineAction(
  10,
  z.strictObject({ InstanceIds: z.array(z.string()), StopType: z.enum(['SOFT', 'HARD', 'SOFT_FIRST']).optional() }),
  ({ InstanceIds }, call) => {
    checkIds(InstanceIds, mostIds, instanceIdPattern, 'InvalidParameterValue.InstanceIdMalformed')
    for (const id of InstanceIds) {
      const { instance } = findInstance(call, id)
      const objection = stateObjection(instance, ['RUNNING']) ?? operationObjection(instance)
      if (objection) refuse(objection)
    }
    for (const id of InstanceIds) stopInstance(call.world, id, call)
    return { body: {}, touched: { instanceIds: InstanceIds, snapshotIds: [] } }
  },
)
