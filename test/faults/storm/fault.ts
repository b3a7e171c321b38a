import type { World } from '../world/world.ts'
import type { Random } from './random.ts'

/** Something that goes wrong: what it does is decided by the random numbers alone. */
export type Fault = (world: World, random: Random) => Promise<void> | void

export const SECOND = 1_000

/** Machines on which something is going on, or any where nothing is. */
export const busyMachine = (world: World, random: Random): string => {
  const machines = world.lighthouse.control.state().fleet.instances.map(({ instance }) => instance.InstanceId)
  const busy = world.seen().flatMap(({ request }) => (request?.holdsInstance ? [request.submission.instanceId] : []))
  const [first = '', ...others] = busy.length > 0 ? busy : machines
  return random.pick([first, ...others])
}
