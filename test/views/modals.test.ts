import type { InputBlock, ModalView } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CloudFault, Instance, Snapshot } from '../../src/services/rollback/cloud-objects.ts'
import type { Problem, RequestRefusal } from '../../src/views/answer.ts'
import { contextFor } from '../../src/views/context.ts'
import { denyModal } from '../../src/views/deny-modal.ts'
import { ACTION_IDS, BLOCK_IDS, decodeTarget, OPTION_VALUES } from '../../src/views/ids.ts'
import { decodeModalMetadata } from '../../src/views/modal-metadata.ts'
import { checkingModal, problemModal, refusedModal, submittedModal } from '../../src/views/progress-modals.ts'
import { requestModal, submissionErrors } from '../../src/views/request-modal.ts'
import { type RequestModalState, regionNotes, summariseSnapshots } from '../../src/views/request-modal-state.ts'
import { LANGUAGES } from '../../src/words/language.ts'
import { anInstance, aSnapshot } from '../support/cloud-objects.ts'
import { hostileText } from '../support/hostile.ts'
import { aRequest, LOST, NOW, REFUSED_FOR_NOW } from '../support/requests.ts'
import { modalProblems, readableText } from '../support/slack-limits.ts'

const english = contextFor('en', NOW)

const EMPTY: RequestModalState = {
  channelId: 'C0LIGHTHSE',
  filter: '',
  instance: null,
  blockedBecause: [],
  snapshots: null,
  snapshot: null,
  findings: null,
  notes: [],
  openRequest: null,
  preselected: null,
  room: null,
  dryRun: false,
  reason: '',
  fieldErrors: {},
}

const inputsOf = (view: ModalView): readonly InputBlock[] =>
  view.blocks.flatMap((block) => (isInput(block) ? [block] : []))
const isInput = (block: ModalView['blocks'][number]): block is InputBlock => block.type === 'input'
const wordsOf = (state: Partial<RequestModalState>) =>
  readableText(requestModal({ ...EMPTY, ...state }, english).blocks)
const summary = (snapshots: readonly Snapshot[], fault: CloudFault | null = null) =>
  summariseSnapshots({ snapshots, readAt: NOW, fault })

