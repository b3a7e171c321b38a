import { afterEach, expect, test } from 'vitest'
import type { Cloud } from '../../../src/services/lighthouse/cloud.ts'
import { CloudError } from '../../../src/services/lighthouse/cloud-error.ts'
import { createInventory } from '../../../src/services/lighthouse/create-inventory.ts'
import type { FleetView, Inventory } from '../../../src/services/lighthouse/inventory.ts'
import { KNOWN_REGIONS } from '../../../src/services/lighthouse/regions.ts'
import type { CloudFault } from '../../../src/services/rollback/cloud-objects.ts'
import { createDrivenClock, type DrivenClock } from '../../support/driven-clock.ts'
import { someInstance, someSnapshot, timeout } from './some-objects.ts'

type Reads = Pick<Cloud, 'describeRegions' | 'listInstances' | 'readSnapshotsOf' | 'snapshotQuota'>

let inventory: Inventory | undefined
afterEach(() => inventory?.close())

const fourRegions = ['ap-bangkok', 'ap-seoul', 'ap-tokyo', 'eu-frankfurt']
const never = () => new Promise<never>(() => undefined)

const begin = (
  reads: Partial<Reads>,
  regions: readonly string[] | null = null,
  clock: DrivenClock = createDrivenClock(),
) => {
  const calls: string[] = []
  const faults: CloudFault[] = []
  const answers: Reads = {
    describeRegions: async () => fourRegions,
    listInstances: async (region) => [someInstance(region, `lhins-${region}`)],
    readSnapshotsOf: async (_region, instanceId) => [someSnapshot(`lhsnap-of-${instanceId}`)],
    snapshotQuota: async () => ({ available: 2, total: 4 }),
    ...reads,
  }
  inventory = createInventory({
    cloud: {
      describeRegions: (signal) => {
        calls.push('regions')
        return answers.describeRegions(signal)
      },
      listInstances: (region, signal) => {
        calls.push(region)
        return answers.listInstances(region, signal)
      },
      readSnapshotsOf: (region, instanceId, signal) => {
        calls.push(`snapshots of ${instanceId}`)
        return answers.readSnapshotsOf(region, instanceId, signal)
      },
      snapshotQuota: (region, signal) => {
        calls.push(`quota of ${region}`)
        return answers.snapshotQuota(region, signal)
      },
    },
    clock,
    regions,
    onFault: (fault) => faults.push(fault),
  })
  return { clock, calls, faults, inventory }
}

/** Asks, and lets time run until there is an answer. */
const ask = async <Answer>(
  clock: DrivenClock,
  question: Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly took: number }> => {
  const askedAt = clock.now()
  let took: number | null = null
  const answered = question.then((answer) => {
    took = clock.now() - askedAt
    return answer
  })
  await clock.advance(0)
  await clock.runUntil(() => took !== null, 60_000)
  return { answer: await answered, took: took ?? 0 }
}

const read = (fleet: FleetView) => fleet.regions.filter(({ readAt }) => readAt !== null).map(({ region }) => region)

test('the first look finds what was read at the start, at once and without another call', async () => {
  const { clock, calls, inventory } = begin({})
  await clock.advance(5_000)

  const { answer, took } = await ask(clock, inventory.fleet(2_000))

  expect(took).toBe(0)
  expect(read(answer)).toEqual(fourRegions)
  expect(answer.regions[2]).toMatchObject({ region: 'ap-tokyo', instances: [{ instanceId: 'lhins-ap-tokyo' }] })
  expect(calls).toEqual(['regions', ...fourRegions])
})

test('a look answers as soon as the slowest region has, and all regions are asked at once', async () => {
  const { clock, inventory } = begin({
    listInstances: async (region) => {
      await clock.sleep(100 * (1 + fourRegions.indexOf(region)))
      return []
    },
  })
  const { answer, took } = await ask(clock, inventory.fleet(2_000))
  expect(took).toBe(400)
  expect(read(answer)).toEqual(fourRegions)
})

test('when every region takes 2.5 s, a look answers at its patience, and the next one gives what has come since', async () => {
  const { clock, inventory } = begin({
    listInstances: async (region) => {
      await clock.sleep(2_500)
      return [someInstance(region, 'lhins-1')]
    },
  })

  const first = await ask(clock, inventory.fleet(2_000))
  const second = await ask(clock, inventory.fleet(2_000))

  expect(first.took).toBe(2_000)
  expect(read(first.answer)).toEqual([])
  expect(first.answer.regions.every(({ isReading }) => isReading)).toBe(true)
  expect(second.took).toBe(500)
  expect(read(second.answer)).toEqual(fourRegions)
})

