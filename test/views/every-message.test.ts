import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Progress } from '../../src/services/rollback/progress.ts'
import { contextFor } from '../../src/views/context.ts'
import { requestCard } from '../../src/views/request-card.ts'
import { threadMessage } from '../../src/views/thread-messages.ts'
import { LANGUAGES } from '../../src/words/language.ts'
import { hostileText } from '../support/hostile.ts'
import { everyMoment } from '../support/moments.ts'
import { NOW } from '../support/requests.ts'
import { messageProblems } from '../support/slack-limits.ts'

const PROGRESS: Progress = { percent: 42, observedAt: NOW + 60_000, startedAt: NOW, remaining: 80_000 }

/** Everything that a fallback may hold of Slack's markup: mentions of those who took part. */
const KNOWN_MENTION = /<@U0(?:ANA|BEN|APPROVER\d+)>/g

/** Every message of a request at every moment, with `words` wherever text comes from outside. */
const messagesWith = (words: string, language: (typeof LANGUAGES)[number]) => {
  const context = contextFor(language, NOW)
  return Object.entries(everyMoment(words)).flatMap(([moment, { built, entries }]) =>
    [
      { moment: `card, ${moment}`, message: requestCard(built, context) },
      ...entries
        .map((entry) => ({
          moment: `${entry.kind}, ${moment}`,
          message: threadMessage(built, [entry], PROGRESS, context),
        }))
        .filter(({ message }) => message.blocks.length > 0),
      { moment: `all at once, ${moment}`, message: threadMessage(built, entries, PROGRESS, context) },
    ].filter(({ message }) => message.blocks.length > 0),
  )
}

describe.each(LANGUAGES)('every message of a request in %s', (language) => {
  test('is taken by Slack, whatever people and the cloud write', () => {
    fc.assert(
      fc.property(hostileText, (words) => {
        const problems = messagesWith(words, language).flatMap(({ moment, message }) =>
          messageProblems(message).map((problem) => `${moment}: ${problem}`),
        )
        expect(problems).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('has a fallback in which nobody can forge a mention, a link, a format or a line', () => {
    fc.assert(
      fc.property(hostileText, (words) => {
        for (const { moment, message } of messagesWith(words, language)) {
          const foreign = message.text.replaceAll(KNOWN_MENTION, '')
          expect(foreign, moment).not.toMatch(/[<>`*~]/)
          expect(foreign, moment).not.toMatch(/:[a-z_]+:/)
          expect(foreign, moment).not.toMatch(/[\u202a-\u202e\u2028\u2029\r]/)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('has as many lines of fallback as it has parts, whatever people and the cloud write', () => {
    fc.assert(
      fc.property(hostileText, (words) => {
        const lines = (text: string) =>
          messagesWith(text, language).map(({ message }) => message.text.split('\n').length)
        expect(lines(words)).toEqual(lines('shop-web-1'))
      }),
      { numRuns: 20 },
    )
  })
})
