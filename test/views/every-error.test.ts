import { describe, expect, test } from 'vitest'
import { refusalCodes } from '../../sandbox/page/panel/refusal-codes.ts'
import { ACTIONS } from '../../src/services/lighthouse/action.ts'
import { ADVICE, adviceFor, leavesDoubt, purposeOf } from '../../src/services/lighthouse/catalogue.ts'
import { NO_ANSWER_REASONS, noAnswer } from '../../src/services/lighthouse/cloud-error.ts'
import type { CloudFault } from '../../src/services/rollback/cloud-objects.ts'
import { mayRequestAgain } from '../../src/views/after-end.ts'
import { contextFor } from '../../src/views/context.ts'
import { requestCard } from '../../src/views/request-card.ts'
import { threadMessage } from '../../src/views/thread-messages.ts'
import { errorWords } from '../../src/words/errors.ts'
import { LANGUAGES } from '../../src/words/language.ts'
import { aRequest, LOST, NOW } from '../support/requests.ts'
import { readableText } from '../support/slack-limits.ts'

/** Walks every error that the cloud can answer with, and every way in which it can give no answer, as people read it. */

const ONLY_ASKED = { en: 'Wait a minute, then try again.', 'zh-CN': '请等一分钟后重试。' }
const MESSAGE = 'what the vendor says'
const REQUEST_ID = '0d6d1c1a-52b1-4f1e-8e3c-8f0e6a1b2c3d'

const refusedWith = (code: string, action = 'ApplyInstanceSnapshot'): CloudFault => ({
  kind: 'refused',
  action,
  region: 'ap-singapore',
  code,
  message: MESSAGE,
  requestId: REQUEST_ID,
})

const codes = [...Object.keys(ADVICE), 'FailedOperation.Newcomer', 'Unheard.OfCode']

/** The end of a rollback that the cloud refused so, as the thread tells it. */
const endOf = (fault: CloudFault) => {
  const refused = aRequest().opened().approved().refused(fault)
  return refused.failed({ cause: 'refused', fault, foreign: null })
}

