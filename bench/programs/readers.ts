/**
 * Reads the whole fleet for a picker from nothing, in a process of its own: as the product does (its client, its
 * inventory, its options), as a plain bot does, and as little as can be.
 */
import { z } from 'zod'
import { sandboxCredential } from '../../sandbox/lighthouse/server.ts'
import { systemClock } from '../../src/services/clock.ts'
import { createCloud } from '../../src/services/lighthouse/create-cloud.ts'
import { createInventory } from '../../src/services/lighthouse/create-inventory.ts'
import { contextFor } from '../../src/views/context.ts'
import { instanceOptions } from '../../src/views/instance-options.ts'
import { createCloudClient } from '../peers/cloud-client.ts'
import { listSequentially, listSlowest } from '../peers/list-instances.ts'
import { serve } from '../process/serve.ts'

const endpoint = z.url().parse(process.env['LIGHTHOUSE_ENDPOINT'])
const clientOf = (region?: string) => createCloudClient({ endpoint, ...sandboxCredential }, region)
/** The slowest of `latencies.ts`. */
const SLOWEST = 'sa-saopaulo'
/** Longer than a picker waits, so that the whole fleet is read. */
const PATIENCE = 30_000

const timed = async (work: () => Promise<number>) => {
  const begun = performance.now()
  const count = await work()
  return { milliseconds: performance.now() - begun, count }
}

const offerFromNothing = async (): Promise<number> => {
  const cloud = createCloud({ endpoint, credential: sandboxCredential, clock: systemClock })
  const inventory = createInventory({ cloud, clock: systemClock, regions: null, onFault: () => undefined })
  try {
    const fleet = await inventory.fleet(PATIENCE)
    const { option_groups } = instanceOptions(fleet, '', contextFor('en', systemClock.now()))
    if (option_groups.length === 0) throw new Error('nothing is offered')
    return fleet.regions.reduce((sum, { instances }) => sum + instances.length, 0)
  } finally {
    inventory.close()
    cloud.close()
  }
}

serve(
  {
    keeper: () => timed(offerFromNothing),
    floor: () => timed(async () => (await listSlowest(clientOf, SLOWEST)).length),
    sequential: () =>
      timed(async () => (await listSequentially(clientOf)).reduce((sum, { instances }) => sum + instances.length, 0)),
  },
  null,
)
