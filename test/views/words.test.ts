import { describe, expect, test } from 'vitest'
import { findingSchema } from '../../src/services/rollback/findings.ts'
import { contextFor } from '../../src/views/context.ts'
import { explain } from '../../src/views/finding-lines.ts'
import { plainSentence } from '../../src/views/rich.ts'
import { durationText, momentText, percentText, sizeText } from '../../src/words/durations.ts'
import { LANGUAGES, languageOf } from '../../src/words/language.ts'
import { wordsFor } from '../../src/words/words.ts'
import { NOW } from '../support/requests.ts'

const CODES = findingSchema.shape.code.options

describe.each(LANGUAGES)('words in %s', (language) => {
  const context = contextFor(language, NOW)
  const leaves = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value]
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []
  }

  test('are never empty, marks between sentences aside', () => {
    const { marks: _, ...words } = wordsFor(language)
    expect(leaves(words).filter((word) => word.trim() === '')).toEqual([])
  })

  test('explain each finding in a way of its own', () => {
    const texts = CODES.map((code) =>
      plainSentence(explain({ code, severity: 'blocking', facts: {} }, context).what, context),
    )
    expect(new Set(texts).size).toBe(CODES.length)
  })

  test('say what to do about everything that stops a request', () => {
    const notes = new Set(['snapshot_newer_exist'])
    for (const code of CODES.filter((each) => !notes.has(each))) {
      expect(explain({ code, severity: 'blocking', facts: {} }, context).next, code).not.toBeNull()
    }
  })
})

test('Chinese is not English', () => {
  const [english, chinese] = [wordsFor('en'), wordsFor('zh-CN')]
  for (const [state, headline] of Object.entries(chinese.card.headline)) {
    expect(Object.values(english.card.headline), state).not.toContain(headline)
    expect(headline).toMatch(/\p{Script=Han}/u)
  }
})

describe('a person’s language', () => {
  test.each([
    ['zh-CN', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['en-GB', 'en'],
    ['de-DE', 'en'],
  ] as const)('follows the locale %s: %s', (locale, language) => {
    expect(languageOf(locale, 'zh-CN')).toBe(language)
  })

  test('is the bot’s where the locale is not known', () => {
    expect(languageOf(null, 'zh-CN')).toBe('zh-CN')
  })
})

describe('durations and sizes', () => {
  test.each([
    [0, '1 second'],
    [25_000, '25 seconds'],
    [60_000, '1 minute'],
    [3_661_000, '1 hour 1 minute'],
    [76 * 3_600_000, '3 days 4 hours'],
    [-5, '1 second'],
  ])('%d ms is %s', (span, words) => {
    expect(durationText('en', span)).toBe(words)
  })

  test('read in Chinese too', () => {
    expect(durationText('zh-CN', 76 * 3_600_000)).toBe('3天4小时')
  })

  test('percentages stay between 0 and 100', () => {
    expect([percentText('en', -1), percentText('en', 42), percentText('en', 140)]).toEqual(['0%', '42%', '100%'])
  })

  test('sizes have their unit', () => {
    expect(sizeText('en', 60)).toBe('60 GB')
  })

  test('moments name UTC where the zone is not known', () => {
    expect(momentText('en', NOW, null)).toContain('UTC')
    expect(momentText('en', NOW, 'Asia/Singapore')).toBe('Nov 24, 2026, 06:05')
  })
})
