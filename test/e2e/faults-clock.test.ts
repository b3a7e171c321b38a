import { rmSync } from 'node:fs'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { createLedger } from '../../src/services/ledger/create-ledger.ts'
import { openSqlite } from '../../src/services/ledger/sqlite-engine.ts'
import type { Cloud } from '../../src/services/lighthouse/cloud.ts'
import { CloudError, noAnswer } from '../../src/services/lighthouse/cloud-error.ts'
import { createWatcher } from '../../src/services/lighthouse/create-watcher.ts'
import type { Snapshot } from '../../src/services/rollback/cloud-objects.ts'
import { ROLLBACK_OPERATION } from '../../src/services/rollback/cloud-objects.ts'
import type { EntryContent } from '../../src/services/rollback/entry.ts'
import { startRunner } from '../../src/services/runner/start-runner.ts'
import { anInstance, aSnapshot } from '../support/cloud-objects.ts'
import { createDrivenClock } from '../support/driven-clock.ts'
import { scratchFolder } from '../support/scratch-folder.ts'
import { LONG } from './faults-acts.ts'

/** What would take an hour over the wire: the runner and the store alone, with a cloud of this file. */

const REQUEST_ID = 'rb-clock'
const CLOUD_ID = 'cloud-request-1'

const createHour = async (parts: {
  /** How long the call waits for its place under the rate limit, in milliseconds. */
  readonly queue?: number
  readonly looks?: () => readonly Snapshot[]
}) => {
  const clock = createDrivenClock()
  const folder = scratchFolder('clock')
  const ledger = createLedger(openSqlite(folder, clock))
  let sent = 0
  const cloud: Cloud = {
    endpoint: 'lighthouse.example',
    room: () => 10,
    describeRegions: async () => ['ap-singapore'],
    listInstances: async () => [anInstance()],
    readInstance: async () => anInstance(),
    readSnapshotsOf: async () => [aSnapshot()],
    readSnapshots: async () => (parts.looks ?? (() => [aSnapshot()]))(),
    deniedForInstance: async () => [],
    deniedForSnapshot: async () => [],
    dataDisksOf: async () => [],
    snapshotQuota: async () => ({ available: 5, total: 10 }),
    createInstanceSnapshot: async () => ({ sent: false }),
    applyInstanceSnapshot: async (_region, _instance, _snapshot, beforeSend) => {
      await clock.sleep(parts.queue ?? 0)
      if (!beforeSend()) return { sent: false }
      sent += 1
      return { sent: true, cloudRequestId: CLOUD_ID }
    },
    startInstance: async () => ({ sent: false }),
    close: () => undefined,
  }
  const watcher = createWatcher({ cloud, clock })
  const runner = startRunner(
    {
      ledger,
      cloud,
      watcher,
      clock,
      log: pino({ level: 'silent' }),
      rules: { approvalsRequired: 1, requestTtl: 1_800_000, approvalTtl: 900_000 },
      newAttemptId: () => 'attempt-1',
    },
    'this-process',
  )
  onTestFinished(async () => {
    watcher.close()
    await runner.stop()
    await ledger.close()
    rmSync(folder, { recursive: true, force: true })
  })

  let seen: Awaited<ReturnType<typeof ledger.read>> = null
  const look = async () => {
    seen = await ledger.read(REQUEST_ID)
  }
  ledger.onChange(() => void look())
  const append = async (after: number, actor: string, content: EntryContent) => {
    expect(await ledger.append({ requestId: REQUEST_ID, after, content, actor })).toMatchObject({ ok: true })
  }
  await append(0, 'U0ANA', {
    kind: 'submitted',
    data: {
      requester: 'U0ANA',
      region: 'ap-singapore',
      instanceId: anInstance().instanceId,
      instanceName: 'shop-web-1',
      snapshotId: aSnapshot().snapshotId,
      reason: 'The release broke the checkout',
      viewId: null,
    },
  })
  await clock.runUntil(() => seen?.request.phase === 'awaiting_decision')
  await append(2, 'U0BEN', { kind: 'approved', data: { by: 'U0BEN' } })
  return {
    sent: () => sent,
    untilEnded: async (limit?: number) => {
      await clock.runUntil(() => seen?.request.phase === 'ended', limit)
      return seen?.request.end
    },
    kinds: () => seen?.entries.map(({ kind }) => kind) ?? [],
  }
}

const running = (percent: number): Snapshot =>
  aSnapshot({
    state: 'ROLLBACKING',
    percent,
    latestOperation: ROLLBACK_OPERATION,
    latestOperationState: 'OPERATING',
    latestOperationRequestId: CLOUD_ID,
  })

test('a call that waits for more than 5 s between its gate and its place is not sent at all', async () => {
  const hour = await createHour({ queue: 5_001 })

  expect(await hour.untilEnded()).toMatchObject({
    name: 'failed',
    failure: { cause: 'withheld', waitedSeconds: 5.001 },
  })
  expect(hour.sent()).toBe(0)
  expect(hour.kinds().slice(-3)).toEqual(['apply_intended', 'apply_withheld', 'failed'])
})

test('a call that waits for 5 s is sent', async () => {
  const done = { ...running(100), state: 'NORMAL', latestOperationState: 'SUCCESS' }
  const hour = await createHour({ queue: 5_000, looks: () => [done] })

  expect(await hour.untilEnded()).toMatchObject({ name: 'succeeded' })
  expect(hour.sent()).toBe(1)
})

test('a cloud that stays unreadable is given up after an hour', { timeout: LONG }, async () => {
  const hour = await createHour({
    looks: () => {
      throw new CloudError(noAnswer('DescribeSnapshots', 'ap-singapore', 'timed out', ''))
    },
  })

  expect(await hour.untilEnded(3_700_000)).toMatchObject({
    name: 'unconfirmed',
    doubt: { cause: 'unreadable', minutes: 60 },
  })
  expect(hour.kinds().filter((kind) => kind === 'cloud_unreadable')).toHaveLength(1)
})

test('a rollback that shows no end is given up after an hour, with where it stood', { timeout: LONG }, async () => {
  const hour = await createHour({ looks: () => [running(99)] })

  expect(await hour.untilEnded(3_700_000)).toMatchObject({
    name: 'unconfirmed',
    doubt: { cause: 'no_end', minutes: 60, percent: 99 },
  })
})
