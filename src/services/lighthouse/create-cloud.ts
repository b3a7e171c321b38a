import type { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { DeniedAction, Snapshot } from '../rollback/cloud-objects.ts'
import { type Share, WHOLE_SHARE } from '../share.ts'
import type { Action, ChangingAction } from './action.ts'
import {
  acceptedAnswer,
  createdAnswer,
  dataDisksAnswer,
  instanceDenialsAnswer,
  instancesAnswer,
  quotaAnswer,
  regionsAnswer,
  SNAPSHOT_QUOTA,
  snapshotDenialsAnswer,
  snapshotsAnswer,
} from './answers.ts'
import { BATCH_SIZE, readInBatches } from './batches.ts'
import type { Cloud } from './cloud.ts'
import { CloudError, noAnswer } from './cloud-error.ts'
import { createPacing, PRIORITY, type Priority } from './pacing.ts'
import { PAGE_SIZE, readAllPages } from './paging.ts'
import { createSdk, type SdkOptions } from './sdk.ts'

export type CloudOptions = SdkOptions & {
  readonly clock: Clock
  /** From 0 to 1, for the jitter of repeated reads; `Math.random` where it is left out. */
  readonly random?: () => number
  /** This process's share of the rate limits; all of them where it is left out. */
  readonly share?: Share
}

/** One read: what is asked, and what the answer has to look like. */
type Read<Answer> = {
  readonly action: Exclude<Action, ChangingAction>
  /** null for DescribeRegions alone */
  readonly region: string | null
  readonly request: object
  readonly answer: z.ZodType<Answer>
  readonly priority: Priority
  readonly signal: AbortSignal | undefined
}

/** How often a read is asked again that came over the rate limit. */
const REPEATS = 3

/**
 * The cloud over HTTP. A read that was refused with `RequestLimitExceeded` is sent again, up to three times; nothing
 * else is ever sent twice. A read that is aborted rejects with its signal's reason.
 *
 * @throws TypeError where the endpoint cannot be used
 */
export function createCloud({ clock, random = Math.random, share = WHOLE_SHARE, ...sdkOptions }: CloudOptions): Cloud {
  const sdk = createSdk(sdkOptions)
  const pacing = createPacing(clock, share)

  /** Sends once and parses. @throws CloudError */
  const call = async <Answer>(
    action: Action,
    region: string | null,
    request: object,
    schema: z.ZodType<Answer>,
    signal?: AbortSignal,
  ): Promise<Answer> => {
    const parsed = schema.safeParse(await sdk.send(action, region, request, signal))
    if (parsed.success) return parsed.data
    const places = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new CloudError(noAnswer(action, region, 'unreadable answer', places.join('; ')))
  }

  const read = async <Answer>({ action, region, request, answer, priority, signal }: Read<Answer>): Promise<Answer> => {
    for (let repeat = 0; ; repeat += 1) {
      const ended = await pacing.place(action, priority, signal)
      try {
        return await call(action, region, request, answer, signal).finally(ended)
      } catch (thrown) {
        if (repeat === REPEATS || !isOverTheLimit(thrown)) throw thrown
        // By hand, because the retry libraries wait on timers of their own and could not be driven by the clock.
        await clock.sleep(1_000 * 2 ** repeat * (0.5 + random() / 2), signal)
      }
    }
  }

  /** A call that changes something, when it has its place under the rate limit; never sent a second time. */
  const sendOnce = async <Answer extends object>(
    action: ChangingAction,
    region: string,
    request: object,
    answer: z.ZodType<Answer>,
    beforeSend: () => boolean,
  ): Promise<({ readonly sent: true } & Answer) | { readonly sent: false }> => {
    const ended = await pacing.place(action, PRIORITY.decision)
    try {
      if (!beforeSend()) return { sent: false }
      return { sent: true, ...(await call(action, region, request, answer)) }
    } finally {
      ended()
    }
  }

  return {
    endpoint: sdk.host,
    room: pacing.room,

    describeRegions: (signal) =>
      read({
        action: 'DescribeRegions',
        region: null,
        request: {},
        answer: regionsAnswer,
        priority: PRIORITY.background,
        signal,
      }),

    listInstances: (region, signal) => {
      const answer = instancesAnswer(region)
      const common = { action: 'DescribeInstances', region, answer, priority: PRIORITY.background, signal } as const
      return readAllPages(
        (offset) => read({ ...common, request: { Offset: offset, Limit: PAGE_SIZE } }),
        ({ instanceId }) => instanceId,
      )
    },

    readInstance: async (region, instanceId, signal) => {
      try {
        const { items } = await read({
          action: 'DescribeInstances',
          region,
          request: { InstanceIds: [instanceId] },
          answer: instancesAnswer(region),
          priority: PRIORITY.decision,
          signal,
        })
        return items.find((instance) => instance.instanceId === instanceId) ?? null
      } catch (thrown) {
        if (codeOf(thrown) === 'ResourceNotFound.InstanceIdNotFound') return null
        throw thrown
      }
    },

    readSnapshotsOf: async (region, instanceId, signal) => {
      const Filters = [{ Name: 'instance-id', Values: [instanceId] }]
      const common = { action: 'DescribeSnapshots', region, answer: snapshotsAnswer, signal } as const
      const snapshots = await readAllPages(
        (offset) =>
          read({ ...common, request: { Filters, Offset: offset, Limit: PAGE_SIZE }, priority: PRIORITY.decision }),
        ({ snapshotId }) => snapshotId,
      )
      return snapshots.toSorted(newestFirst)
    },

    readSnapshots: (region, snapshotIds, signal) =>
      readInBatches(
        snapshotIds,
        async (ids) => {
          const { items } = await read({
            action: 'DescribeSnapshots',
            region,
            request: { SnapshotIds: ids, Limit: BATCH_SIZE },
            answer: snapshotsAnswer,
            priority: PRIORITY.watching,
            signal,
          })
          return items
        },
        isAboutAnId,
      ),

    deniedForInstance: async (region, instanceId, signal) => {
      const { InstanceDeniedActionSet } = await read({
        action: 'DescribeInstancesDeniedActions',
        region,
        request: { InstanceIds: [instanceId] },
        answer: instanceDenialsAnswer,
        priority: PRIORITY.decision,
        signal,
      })
      return deniedOf(InstanceDeniedActionSet.find(({ InstanceId }) => InstanceId === instanceId))
    },

    deniedForSnapshot: async (region, snapshotId, signal) => {
      const { SnapshotDeniedActionSet } = await read({
        action: 'DescribeSnapshotsDeniedActions',
        region,
        request: { SnapshotIds: [snapshotId] },
        answer: snapshotDenialsAnswer,
        priority: PRIORITY.decision,
        signal,
      })
      return deniedOf(SnapshotDeniedActionSet.find(({ SnapshotId }) => SnapshotId === snapshotId))
    },

    dataDisksOf: (region, instanceId, signal) =>
      read({
        action: 'DescribeDisks',
        region,
        request: { Filters: [{ Name: 'instance-id', Values: [instanceId] }], Limit: PAGE_SIZE },
        answer: dataDisksAnswer,
        priority: PRIORITY.decision,
        signal,
      }),

    snapshotQuota: (region, signal) =>
      read({
        action: 'DescribeGeneralResourceQuotas',
        region,
        request: { ResourceNames: [SNAPSHOT_QUOTA] },
        answer: quotaAnswer,
        priority: PRIORITY.decision,
        signal,
      }),

    createInstanceSnapshot: (region, instanceId, name, beforeSend) => {
      const request = { InstanceId: instanceId, SnapshotName: name }
      return sendOnce('CreateInstanceSnapshot', region, request, createdAnswer, beforeSend)
    },

    applyInstanceSnapshot: (region, instanceId, snapshotId, beforeSend) => {
      const request = { InstanceId: instanceId, SnapshotId: snapshotId }
      return sendOnce('ApplyInstanceSnapshot', region, request, acceptedAnswer, beforeSend)
    },

    startInstance: (region, instanceId, beforeSend) =>
      sendOnce('StartInstances', region, { InstanceIds: [instanceId] }, acceptedAnswer, beforeSend),

    close: sdk.close,
  }
}

const deniedOf = (entry: { readonly DeniedActions: readonly DeniedAction[] } | undefined): readonly DeniedAction[] =>
  entry?.DeniedActions ?? []

const codeOf = (thrown: unknown): string | null =>
  thrown instanceof CloudError && thrown.fault.kind === 'refused' ? thrown.fault.code : null

const isOverTheLimit = (thrown: unknown): boolean => /^RequestLimitExceeded(\.|$)/.test(codeOf(thrown) ?? '')

/** A region that is not offered refuses every id: halving would only ask for each. */
const isAboutAnId = (thrown: unknown): boolean =>
  /^(InvalidParameterValue(?!\.(Region|InvalidRegion))|ResourceNotFound)(\.|$)/.test(codeOf(thrown) ?? '')

/** Times of the API are UTC in one fixed form and sort as text; a snapshot without one comes last. */
const newestFirst = (one: Snapshot, other: Snapshot): number =>
  (other.createdTime ?? '').localeCompare(one.createdTime ?? '')
