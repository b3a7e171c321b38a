import type { Claim, Ledger } from '../../../src/services/ledger/ledger.ts'
import { BOT_ACTOR, type EntryContent } from '../../../src/services/rollback/entry.ts'
import { APPROVER, aRequest, REQUESTER } from '../../support/requests.ts'

/** Entries and requests that tests of the ledger begin with. */

export const TTL = 1_800_000

export const submitted = (instanceId = 'lhins-4f7h2k9q'): EntryContent => ({
  kind: 'submitted',
  data: {
    requester: REQUESTER,
    region: 'ap-singapore',
    instanceId,
    instanceName: 'shop-web-1',
    snapshotId: 'lhsnap-8c1d0e2f',
    reason: 'The upgrade broke the shop',
    viewId: null,
  },
})

export const opened = async (ledger: Ledger, requestId: string): Promise<EntryContent> => {
  const built = aRequest({ requestId }).opened()
  const data = built.built.opened
  if (data === null) throw new Error('the builder opened nothing')
  const { facts, digest } = data
  const decideBy = new Date((await ledger.now()) + TTL).toISOString()
  return {
    kind: 'opened',
    data: { facts, digest, findings: [], approvalsRequired: 1, decideBy, approvalTtlSeconds: 900 },
  }
}

export const approval = (by = APPROVER): EntryContent => ({ kind: 'approved', data: { by } })

export const append = (ledger: Ledger, requestId: string, after: number, content: EntryContent, claim?: Claim) =>
  ledger.append({ requestId, after, content, actor: BOT_ACTOR, ...(claim ? { claim } : {}) })

/** A request that awaits its decision; its `seq` is 2. */
export const aWaiting = async (ledger: Ledger, requestId: string, instanceId?: string): Promise<void> => {
  await append(ledger, requestId, 0, submitted(instanceId))
  await append(ledger, requestId, 1, await opened(ledger, requestId))
}