test('a region that never answers keeps nobody waiting twice, and is asked again after it was given up', async () => {
  const { clock, calls, faults, inventory } = begin({
    listInstances: (region) => (region === 'ap-tokyo' ? never() : Promise.resolve([])),
  })

  const first = await ask(clock, inventory.fleet(2_000))
  await clock.advance(3_000)
  const second = await ask(clock, inventory.fleet(2_000))
  await clock.advance(60_000)
  const later = await ask(clock, inventory.fleet(2_000))

  expect(first.took).toBe(2_000)
  expect(read(first.answer)).toEqual(['ap-bangkok', 'ap-seoul', 'eu-frankfurt'])
  expect(second.took).toBe(0)
  expect(later.took).toBe(0)
  expect(later.answer.regions[2]).toMatchObject({ region: 'ap-tokyo', fault: { kind: 'no_answer' }, isReading: true })
  expect(read(later.answer)).toEqual(['ap-bangkok', 'ap-seoul', 'eu-frankfurt'])
  expect(calls.filter((call) => call === 'ap-tokyo')).toHaveLength(2)
  expect(calls.filter((call) => call === 'ap-seoul')).toHaveLength(3)
  expect(faults).toMatchObject([{ region: 'ap-tokyo', detail: expect.stringMatching(/^timed out/) }])
})

test('a region that fails is named with its reason, keeps what it had, and recovers', async () => {
  let isDown = false
  const { clock, faults, inventory } = begin({
    listInstances: async (region) => {
      if (isDown && region === 'ap-tokyo') throw new CloudError(timeout('DescribeInstances', region))
      return [someInstance(region, 'lhins-1')]
    },
  })
  await ask(clock, inventory.fleet(2_000))

  isDown = true
  await clock.advance(31_000)
  const during = inventory.fleetNow()
  isDown = false
  await clock.advance(31_000)
  const after = inventory.fleetNow()

  expect(during.regions[2]).toMatchObject({
    instances: [{ instanceId: 'lhins-1' }],
    fault: timeout('DescribeInstances', 'ap-tokyo'),
  })
  expect(during.regions.filter(({ fault }) => fault !== null)).toHaveLength(1)
  expect(after.regions.every(({ fault }) => fault === null)).toBe(true)
  expect(faults).toHaveLength(1)
})

test('looks that follow each other within seconds share one read, also while it is under way', async () => {
  const { clock, calls, inventory } = begin({
    listInstances: async () => {
      await clock.sleep(300)
      return []
    },
  })
  const both = Promise.all([inventory.fleet(2_000), inventory.fleet(2_000)])
  await ask(clock, both)
  await clock.advance(10_000)
  await ask(clock, inventory.fleet(2_000))
  expect(calls.filter((call) => call === 'ap-tokyo')).toHaveLength(1)
})

test('data of a minute ago is given at once and read again; data of an hour ago is waited for', async () => {
  const { clock, calls, inventory } = begin({
    listInstances: async () => {
      await clock.sleep(300)
      return []
    },
  })
  await clock.advance(60_000)
  const minute = await ask(clock, inventory.fleet(2_000))
  expect(minute.took).toBe(0)
  expect(minute.answer.regions[0]).toMatchObject({ isReading: true })

  await clock.advance(3_600_000 * 2)
  const before = calls.length
  const hours = await ask(clock, inventory.fleet(2_000))
  expect(hours.took).toBe(300)
  expect(calls.slice(before)).toEqual(['regions', ...fourRegions])
})

test('the background reads every half minute while somebody looks, and stops ten minutes after the last look', async () => {
  const { clock, calls, inventory } = begin({})
  await ask(clock, inventory.fleet(2_000))
  await clock.advance(5 * 60_000)
  const whileLooking = calls.filter((call) => call === 'ap-tokyo').length
  await clock.advance(60 * 60_000)
  const inAll = calls.filter((call) => call === 'ap-tokyo').length

  expect(whileLooking).toBe(11)
  expect(inAll).toBe(21)
  expect(clock.sleepers()).toBe(0)
})

test('the operator’s regions are asked, and no other', async () => {
  const { clock, calls, inventory } = begin({}, ['ap-tokyo'])
  const { answer } = await ask(clock, inventory.fleet(2_000))
  expect(calls).toEqual(['ap-tokyo'])
  expect(answer).toMatchObject({ regions: [{ region: 'ap-tokyo' }], fault: null })
})

test('without a list of regions the known ones are asked, and the reason is told', async () => {
  const { clock, calls, inventory } = begin({
    describeRegions: async () => {
      throw new CloudError(timeout('DescribeRegions', null))
    },
  })
  const { answer } = await ask(clock, inventory.fleet(2_000))
  expect(answer.fault).toEqual(timeout('DescribeRegions', null))
  expect(read(answer)).toEqual(KNOWN_REGIONS)
  expect(calls).toEqual(['regions', ...KNOWN_REGIONS])
})

