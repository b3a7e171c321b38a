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

/** What nobody may write into a fallback: mentions, links, formats, emoji, and what moves or breaks a line. */
const FORGED: readonly RegExp[] = [/[<>`*~]/, /:[a-z_]+:/, /[\u202a-\u202e\u2028\u2029\r]/]

const forgeries = (text: string): readonly string[] => {
  const foreign = text.replaceAll(KNOWN_MENTION, '')
  return FORGED.filter((pattern) => pattern.test(foreign)).map((pattern) => `the fallback has ${pattern}: ${text}`)
}

const linesOf = (text: string): number => text.split('\n').length

describe.each(LANGUAGES)('every message of a request in %s', (language) => {
  const plainly = messagesWith('shop-web-1', language)

  test('is taken by Slack, and nobody can forge a part or a line of it, whatever people and the cloud write', () => {
    fc.assert(
      fc.property(hostileText, (words) => {
        const problems = messagesWith(words, language).flatMap(({ moment, message }, index) => [
          ...[...messageProblems(message), ...forgeries(message.text)].map((problem) => `${moment}: ${problem}`),
          ...(linesOf(message.text) === linesOf(plainly[index]?.message.text ?? '') ? [] : [`${moment}: other lines`]),
        ])
        expect(problems).toEqual([])
      }),
      { numRuns: 10 },
    )
  })
})