describe('the request modal', () => {
  test('requires Instance, Snapshot and Reason and nothing else, and submits with Request rollback', () => {
    const view = requestModal(EMPTY, english)
    const required = inputsOf(view).filter(({ optional }) => optional !== true)
    expect(required.map(({ label }) => label.text)).toEqual(['Instance', 'Snapshot', 'Reason'])
    expect(view.submit?.text).toBe('Request rollback')
  })

  test('offers a dry run, ticked only where it was asked for', () => {
    const ticked = (dryRun: boolean) =>
      inputsOf(requestModal({ ...EMPTY, dryRun }, english)).flatMap(({ element }) =>
        element.type === 'checkboxes' ? (element.initial_options ?? []).map(({ value }) => value) : [],
      )
    expect(ticked(false)).toEqual([])
    expect(ticked(true)).toEqual([OPTION_VALUES.dryRun])
  })

  test('searches from the first letter and reports a choice at once', () => {
    const [instance, snapshot] = inputsOf(requestModal(EMPTY, english))
    for (const picker of [instance, snapshot]) {
      expect(picker).toMatchObject({ dispatch_action: true, element: { type: 'external_select', min_query_length: 0 } })
    }
  })

  test('forgets the snapshot when another instance is chosen, and keeps it while the instance stays', () => {
    const blockFor = (instance: Instance) => inputsOf(requestModal({ ...EMPTY, instance }, english))[1]?.block_id
    const one = anInstance({ instanceId: 'lhins-00000001' })
    expect(blockFor(one)).not.toBe(blockFor(anInstance({ instanceId: 'lhins-00000002' })))
    expect(blockFor(one)).toBe(blockFor({ ...one, state: 'STOPPED' }))
  })

  test('begins with the preselected instance as a complete option', () => {
    const instance = anInstance()
    const [picker] = inputsOf(requestModal({ ...EMPTY, instance, preselected: instance }, english))
    expect(picker).toMatchObject({
      element: { initial_option: { value: `${instance.region}/${instance.instanceId}` } },
    })
  })

  test('carries its state, whatever was typed behind the command', () => {
    fc.assert(
      fc.property(hostileText, (filter) => {
        const instance = anInstance()
        const view = requestModal({ ...EMPTY, filter, instance, snapshot: aSnapshot() }, english)
        const metadata = decodeModalMetadata(view.private_metadata ?? '')
        expect(metadata).toMatchObject({
          region: instance.region,
          instanceId: instance.instanceId,
          snapshotId: aSnapshot().snapshotId,
        })
      }),
    )
  })

  test('says why the instance cannot be rolled back, and then offers no loss', () => {
    const words = wordsOf({
      instance: anInstance({ state: 'RESCUE_MODE' }),
      blockedBecause: [{ code: 'instance_state', severity: 'blocking', facts: { state: 'RESCUE_MODE' } }],
      snapshot: aSnapshot(),
    })
    expect(words).toContain('This instance cannot be rolled back')
    expect(words).toContain('in rescue mode')
    expect(words).not.toContain('What will be lost')
  })

  test('says that the snapshots are being read while they are not known', () => {
    expect(wordsOf({ instance: anInstance() })).toContain('being read')
  })

  test('says what to do where there is no snapshot', () => {
    expect(wordsOf({ instance: anInstance(), snapshots: summary([]) })).toContain('Take one in the console')
  })

  test('mentions snapshots in other states with their state', () => {
    const words = wordsOf({
      instance: anInstance(),
      snapshots: summary([aSnapshot(), aSnapshot({ name: 'nightly', state: 'CREATING' })]),
    })
    expect(words).toContain('nightly (being created)')
    expect(words).toContain('1 snapshot to choose from')
  })

  test('says why the snapshots could not be read instead of claiming that there are none', () => {
    const words = wordsOf({ instance: anInstance(), snapshots: summary([], REFUSED_FOR_NOW) })
    expect(words).toContain('could not be read')
    expect(words).not.toContain('no snapshots')
  })

  test('says what will be lost once a snapshot is chosen', () => {
    const words = wordsOf({ instance: anInstance(), snapshots: summary([aSnapshot()]), snapshot: aSnapshot() })
    expect(words).toContain('(3 days 4 hours) will be gone')
    expect(words).toContain('shut down by force')
  })

  test('does not announce a forced shutdown of a stopped instance', () => {
    const words = wordsOf({ instance: anInstance({ state: 'STOPPED' }), snapshot: aSnapshot() })
    expect(words).not.toContain('shut down by force')
  })

  test('names missing, failing and old regions', () => {
    const region = (name: string, view: object) => ({
      region: name,
      instances: [],
      readAt: null,
      fault: null,
      isReading: false,
      ...view,
    })
    const refused = { ...REFUSED_FOR_NOW, action: 'DescribeInstances', code: 'UnauthorizedOperation.NoPermission' }
    const notes = regionNotes(
      {
        fault: null,
        regions: [
          region('ap-tokyo', { isReading: true }),
          region('ap-seoul', { fault: LOST }),
          region('ap-nanjing', { fault: LOST }),
          region('ap-chengdu', { fault: refused }),
          region('ap-jakarta', { readAt: NOW - 300_000, fault: LOST }),
          region('ap-singapore', { readAt: NOW - 2000 }),
        ],
      },
      NOW,
    )
    const words = wordsOf({ notes })
    expect(words).toMatch(/Not read yet.*Tokyo/)
    expect(words).toContain('Seoul and Nanjing could not be read, so their instances are missing.')
    expect(words).toMatch(
      /Chengdu could not be read, so its instances.*UnauthorizedOperation.NoPermission.*administrator/s,
    )
    expect(words).toMatch(/Jakarta: as it was 5 minutes ago/)
    expect(words).not.toContain('Singapore')
  })

  test('links to the open request that holds the instance', () => {
    const view = requestModal(
      { ...EMPTY, instance: anInstance(), openRequest: { link: 'https://team.slack.com/archives/C1/p1' } },
      english,
    )
    expect(JSON.stringify(view.blocks)).toContain('https://team.slack.com/archives/C1/p1')
  })

  test('has its field errors under the block ids that it carries', () => {
    const instance = anInstance()
    const view = requestModal({ ...EMPTY, instance, preselected: instance }, english)
    const metadata = decodeModalMetadata(view.private_metadata ?? '')
    if (metadata === null) throw new Error('the modal carries no metadata')
    const errors = submissionErrors({ instance: 'a', snapshot: 'b', reason: 'c' }, metadata)
    expect(Object.keys(errors)).toEqual(
      inputsOf(view)
        .slice(0, 3)
        .map(({ block_id: blockId }) => blockId),
    )
  })
})

