import { expect, test } from 'vitest'
import { CloudError } from '../../../src/services/lighthouse/cloud-error.ts'
import { createWatcher } from '../../../src/services/lighthouse/create-watcher.ts'
import type { Look, Watcher } from '../../../src/services/lighthouse/watcher.ts'
import type { Snapshot } from '../../../src/services/rollback/cloud-objects.ts'
import { createDrivenClock } from '../../support/driven-clock.ts'
import { someSnapshot, timeout } from './some-objects.ts'

type Call = { readonly region: string; readonly ids: readonly string[]; readonly at: number }

const begin = (answer: (region: string, ids: readonly string[]) => Promise<readonly Snapshot[]>) => {
  const clock = createDrivenClock()
  const calls: Call[] = []
  const readSnapshots = (region: string, ids: readonly string[]) => {
    calls.push({ region, ids, at: clock.monotonic() })
    return answer(region, ids)
  }
  return { clock, calls, watcher: createWatcher({ cloud: { readSnapshots }, clock }) }
}

const follow = (watcher: Watcher, region: string, id: string, pause: number, firstLookIn = 0) => {
  const looks: Look[] = []
  const stop = new AbortController()
  const ended = (async () => {
    const options = { region, snapshotIds: [id], nextLook: () => pause, signal: stop.signal, firstLookIn }
    for await (const look of watcher.watch(options)) looks.push(look)
  })()
  return { looks, ended, stop: () => stop.abort() }
}

const readAll = async (_region: string, ids: readonly string[]) => ids.map((id) => someSnapshot(id))
const never = () => new Promise<never>(() => undefined)

test('a hundred rollbacks of a region are watched with one call a round', async () => {
  const { clock, calls, watcher } = begin(readAll)
  const watches = Array.from({ length: 100 }, (_, index) => follow(watcher, 'ap-tokyo', `lhsnap-${index}`, 5_000))

  await clock.advance(20_500)

  expect(calls.length).toBeLessThanOrEqual(6)
  for (const [index, { looks }] of watches.entries()) {
    expect(looks.length).toBeGreaterThanOrEqual(4)
    expect(looks.at(-1)).toMatchObject({ kind: 'seen', snapshots: [{ snapshotId: `lhsnap-${index}` }] })
  }
  watcher.close()
})

test('watches that are due soon come along, so that unlike paces cost no more than the quickest', async () => {
  const { clock, calls, watcher } = begin(readAll)
  follow(watcher, 'ap-tokyo', 'lhsnap-quick', 2_000)
  follow(watcher, 'ap-tokyo', 'lhsnap-slow', 2_900)

  await clock.advance(20_000)

  expect(calls.length).toBeLessThanOrEqual(12)
  watcher.close()
})

test('a region is asked at most once a second, however many ask for more', async () => {
  const { clock, calls, watcher } = begin(readAll)
  for (let index = 0; index < 50; index += 1) follow(watcher, 'ap-tokyo', `lhsnap-${index}`, 10 + index, index * 17)

  await clock.advance(10_000)

  const gaps = calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
  watcher.close()
})

test('a region that does not answer delays no other', async () => {
  const { clock, watcher } = begin((region, ids) => (region === 'ap-tokyo' ? never() : readAll(region, ids)))
  const stuck = follow(watcher, 'ap-tokyo', 'lhsnap-1', 2_000)
  const other = follow(watcher, 'ap-seoul', 'lhsnap-2', 2_000)

  await clock.advance(10_500)

  expect(stuck.looks).toHaveLength(0)
  expect(other.looks).toHaveLength(6)
  watcher.close()
})

test('a fault is told to every watch of the region, and the region is asked less and less, up to every ten seconds', async () => {
  const { clock, calls, watcher } = begin(async (region) => {
    throw new CloudError(timeout('DescribeSnapshots', region))
  })
  const one = follow(watcher, 'ap-tokyo', 'lhsnap-1', 1_000)
  const other = follow(watcher, 'ap-tokyo', 'lhsnap-2', 1_000)

  await clock.advance(45_000)

  expect(calls.map(({ at }) => at)).toEqual([0, 1_000, 3_000, 7_000, 15_000, 25_000, 35_000, 45_000])
  for (const { looks } of [one, other]) {
    expect(looks).toHaveLength(calls.length)
    expect(looks[0]).toEqual({
      kind: 'unreadable',
      at: expect.any(Number),
      fault: timeout('DescribeSnapshots', 'ap-tokyo'),
    })
  }
  watcher.close()
})

