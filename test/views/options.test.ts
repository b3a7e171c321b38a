import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FleetView } from '../../src/services/lighthouse/inventory.ts'
import type { Instance } from '../../src/services/rollback/cloud-objects.ts'
import { contextFor } from '../../src/views/context.ts'
import { instanceOption, instanceOptions, parseInstanceValue } from '../../src/views/instance-options.ts'
import { snapshotOption, snapshotOptions } from '../../src/views/snapshot-options.ts'
import { anInstance, aSnapshot } from '../support/cloud-objects.ts'
import { hostileText } from '../support/hostile.ts'
import { NOW } from '../support/requests.ts'
import { optionProblems } from '../support/slack-limits.ts'

const english = contextFor('en', NOW, 'Asia/Singapore')

const fleetOf = (instances: readonly Instance[]): FleetView => ({
  fault: null,
  regions: [...new Set(instances.map(({ region }) => region))].map((region) => ({
    region,
    instances: instances.filter((instance) => instance.region === region),
    readAt: NOW,
    fault: null,
    isReading: false,
  })),
})
const shown = (instances: readonly Instance[], query = '') =>
  instanceOptions(fleetOf(instances), query, english).option_groups.flatMap(({ label, options }) =>
    options.map(({ text }) => `${label.text} | ${text.text}`),
  )

describe('the instance picker', () => {
  test('groups by region and names city and id', () => {
    expect(shown([anInstance(), anInstance({ region: 'ap-tokyo', name: 'jp-web', state: 'STOPPED' })])).toEqual([
      'Singapore · ap-singapore | shop-web-1 · running',
      'Tokyo · ap-tokyo | jp-web · stopped',
    ])
  })

  test.each(['shop', 'SHOP web', '4f7h', '43.156', '10.0.4.12', 'ap-sing', 'singapore', 'web singapore'])(
    'finds by %s',
    (query) => {
      expect(
        shown(
          [
            anInstance(),
            anInstance({
              region: 'ap-tokyo',
              name: 'other',
              instanceId: 'lhins-00000000',
              publicAddresses: [],
              privateAddresses: [],
            }),
          ],
          query,
        ),
      ).toHaveLength(1)
    },
  )

  test('finds nothing where one of the words does not occur', () => {
    expect(shown([anInstance()], 'shop tokyo')).toEqual([])
  })

  test('shows those that can be rolled back first, and why the others cannot', () => {
    const instances = [anInstance({ name: 'a-rescue', state: 'RESCUE_MODE' }), anInstance({ name: 'b-web' })]
    const [group] = instanceOptions(fleetOf(instances), '', english).option_groups
    expect(group?.options.map(({ text }) => text.text)).toEqual(['b-web · running', 'a-rescue · in rescue mode'])
    expect(group?.options[0]?.description?.text).toBe('lhins-4f7h2k9q · 43.156.10.20')
    expect(group?.options[1]?.description?.text).toContain('only a running or stopped')
  })

  test('tells two of one name apart by their ids, also where the name is very long', () => {
    const name = 'long '.repeat(40)
    const texts = shown([
      anInstance({ name, instanceId: 'lhins-00000001' }),
      anInstance({ name, instanceId: 'lhins-00000002' }),
    ])
    expect(texts[0]).toContain('lhins-00000001')
    expect(texts[1]).toContain('lhins-00000002')
  })

  test('shows some of every region that has a match, at most 100 in all', () => {
    const instances = Array.from({ length: 15 }, (_, region) =>
      Array.from({ length: region === 0 ? 500 : 3 }, (_, index) =>
        anInstance({
          region: `ap-region${String.fromCharCode(97 + region)}`,
          instanceId: `lhins-${region}x${index}`,
          name: `web-${index}`,
        }),
      ),
    ).flat()
    const { option_groups: groups } = instanceOptions(fleetOf(instances), '', english)
    expect(groups).toHaveLength(15)
    expect(groups.flatMap(({ options }) => options)).toHaveLength(100)
  })

  test('makes options whose value leads back to the instance', () => {
    const instance = anInstance()
    expect(parseInstanceValue(instanceOption(instance, english).value ?? '')).toEqual({
      region: instance.region,
      instanceId: instance.instanceId,
    })
    for (const wrong of ['', 'ap-tokyo', 'ap-tokyo/', '/lhins-1', 'a/b/c']) expect(parseInstanceValue(wrong)).toBeNull()
  })

  test('never answers what Slack would not take', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hostileText, hostileText), { maxLength: 8 }),
        fc.integer({ min: 0, max: 130 }),
        (texts, copies) => {
          const instances = texts.flatMap(([name, region]) => [
            anInstance({ name, region }),
            anInstance({ name, instanceId: name, state: region, publicAddresses: [name] }),
          ])
          const many = Array.from({ length: copies }, (_, index) =>
            anInstance({ region: `ap-x${index % 120}`, instanceId: `lhins-${index}` }),
          )
          expect(optionProblems(instanceOptions(fleetOf([...instances, ...many]), '', english))).toEqual([])
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('the snapshot picker', () => {
  const older = aSnapshot({ snapshotId: 'lhsnap-00000001', name: 'older', createdTime: '2026-09-01T00:00:00Z' })

  test('shows the NORMAL ones, newest first, with name, age and size', () => {
    const creating = aSnapshot({ snapshotId: 'lhsnap-00000002', state: 'CREATING' })
    const { options } = snapshotOptions([older, creating, aSnapshot()], '', english)
    expect(options.map(({ text }) => text.text)).toEqual([
      'before-upgrade · 3 days 4 hours old · 60 GB',
      'older · 83 days 22 hours old · 60 GB',
    ])
  })

  test('describes each by id and time in the reader’s zone', () => {
    expect(snapshotOption(aSnapshot(), english).description?.text).toBe('lhsnap-8c1d0e2f · Nov 21, 2026, 02:05')
    expect(snapshotOption(aSnapshot(), contextFor('en', NOW, 'No/Where')).description?.text).toContain('18:05 UTC')
  })

  test('finds by name and id', () => {
    const found = (query: string) =>
      snapshotOptions([older, aSnapshot()], query, english).options.map(({ value }) => value)
    expect(found('UPGRADE')).toEqual(['lhsnap-8c1d0e2f'])
    expect(found('00000001')).toEqual(['lhsnap-00000001'])
    expect(found('nothing')).toEqual([])
  })

  test('never answers what Slack would not take', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 130 }), (words, count) => {
        const snapshots = Array.from({ length: count }, (_, index) =>
          aSnapshot({
            name: words,
            snapshotId: index === 0 && words !== '' ? words : `lhsnap-${index}`,
            createdTime: index === 0 ? words : null,
          }),
        )
        expect(optionProblems(snapshotOptions(snapshots, '', english))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