describe.each(LANGUAGES)('in %s', (language) => {
  const context = contextFor(language, NOW)
  const read = (fault: CloudFault): string => {
    const { built, entries } = endOf(fault)
    return readableText(threadMessage(built, entries.slice(-2), null, context).blocks)
  }

  test.each(codes)('the end after %s says what happened, the facts, and what to do', (code) => {
    const fault = refusedWith(code)
    const { what, next } = errorWords(language, fault)
    const told = read(fault)
    for (const part of [what, code, REQUEST_ID, 'ap-singapore', 'lhins-4f7h2k9q', MESSAGE, next]) {
      expect(told).toContain(part)
    }
    expect(told.indexOf(what)).toBeLessThan(told.indexOf(REQUEST_ID))
    expect(told.indexOf(REQUEST_ID)).toBeLessThan(told.indexOf(next))
    const { built } = endOf(fault)
    expect(readableText(requestCard(built, context).blocks)).toContain(what)
  })

  test.each(codes)(
    'the end after %s never says both that nothing was changed and that something may have been',
    (code) => {
      const { nothingBegan, mayHaveBegun } = context.words.ends.failed.refused
      const told = read(refusedWith(code))
      const says = [nothingBegan, mayHaveBegun].filter((sentence) => told.includes(sentence.join('')))
      expect(says).toEqual([adviceFor(refusedWith(code)).changed === 'no' ? nothingBegan : mayHaveBegun])
    },
  )

  test.each(codes)('requesting again is not offered after %s where its next step speaks against it', (code) => {
    const fault = refusedWith(code)
    if (adviceFor(fault).retry === 'never') expect(mayRequestAgain(endOf(fault).built)).toBe(false)
    if (adviceFor(fault).retry === 'safe') expect(mayRequestAgain(endOf(fault).built)).toBe(true)
  })

  test.each(NO_ANSWER_REASONS)(
    'no answer, because of “%s”, is told while it lasts and when nothing was learned',
    (reason) => {
      const fault = noAnswer('DescribeSnapshots', 'ap-singapore', reason, 'as seen')
      const { what } = errorWords(language, fault)
      const lost = aRequest().opened().approved().answerLost('no_answer', `${reason}: seen`)
      const told = readableText(threadMessage(lost.built, [lost.last], null, context).blocks)
      const seen = reason === 'other' ? 'seen' : `${reason}: seen`
      for (const part of [what, seen, 'ap-singapore', 'lhins-4f7h2k9q']) expect(told).toContain(part)
      expect(told).not.toContain('other: seen')
      const unreadable = lost.unreadable(fault)
      expect(readableText(threadMessage(unreadable.built, [unreadable.last], null, context).blocks)).toContain(what)
      const given = unreadable.unconfirmed({ cause: 'unreadable', fault, minutes: 60 })
      expect(readableText(threadMessage(given.built, [given.last], null, context).blocks)).toContain('as seen')
    },
  )

  test('a cloud that cannot be read says what to do where waiting alone mends nothing, and else that nobody need act', () => {
    for (const code of codes) {
      const fault = refusedWith(code, 'DescribeSnapshots')
      const { last, built } = aRequest().opened().approved().answerLost().unreadable(fault)
      const told = readableText(threadMessage(built, [last], null, context).blocks)
      const [calm] = context.words.thread.unreadable.calm
      const mustAct = adviceFor(fault).retry === 'after_fix'
      expect(told.includes(String(calm)), code).toBe(!mustAct)
    }
  })

  test.each(ACTIONS.filter((action) => purposeOf(action) === 'question'))(
    'a refusal of %s never speaks of a rollback that may have begun',
    (action) => {
      for (const code of codes) {
        const fault = refusedWith(code, action)
        expect(leavesDoubt(fault)).toBe(false)
        if (leavesDoubt(refusedWith(code))) expect(errorWords(language, fault).next).toContain(ONLY_ASKED[language])
      }
    },
  )

  test('a refused start leads to the console, never to another request', () => {
    for (const code of codes) {
      const { next } = errorWords(language, refusedWith(code, 'StartInstances'))
      const { retry } = adviceFor(refusedWith(code, 'StartInstances'))
      if (retry === 'safe' || retry === 'later') expect(next).toMatch(language === 'en' ? /in the console/ : /控制台/)
      if (retry === 'safe' || retry === 'later')
        expect(next).not.toMatch(language === 'en' ? /request again/ : /再次申请/)
    }
  })

  test('no explanation is missing, empty, or the same as another’s where the next step differs', () => {
    const faults = [
      ...[...ACTIONS, 'CreateInstanceSnapshot'].flatMap((action) => codes.map((code) => refusedWith(code, action))),
      ...NO_ANSWER_REASONS.flatMap((reason) => [
        noAnswer('ApplyInstanceSnapshot', 'ap-singapore', reason, ''),
        noAnswer('DescribeSnapshots', 'ap-singapore', reason, ''),
      ]),
      LOST,
    ]
    const advice = new Map<string, Set<string>>()
    for (const fault of faults) {
      const { what, next } = errorWords(language, fault)
      expect(what.trim().length).toBeGreaterThan(4)
      expect(next.trim().length).toBeGreaterThan(4)
      expect(next).not.toBe(what)
      const asked = `${purposeOf(fault.action)}: ${what}`
      if (fault.kind === 'refused') advice.set(asked, (advice.get(asked) ?? new Set()).add(next))
    }
    expect([...advice].filter(([, nexts]) => nexts.size > 1)).toEqual([])
  })
})

test('no explanation is left in the other language', () => {
  for (const fault of [...codes.map((code) => refusedWith(code)), LOST]) {
    expect(errorWords('zh-CN', fault).what).toMatch(/\p{Script=Han}/u)
    expect(errorWords('en', fault).what).not.toMatch(/\p{Script=Han}/u)
    expect(errorWords('en', fault).what).not.toBe(errorWords('zh-CN', fault).what)
  }
})

test('every error of the catalogue can be provoked from the sandbox’s panel', () => {
  expect(refusalCodes.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(ADVICE)))
  expect(new Set(refusalCodes.map(({ words }) => words)).size).toBe(refusalCodes.length)
})