test('a list of regions that comes late is not waited for, and used when it has come', async () => {
  const clock = createDrivenClock()
  const describeRegions = async () => {
    await clock.sleep(9_000)
    return ['ap-mumbai']
  }
  const { inventory } = begin({ describeRegions }, null, clock)
  const { answer, took } = await ask(clock, inventory.fleet(2_000))
  expect(took).toBe(1_000)
  expect(read(answer)).toEqual(KNOWN_REGIONS)
  await clock.advance(9_000)
  expect(read(inventory.fleetNow())).toEqual(['ap-mumbai'])
})

test('an instance’s snapshots are kept for seconds, and asked for anew afterwards', async () => {
  const { clock, calls, inventory } = begin({
    readSnapshotsOf: async () => {
      await clock.sleep(200)
      return [someSnapshot('lhsnap-1')]
    },
  })
  const asked = () => calls.filter((call) => call === 'snapshots of lhins-1').length
  expect(inventory.snapshotsNow('ap-tokyo', 'lhins-1')).toBeNull()

  const first = await ask(clock, inventory.snapshotsOf('ap-tokyo', 'lhins-1', 2_000))
  await clock.advance(4_000)
  await ask(clock, inventory.snapshotsOf('ap-tokyo', 'lhins-1', 2_000))
  expect(asked()).toBe(1)
  await clock.advance(2_000)
  const second = await ask(clock, inventory.snapshotsOf('ap-tokyo', 'lhins-1', 2_000))

  expect(first).toMatchObject({ took: 200, answer: { snapshots: [{ snapshotId: 'lhsnap-1' }], fault: null } })
  expect(second.took).toBe(0)
  expect(asked()).toBe(2)
  expect(inventory.snapshotsNow('ap-tokyo', 'lhins-1')?.snapshots).toHaveLength(1)
})

test('snapshots that do not come are answered at the patience, with what is known', async () => {
  const { clock, inventory } = begin({ readSnapshotsOf: never })
  const { answer, took } = await ask(clock, inventory.snapshotsOf('ap-tokyo', 'lhins-1', 1_500))
  expect(took).toBe(1_500)
  expect(answer).toEqual({ snapshots: [], readAt: null, fault: null })
})

test('the snapshots of only the instances that were looked at last are kept', async () => {
  const { clock, inventory } = begin({})
  for (let index = 0; index < 250; index += 1) {
    await inventory.snapshotsOf('ap-tokyo', `lhins-${index}`, 1_000)
  }
  await clock.advance(0)
  expect(inventory.snapshotsNow('ap-tokyo', 'lhins-0')).toBeNull()
  expect(inventory.snapshotsNow('ap-tokyo', 'lhins-249')).not.toBeNull()
})

test('a region’s snapshot quota is kept for seconds, and why it cannot be read is told', async () => {
  let isRefused = false
  const { clock, calls, inventory } = begin({
    snapshotQuota: async () => {
      if (isRefused) throw new Error('refused')
      return { available: 2, total: 4 }
    },
  })
  expect(inventory.quotaNow('ap-tokyo')).toBeNull()
  await ask(clock, inventory.quotaOf('ap-tokyo', 1_000))
  await ask(clock, inventory.quotaOf('ap-tokyo', 1_000))
  expect(calls.filter((call) => call === 'quota of ap-tokyo')).toHaveLength(1)
  expect(inventory.quotaNow('ap-tokyo')).toEqual({ quota: { available: 2, total: 4 }, fault: null })

  isRefused = true
  await clock.advance(20_000)
  const { answer } = await ask(clock, inventory.quotaOf('ap-tokyo', 1_000))
  expect(answer.fault).toMatchObject({ action: 'DescribeGeneralResourceQuotas', region: 'ap-tokyo' })
})

test('a region is read anew on demand, however fresh it is, and after a read that was under way', async () => {
  let reads = 0
  const { clock, inventory } = begin({
    listInstances: async (region) => {
      const number = region === 'ap-tokyo' ? ++reads : 0
      await clock.sleep(300)
      return [someInstance(region, `lhins-${number}`)]
    },
  })
  await clock.advance(100)
  const { took } = await ask(clock, inventory.reread('ap-tokyo', 5_000))
  expect(took).toBe(500)
  expect(inventory.fleetNow().regions[2]?.instances).toMatchObject([{ instanceId: 'lhins-2' }])
})

test('closing leaves nothing behind that would keep the process alive', async () => {
  const { clock, inventory } = begin({ listInstances: never })
  await ask(clock, inventory.fleet(2_000))
  inventory.close()
  await clock.advance(0)
  expect(clock.sleepers()).toBe(0)
})
