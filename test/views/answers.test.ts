import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Refusal } from '../../src/services/rollback/approval.ts'
import type { PrivateAnswer } from '../../src/views/answer.ts'
import { privateAnswer } from '../../src/views/answers.ts'
import { contextFor } from '../../src/views/context.ts'
import { helpMessage } from '../../src/views/help.ts'
import { LANGUAGES } from '../../src/words/language.ts'
import { hostileText } from '../support/hostile.ts'
import { everyMoment } from '../support/moments.ts'
import { aRequest, NOW, REQUESTER } from '../support/requests.ts'
import { messageProblems, readableText } from '../support/slack-limits.ts'

const english = contextFor('en', NOW)
const wordsOf = (answer: PrivateAnswer) => readableText(privateAnswer(answer, english).blocks)

const refusalsWith = (words: string): readonly Refusal[] => [
  ...(['requester', 'deactivated', 'bot', 'guest', 'external', 'not_approver', 'already_approved'] as const).map(
    (why) => ({ why }),
  ),
  { why: 'approvers_unknown', source: 'S0OPS', problem: 'empty', detail: words },
  { why: 'approvers_unknown', source: words, problem: 'unreadable', detail: words },
]

const answersWith = (words: string): readonly PrivateAnswer[] => [
  ...refusalsWith(words).map((refusal): PrivateAnswer => ({ kind: 'may_not_decide', refusal })),
  ...Object.values(everyMoment(words)).map((builder): PrivateAnswer => ({ kind: 'too_late', request: builder.built })),
  { kind: 'may_not_cancel', requester: words },
  { kind: 'deadline_passed', decideBy: NOW },
  { kind: 'deadline_passed', decideBy: Number.NaN },
  { kind: 'digest_mismatch' },
  { kind: 'unknown_request' },
  { kind: 'person_unreadable', detail: words },
  { kind: 'submitted', link: words },
  { kind: 'submitted', link: 'https://team.slack.com/archives/C1/p1' },
  { kind: 'problem', problem: { kind: 'instance_taken', link: null } },
  { kind: 'modal_not_opened' },
  { kind: 'unexpected', errorId: words },
]

describe.each(LANGUAGES)('every private answer in %s', (language) => {
  const context = contextFor(language, NOW)

  test('is taken by Slack and forges nothing, whatever people and the cloud write', () => {
    fc.assert(
      fc.property(hostileText, (words) => {
        for (const answer of answersWith(words)) {
          const message = privateAnswer(answer, context)
          expect(messageProblems(message), answer.kind).toEqual([])
          expect(
            message.text.replaceAll(/<@U0(?:ANA|BEN|APPROVER\d+)>|<!subteam\^S0OPS>/g, ''),
            answer.kind,
          ).not.toMatch(/[<>]/)
        }
      }),
      { numRuns: 25 },
    )
  })

  test('says something of its own for each reason that somebody may not decide', () => {
    const texts = refusalsWith('ratelimited').map(
      (refusal) => privateAnswer({ kind: 'may_not_decide', refusal }, context).text,
    )
    expect(new Set(texts).size).toBe(texts.length)
  })
})

describe('a click that came too late', () => {
  test('hears what happened instead, and by whom', () => {
    const opened = aRequest().opened()
    const textAfter = (request: (typeof opened)['built']) => wordsAndPeople({ kind: 'too_late', request })
    expect(textAfter(opened.denied('U0BEN').built)).toMatch(/U0BEN.*already denied/)
    expect(textAfter(opened.cancelled().built)).toMatch(new RegExp(`${REQUESTER}.*already cancelled`))
    expect(textAfter(opened.approved('U0BEN').built)).toMatch(/already been approved.*U0BEN/)
    expect(textAfter(opened.expired().built)).toMatch(/already expired/)
    expect(textAfter(opened.approved('U0BEN').accepted().succeeded().built)).toMatch(/Rollback succeeded/)
  })
})

const wordsAndPeople = (answer: PrivateAnswer) => privateAnswer(answer, english).text

test('an unexpected error gives the id that is in the log', () => {
  expect(wordsOf({ kind: 'unexpected', errorId: 'e7f3a9c1' })).toContain('e7f3a9c1')
})

test('a submitted request is answered with a button to its card', () => {
  const { blocks } = privateAnswer({ kind: 'submitted', link: 'https://team.slack.com/archives/C1/p1' }, english)
  expect(JSON.stringify(blocks)).toContain('"url":"https://team.slack.com/archives/C1/p1"')
})

describe('the help', () => {
  const facts = { channelId: 'C0LIGHTHSE', approvers: ['U0BEN', 'S0OPS'], approvalsRequired: 2 } as const

  test('tells the commands, the way of a request and who may approve', () => {
    const message = helpMessage(english, facts)
    const words = readableText(message.blocks)
    expect(words).toContain('/lighthouse rollback')
    expect(words).toContain('2 approvals are needed, never from the requester')
    expect(JSON.stringify(message.blocks)).toContain('"channel_id":"C0LIGHTHSE"')
    expect(JSON.stringify(message.blocks)).toContain('"usergroup_id":"S0OPS"')
  })

  test.each(LANGUAGES)('is taken by Slack in %s', (language) => {
    const context = contextFor(language, NOW)
    const many = Array.from({ length: 200 }, (_, index) => `U0P${index}`)
    for (const approvers of ['channel', [], many] as const) {
      expect(messageProblems(helpMessage(context, { ...facts, approvers }))).toEqual([])
    }
    expect(messageProblems(helpMessage(context))).toEqual([])
  })
})