const problemsWith = (words: string): readonly Problem[] => [
  {
    kind: 'rejected',
    rejection: {
      kind: 'findings',
      findings: [{ code: 'snapshot_denied', severity: 'blocking', facts: { code: words, message: words } }],
    },
  },
  { kind: 'rejected', rejection: { kind: 'cloud', fault: { ...REFUSED_FOR_NOW, message: words, code: words } } },
  { kind: 'instance_taken', link: words },
  { kind: 'instance_taken', link: null },
  { kind: 'cloud', fault: { ...LOST, detail: words, region: words } },
  { kind: 'refused', refusal: { why: 'person_unreadable', detail: words } },
  { kind: 'unexpected', errorId: words },
]

const REFUSALS: readonly RequestRefusal[] = [
  ...(['deactivated', 'bot', 'guest', 'external', 'not_in_channel'] as const).map((why) => ({ why })),
  { why: 'person_unreadable', detail: 'ratelimited' },
]

describe.each(LANGUAGES)('every modal in %s', (language) => {
  const context = contextFor(language, NOW)

  test('is taken by Slack, whatever people and the cloud write', () => {
    fc.assert(
      fc.property(hostileText, (words) => {
        const instance = anInstance({ name: words, instanceId: words, region: words, state: words })
        const snapshot = aSnapshot({
          name: words,
          snapshotId: words === '' ? 'lhsnap-1' : words.slice(0, 150),
          createdTime: words,
        })
        const full: RequestModalState = {
          channelId: 'C0LIGHTHSE',
          filter: words,
          instance: anInstance({ name: words, state: words }),
          blockedBecause: [],
          snapshots: summary(Array.from({ length: 30 }, () => ({ ...snapshot, state: words }))),
          snapshot: { ...snapshot, snapshotId: 'lhsnap-1' },
          findings: [{ code: 'snapshot_denied', severity: 'blocking', facts: { code: words, message: words } }],
          notes: [
            { kind: 'failing', regions: [words, words], fault: { ...LOST, detail: words } },
            { kind: 'old', region: words, readAt: NOW - 1, fault: null },
            { kind: 'reading', regions: [words, words] },
            { kind: 'no_regions', fault: { ...REFUSED_FOR_NOW, message: words } },
          ],
          openRequest: { link: words },
          preselected: anInstance({ name: words }),
          room: { quota: { available: 2, total: 4 }, fault: null },
          dryRun: true,
          reason: words,
          fieldErrors: { instance: words, reason: words },
        }
        const blockedBecause = [
          { code: 'other_snapshot_busy' as const, severity: 'blocking' as const, facts: { state: words, name: words } },
        ]
        const views = [
          requestModal(EMPTY, context),
          requestModal(full, context),
          requestModal({ ...full, instance, blockedBecause }, context),
          denyModal(aRequest({ instanceName: words.toWellFormed() }).opened().built, context),
          checkingModal(context),
          submittedModal(null, context),
          submittedModal(words, context),
          ...problemsWith(words).map((problem) => problemModal(problem, context)),
          ...REFUSALS.map((refusal) => refusedModal(refusal, context)),
        ]
        expect(views.flatMap(modalProblems)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

test('the deny modal asks for a reason, submits with Deny and carries what the button pointed at', () => {
  const { built } = aRequest().opened()
  const view = denyModal(built, english)
  expect(inputsOf(view)).toMatchObject([
    { block_id: BLOCK_IDS.denyReason, label: { text: 'Reason' }, element: { action_id: ACTION_IDS.denyReason } },
  ])
  expect(view.submit?.text).toBe('Deny')
  expect(decodeTarget(view.private_metadata ?? '')).toEqual({
    requestId: built.requestId,
    digest: built.opened?.digest,
  })
})
