import { ask, decide, openCard, press } from '../world/people.ts'
import { APPROVERS, requesterOf } from '../world/places.ts'
import type { World } from '../world/world.ts'
import { SECOND } from './fault.ts'
import type { Random } from './random.ts'

/** People who ask for rollbacks and decide about them, one after the other, as long as the storm lasts. */

const WAYS = [
  'approve',
  'approve',
  'approve',
  'approve',
  'two at once',
  'double click',
  'deny',
  'cancel',
  'let it expire',
] as const

/** One person's requests, one after the other. @returns when the storm is over and the last one is decided */
export const keepAsking = async (
  world: World,
  number: number,
  random: Random,
  isOver: () => boolean,
): Promise<void> => {
  const machines = world.lighthouse.control.state().fleet.instances.map(({ instance }) => instance.InstanceId)
  const [first = '', ...others] = machines
  const by = requesterOf(number)
  while (!isOver()) {
    const instanceId = random.pick([first, ...others])
    const dryRun = random.chance(0.12)
    const safety = random.chance(0.35)
    const way = random.pick(WAYS)
    const approver = random.pick(APPROVERS)
    const pause = random.between(0, 20) * SECOND
    const requestId = await ask(world, { by, instanceId, dryRun, safety }, { tries: 4 })
    if (requestId !== undefined) {
      await world.time.sleep(pause)
      await handle(world, requestId, way, { by, approver, other: random.pick(APPROVERS) })
    }
    await world.time.sleep(random.between(1, 15) * SECOND)
  }
}

const handle = async (
  world: World,
  requestId: string,
  way: (typeof WAYS)[number],
  people: { readonly by: string; readonly approver: string; readonly other: string },
): Promise<void> => {
  const { by, approver, other } = people
  switch (way) {
    case 'approve':
      return decide(world, requestId, { what: 'Approve', by: approver })
    case 'deny':
      return decide(world, requestId, { what: 'Deny', by: approver })
    case 'cancel':
      return decide(world, requestId, { what: 'Cancel', by })
    case 'two at once':
    case 'double click': {
      const card = openCard(world, requestId)
      if (card !== undefined) {
        const second = way === 'double click' ? { what: 'Approve', by: approver } : { what: 'Cancel', by }
        // The requester's own Approve is refused, whoever else clicks.
        const clicks = [
          { what: 'Approve', by: approver },
          second,
          { what: 'Approve', by: other },
          { what: 'Approve', by },
        ] as const
        await Promise.all(
          clicks.map(({ what, by: who }) =>
            press(world, card, { what: what === 'Cancel' ? 'Cancel' : 'Approve', by: who }),
          ),
        )
      }
      return decide(world, requestId, { what: 'Approve', by: approver })
    }
    case 'let it expire':
      return undefined
  }
}
