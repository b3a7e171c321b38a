import { describe, expect, it } from 'vitest'
import type { Instance, Snapshot } from '../../../src/services/rollback/cloud-objects.ts'
import { changesSince } from '../../../src/services/rollback/drift.ts'
import type { RollbackFacts } from '../../../src/services/rollback/entry.ts'
import { anInstance, aSnapshot } from '../../support/cloud-objects.ts'
import { aRequest } from '../../support/requests.ts'

const opened = aRequest().opened().built.opened
if (opened === null) throw new Error('the builder opened nothing')
const APPROVED: RollbackFacts = opened.facts

/** The cloud as it was when the card was shown, but for what a test changes. */
const now = (part: { endpoint?: string; instance?: Partial<Instance>; snapshot?: Partial<Snapshot> } = {}) => ({
  endpoint: part.endpoint ?? APPROVED.endpoint,
  instance: anInstance({ state: APPROVED.instance.state, name: APPROVED.instance.name, ...part.instance }),
  snapshot: aSnapshot(part.snapshot),
})
const changes = (part: Parameters<typeof now>[0]) => changesSince(APPROVED, now(part))

describe('what was approved', () => {
  it('still holds where the cloud shows the same facts', () => {
    expect(changes({})).toEqual([])
  })

  it.each([
    [
      'endpoint',
      { endpoint: 'lighthouse.tencentcloudapi.com' },
      'lighthouse.intl.tencentcloudapi.com',
      'lighthouse.tencentcloudapi.com',
    ],
    ['instance_name', { instance: { name: 'shop-web-2' } }, 'shop-web-1', 'shop-web-2'],
    ['instance_state', { instance: { state: 'STOPPED' } }, 'RUNNING', 'STOPPED'],
    ['disk_id', { instance: { systemDisk: { diskId: 'lhdisk-new', diskSize: 60 } } }, 'lhdisk-1a2b3c4d', 'lhdisk-new'],
    ['disk_size', { instance: { systemDisk: { diskId: 'lhdisk-1a2b3c4d', diskSize: 80 } } }, '60', '80'],
    ['snapshot_name', { snapshot: { name: 'after-upgrade' } }, 'before-upgrade', 'after-upgrade'],
    [
      'snapshot_created',
      { snapshot: { createdTime: '2026-11-23T00:00:00Z' } },
      String(APPROVED.snapshot.createdTime),
      '2026-11-23T00:00:00Z',
    ],
    ['snapshot_disk_id', { snapshot: { diskId: 'lhdisk-other' } }, 'lhdisk-1a2b3c4d', 'lhdisk-other'],
    ['snapshot_disk_size', { snapshot: { diskSize: 40 } }, '60', '40'],
  ])('no longer holds where %s is another, and old and new are named', (fact, part, before, after) => {
    expect(changes(part)).toEqual([{ fact, before, after }])
  })

  it('no longer holds where a fact is not told any more', () => {
    expect(changes({ instance: { systemDisk: null } })).toEqual([
      { fact: 'disk_id', before: 'lhdisk-1a2b3c4d', after: '—' },
      { fact: 'disk_size', before: '60', after: '—' },
    ])
    expect(changes({ snapshot: { createdTime: null } })).toMatchObject([{ fact: 'snapshot_created', after: '—' }])
  })

  it('is not changed by what is no fact of it: addresses, percent, the latest operation', () => {
    const instance = { publicAddresses: [], privateAddresses: [], latestOperation: 'StartInstances', osName: null }
    const snapshot = { percent: null, latestOperation: 'ModifySnapshotAttribute', latestOperationRequestId: 'x' }
    expect(changes({ instance, snapshot })).toEqual([])
  })

  it('names every change at once', () => {
    const everything = changes({ instance: { name: 'a', state: 'STOPPED' }, snapshot: { name: 'b' } })
    expect(everything.map(({ fact }) => fact)).toEqual(['instance_name', 'instance_state', 'snapshot_name'])
  })
})