test('after an answer the region is asked at its watches’ pace again', async () => {
  let isDown = true
  const { clock, calls, watcher } = begin(async (region, ids) => {
    if (isDown) throw new CloudError(timeout('DescribeSnapshots', region))
    return readAll(region, ids)
  })
  follow(watcher, 'ap-tokyo', 'lhsnap-1', 2_000)
  await clock.advance(14_000)
  isDown = false

  await clock.advance(6_000)

  expect(calls.slice(-3).map(({ at }) => at)).toEqual([16_000, 18_000, 20_000])
  watcher.close()
})

test('a snapshot that the cloud no longer knows is simply not among those seen', async () => {
  const { clock, watcher } = begin(async (region, ids) =>
    readAll(
      region,
      ids.filter((id) => id !== 'lhsnap-gone'),
    ),
  )
  const gone = follow(watcher, 'ap-tokyo', 'lhsnap-gone', 2_000)
  const there = follow(watcher, 'ap-tokyo', 'lhsnap-there', 2_000)

  await clock.advance(0)

  expect(gone.looks).toMatchObject([{ kind: 'seen', snapshots: [] }])
  expect(there.looks).toMatchObject([{ kind: 'seen', snapshots: [{ snapshotId: 'lhsnap-there' }] }])
  watcher.close()
})

test('a look says when it was asked for, before the call had to wait', async () => {
  const { clock, watcher } = begin(async (region, ids) => {
    await clock.sleep(700)
    return readAll(region, ids)
  })
  const { looks } = follow(watcher, 'ap-tokyo', 'lhsnap-1', 2_000, 1_000)

  await clock.advance(1_800)

  expect(looks).toMatchObject([{ kind: 'seen', askedAt: 1_000 }])
  expect(looks[0]?.at).toBe(clock.now() - 100)
  watcher.close()
})

test('who is slow to take looks gets the newest', async () => {
  let percent = 0
  const { clock, watcher } = begin(async () => {
    percent += 10
    return [someSnapshot('lhsnap-1', { percent })]
  })
  const stop = new AbortController()
  const options = { region: 'ap-tokyo', snapshotIds: ['lhsnap-1'], nextLook: () => 1_000, signal: stop.signal }
  const looks = watcher.watch(options)[Symbol.asyncIterator]()
  const first = looks.next()
  await clock.advance(5_000)

  await expect(first).resolves.toMatchObject({ value: { snapshots: [{ percent: 10 }] } })
  await expect(looks.next()).resolves.toMatchObject({ value: { snapshots: [{ percent: 60 }] } })
  stop.abort()
  await expect(looks.next()).resolves.toMatchObject({ done: true })
})

test('a region is left alone once nobody watches it, and asked again when somebody does', async () => {
  const { clock, calls, watcher } = begin(readAll)
  const first = follow(watcher, 'ap-tokyo', 'lhsnap-1', 2_000)
  await clock.advance(0)
  first.stop()
  await first.ended
  await clock.advance(0)

  expect(clock.sleepers()).toBe(0)
  const second = follow(watcher, 'ap-tokyo', 'lhsnap-2', 2_000)
  await clock.advance(1_000)
  expect(second.looks).toHaveLength(1)
  expect(calls.map(({ ids }) => ids)).toEqual([['lhsnap-1'], ['lhsnap-2']])
  watcher.close()
})

test('closing ends every watch', async () => {
  const { clock, watcher } = begin(readAll)
  const watches = ['ap-tokyo', 'ap-seoul'].map((region) => follow(watcher, region, 'lhsnap-1', 2_000))
  await clock.advance(3_000)
  watcher.close()
  await Promise.all(watches.map(({ ended }) => ended))
  await clock.advance(0)
  expect(clock.sleepers()).toBe(0)
})
