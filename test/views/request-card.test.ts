import { describe, expect, test } from 'vitest'
import { contextFor } from '../../src/views/context.ts'
import { decodeTarget } from '../../src/views/ids.ts'
import { requestCard } from '../../src/views/request-card.ts'
import { everyMoment } from '../support/moments.ts'
import { APPROVER, aRequest, NOW, REQUESTER, type RequestBuilder } from '../support/requests.ts'
import { readableText } from '../support/slack-limits.ts'

const english = contextFor('en', NOW)
const cardOf = ({ built }: RequestBuilder, context = english) => requestCard(built, context)
const buttonsOf = (builder: RequestBuilder) =>
  cardOf(builder).blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.flatMap((element) => (element.type === 'button' ? [element] : [])) : [],
  )
const mentioned = (builder: RequestBuilder) =>
  [...JSON.stringify(cardOf(builder).blocks).matchAll(/"user_id":"(\w+)"/g)].map(([, userId]) => userId)

describe('the card of a request', () => {
  test('that awaits a decision has the buttons Approve, Deny and Cancel, each naming the request and its digest', () => {
    const request = aRequest().opened()
    const buttons = buttonsOf(request)
    expect(buttons.map(({ text }) => text.text)).toEqual(['Approve', 'Deny', 'Cancel'])
    for (const { value } of buttons) {
      const { requestId, opened } = request.built
      expect(decodeTarget(value ?? '')).toEqual({ requestId, digest: opened?.digest })
    }
  })

  test('asks before it approves, naming the instance and what is lost', () => {
    const [approve] = buttonsOf(aRequest().opened())
    expect(approve?.confirm?.text.text).toContain('shop-web-1')
    expect(approve?.confirm?.text.text).toContain('3 days 4 hours')
  })

  test('loses its buttons as soon as the decision falls', () => {
    for (const [moment, builder] of Object.entries(everyMoment('shop-web-1'))) {
      expect(buttonsOf(builder).length > 0, moment).toBe(builder.built.phase === 'awaiting_decision')
    }
  })

  test('says what would be lost before the decision', () => {
    const words = readableText(cardOf(aRequest().opened()).blocks)
    expect(words).toContain('What will be lost')
    expect(words).toContain('(3 days 4 hours) will be gone')
    expect(words).toContain('shut down by force')
    expect(words).toContain('Passwords, keys, certificates and cron jobs')
    expect(words).toContain('Addresses, firewall rules and data disks stay')
  })

  test('shows instance, snapshot, reason, requester, deadline and short digest', () => {
    const request = aRequest().opened()
    const words = readableText(cardOf(request).blocks)
    for (const fact of ['shop-web-1', 'lhins-4f7h2k9q', 'Singapore', 'running', 'before-upgrade', 'lhsnap-8c1d0e2f']) {
      expect(words).toContain(fact)
    }
    expect(words).toContain('The upgrade broke the shop')
    expect(words).toContain(request.built.opened?.digest.slice(0, 8))
    expect(mentioned(request)).toContain(REQUESTER)
    const dates = JSON.stringify(cardOf(request).blocks)
    expect(dates).toContain(`"timestamp":${(request.built.opened?.decideBy ?? 0) / 1000}`)
  })

  test('shows warnings and notes of the checks', () => {
    const request = aRequest({
      findings: [
        { code: 'snapshot_old', severity: 'warning', facts: { days: 45 } },
        { code: 'snapshot_newer_exist', severity: 'note', facts: { count: 1 } },
      ],
    }).opened()
    const words = readableText(cardOf(request).blocks)
    expect(words).toContain('45 days old')
    expect(words).toContain('1 newer snapshot exists')
    expect(JSON.stringify(cardOf(request).blocks)).toContain('"name":"warning"')
  })

  test('counts approvals and names everybody who acted', () => {
    const one = aRequest({ approvalsRequired: 2 }).opened().approved('U0CARLA')
    expect(readableText(cardOf(one).blocks)).toContain('1 of 2')
    expect(mentioned(one)).toEqual(expect.arrayContaining([REQUESTER, 'U0CARLA']))
    const denied = one.denied(APPROVER, 'Wait for the morning')
    expect(mentioned(denied)).toEqual(expect.arrayContaining([REQUESTER, 'U0CARLA', APPROVER]))
    expect(readableText(cardOf(denied).blocks)).toContain('Wait for the morning')
  })

  test.each(Object.entries(everyMoment('shop-web-1')))(
    'of a request %s begins its text with its headline',
    (_, builder) => {
      for (const context of [english, contextFor('zh-CN', NOW)]) {
        const { text, blocks } = cardOf(builder, context)
        const [header] = blocks
        const headline = header?.type === 'header' ? header.text.text.replace(/^:\w+: /, '') : 'no header'
        expect(text.startsWith(headline)).toBe(true)
      }
    },
  )

  test('has the English word of its end in text and blocks', () => {
    for (const [moment, builder] of Object.entries(everyMoment('shop-web-1'))) {
      const { end } = builder.built
      if (end === null || end.name === 'rejected') continue
      const { text, blocks } = cardOf(builder)
      expect(text, moment).toContain(end.name)
      expect(readableText(blocks), moment).toContain(end.name)
    }
  })

  test('of an unconfirmed request says how long the instance is held, what was learned, and when it is free', () => {
    const unconfirmed = aRequest().opened().approved().answerLost().unconfirmed({ cause: 'snapshot_vanished' })
    expect(readableText(cardOf(unconfirmed).blocks)).toContain('no other rollback of it can be requested before')
    const learned = unconfirmed.learned({ kind: 'rollback_succeeded', cloudRequestId: null })
    expect(readableText(cardOf(learned).blocks)).toContain('A rollback to this snapshot has succeeded')
    expect(readableText(cardOf(learned.released()).blocks)).toContain('no longer under watch')
  })

  test('does not depend on when it is shown', () => {
    for (const builder of Object.values(everyMoment('shop-web-1'))) {
      expect(cardOf(builder, contextFor('en', NOW + 86_400_000))).toEqual(cardOf(builder))
    }
  })

  test('keeps headline, facts and buttons where much was found', () => {
    const findings = Array.from({ length: 200 }, () => ({
      code: 'instance_denied' as const,
      severity: 'warning' as const,
      facts: { code: 'UnsupportedOperation.DiskBusy', message: 'busy '.repeat(200) },
    }))
    const request = aRequest({ findings }).opened()
    expect(buttonsOf(request)).toHaveLength(3)
    const words = readableText(cardOf(request).blocks)
    expect(words).toContain('Rollback requested')
    expect(words).toContain('lhins-4f7h2k9q')
  })
})
