import { rmSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import { type Ledger, LedgerUnavailable } from '../../../src/services/ledger/ledger.ts'
import { openSqlite } from '../../../src/services/ledger/sqlite-engine.ts'
import type { Cloud, Created } from '../../../src/services/lighthouse/cloud.ts'
import { CloudError, noAnswer } from '../../../src/services/lighthouse/cloud-error.ts'
import { createWatcher } from '../../../src/services/lighthouse/create-watcher.ts'
import { type Entry, type EntryContent, entryContentSchema } from '../../../src/services/rollback/entry.ts'
import type { RollbackRequest } from '../../../src/services/rollback/request.ts'
import type { StepContext } from '../../../src/services/runner/context.ts'
import { createOnce } from '../../../src/services/runner/create-once.ts'
import { createDrivenClock } from '../../support/driven-clock.ts'
import { createQuietLog } from '../../support/quiet-log.ts'
import { aRequest, NOW } from '../../support/requests.ts'
import { scratchFolder } from '../../support/scratch-folder.ts'

const never = async (): Promise<never> => {
  throw new Error('nobody asks for this')
}

/** A cloud that is asked for nothing but the creation. */
const cloudWith = (createInstanceSnapshot: Cloud['createInstanceSnapshot']): Cloud => ({
  endpoint: 'lighthouse.example',
  room: () => 0,
  describeRegions: never,
  listInstances: never,
  readInstance: never,
  readSnapshotsOf: never,
  readSnapshots: never,
  deniedForInstance: never,
  deniedForSnapshot: never,
  dataDisksOf: never,
  snapshotQuota: never,
  applyInstanceSnapshot: never,
  startInstance: never,
  close: () => undefined,
  createInstanceSnapshot,
})

/** What is appended of an entry: the store gives it its place, time and hash. */
const contentOf = (entry: Entry): EntryContent => entryContentSchema.parse({ kind: entry.kind, data: entry.data })

/** An approved and checked request with a safety snapshot in a real store, at its gate. */
const atGate = async (createInstanceSnapshot: Cloud['createInstanceSnapshot'], wrap = (ledger: Ledger) => ledger) => {
  const clock = createDrivenClock(NOW)
  const folder = scratchFolder('create-once')
  const ledger = createLedger(openSqlite(folder, clock))
  onTestFinished(async () => {
    await ledger.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const { entries } = aRequest({ safetySnapshot: true }).opened().approved().checked()
  let request: RollbackRequest | null = null
  for (const entry of entries) {
    const { requestId, seq, actor } = entry
    const outcome = await ledger.append({ requestId, after: seq - 1, actor, content: contentOf(entry) })
    request = outcome.ok ? outcome.request : null
  }
  const facts = request?.opened?.facts
  const [claim] = await ledger.claim('runner', 'this-process', 1)
  if (request === null || facts === undefined || claim === undefined) throw new Error('there is no request to work on')
  const { requestId, seq } = request
  const cloud = cloudWith(createInstanceSnapshot)
  const context: StepContext = {
    ledger: wrap(ledger),
    cloud,
    watcher: createWatcher({ cloud, clock }),
    clock,
    log: createQuietLog().log,
    rules: { approvalsRequired: 1, requestTtl: 1_800_000, approvalTtl: 900_000 },
    newAttemptId: () => 'safety-1',
    claim,
    signal: new AbortController().signal,
  }
  /** As another process does that took the request over. */
  const append = async (after: number, content: EntryContent) => {
    expect(await ledger.append({ requestId, after, content, actor: 'bot' })).toMatchObject({ ok: true })
  }
  const create = () => createOnce(context, request, facts, ['lhsnap-8c1d0e2f'])
  const kinds = async () => (await ledger.read(requestId))?.entries.slice(seq).map(({ kind }) => kind)
  return { clock, create, append, kinds, seq, read: async () => (await ledger.read(requestId))?.request }
}

const ACCEPTED: Created = { sent: true, cloudRequestId: 'cloud-1', snapshotId: 'lhsnap-safety01' }

test('the call is sent once behind its gate, with the name that finds it again, and its answer is kept', async () => {
  const names: string[] = []
  const scene = await atGate(async (_region, _instanceId, name, beforeSend) => {
    names.push(name)
    return beforeSend() ? ACCEPTED : { sent: false }
  })
  await scene.create()
  expect(await scene.kinds()).toEqual(['safety_intended', 'safety_accepted'])
  expect(names).toEqual(['keeper-R-2026-11-23-1'])
  expect((await scene.read())?.safety).toMatchObject({ name: names[0], snapshotId: 'lhsnap-safety01' })
})

test('who finds the gate passed sends nothing', async () => {
  let sent = 0
  const scene = await atGate(async () => {
    sent += 1
    return ACCEPTED
  })
  await scene.append(scene.seq, {
    kind: 'safety_intended',
    data: { safetyId: 'of-another', name: 'keeper-R-2026-11-23-1', before: [] },
  })
  await scene.create()
  expect(sent).toBe(0)
  expect(await scene.kinds()).toEqual(['safety_intended'])
})

test('a gate whose commit lost its answer is read again: where it is ours, the call is sent, and only once', async () => {
  let sent = 0
  let isLost = false
  const scene = await atGate(
    async () => {
      sent += 1
      return ACCEPTED
    },
    (ledger) => ({
      ...ledger,
      append: async (append) => {
        const outcome = await ledger.append(append)
        if (append.content.kind !== 'safety_intended' || isLost) return outcome
        isLost = true
        throw new LedgerUnavailable('the answer to the commit was lost')
      },
    }),
  )
  await scene.create()
  expect(sent).toBe(1)
  expect(await scene.kinds()).toEqual(['safety_intended', 'safety_accepted'])
})

test('more than 5 s after its gate nothing is sent', async () => {
  let sent = 0
  const scene = await atGate(async (_region, _instanceId, _name, beforeSend) => {
    await scene.clock.sleep(5_001)
    if (!beforeSend()) return { sent: false }
    sent += 1
    return ACCEPTED
  })
  const created = scene.create()
  await scene.clock.advance(5_001)
  await created
  expect(sent).toBe(0)
  expect(await scene.kinds()).toEqual(['safety_intended', 'safety_withheld'])
})

test('an answer that is none is a lost one', async () => {
  const scene = await atGate(async () => {
    throw new CloudError(noAnswer('CreateInstanceSnapshot', 'ap-singapore', 'http status', '502'))
  })
  await scene.create()
  expect(await scene.kinds()).toEqual(['safety_intended', 'safety_lost'])
})

test('an answer that comes after somebody else took over, and after the end, is kept as something learned', async () => {
  const answer = Promise.withResolvers<Created>()
  const scene = await atGate(() => answer.promise)
  const created = scene.create()
  await scene.clock.advance(0)
  const { seq } = scene
  await scene.append(seq + 1, { kind: 'safety_lost', data: { safetyId: 'safety-1', why: 'restart', detail: '' } })
  await scene.append(seq + 2, {
    kind: 'failed',
    data: { failure: { cause: 'safety', safety: { why: 'not_found', reads: 40, seconds: 120 } } },
  })

  answer.resolve(ACCEPTED)
  await created

  expect((await scene.read())?.learned).toMatchObject([{ kind: 'safety_accepted', snapshotId: 'lhsnap-safety01' }])
  expect((await scene.read())?.end?.name).toBe('failed')
})
