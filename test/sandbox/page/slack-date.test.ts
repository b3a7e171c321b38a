import { describe, expect, it } from 'vitest'
import { formatDay, formatSlackDate, formatTime, isSameDay } from '../../../sandbox/page/text/slack-date.ts'

const moment = Date.UTC(2026, 1, 18, 18, 39, 42) / 1000
const muchLater = Date.UTC(2026, 5, 1, 12)

describe('dates with Slack’s tokens', () => {
  it.each([
    ['{date_num}', '2026-02-18'],
    ['{date_slash}', '02/18/2026'],
    ['{date}', 'February 18th, 2026'],
    ['{date_short}', 'Feb 18, 2026'],
    ['{date_long}', 'Wednesday, February 18th, 2026'],
    ['{time}', '6:39 PM'],
    ['{time_secs}', '6:39:42 PM'],
    ['{date_short_pretty} at {time}', 'Feb 18, 2026 at 6:39 PM'],
    ['{ago}', '102 days ago'],
    ['no token, {unknown}', 'no token, {unknown}'],
  ])('writes %j for an American reader in UTC', (format, words) => {
    expect(plain(formatSlackDate(moment, format, { locale: 'en-US', timeZone: 'UTC', now: muchLater }))).toBe(words)
  })

  it('writes in the reader’s language and time zone, where it is the next day already', () => {
    const reader = { locale: 'zh-CN', timeZone: 'Asia/Shanghai', now: muchLater }
    expect(formatSlackDate(moment, '{date_num} {time}', reader)).toBe('2026-02-19 2:39')
    expect(formatSlackDate(moment, '{date}', reader)).toBe('2026年2月19日')
  })

  it.each([
    [0, 'today'],
    [86_400, 'yesterday'],
    [-86_400, 'tomorrow'],
    [2 * 86_400, 'Feb 18, 2026'],
  ])('calls a day %i seconds ago by its pretty name', (age, words) => {
    const reader = { locale: 'en-US', timeZone: 'UTC', now: (moment + age) * 1000 }
    expect(formatSlackDate(moment, '{date_short_pretty}', reader)).toBe(words)
  })

  it('uses st, nd, rd and th as English does', () => {
    const reader = { locale: 'en-US', timeZone: 'UTC', now: muchLater }
    const days = [1, 2, 3, 4, 11, 12, 13, 21, 22].map((day) =>
      formatSlackDate(Date.UTC(2026, 0, day) / 1000, '{date}', reader).replace(/January (\w+), 2026/, '$1'),
    )
    expect(days).toEqual(['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd'])
  })

  it('puts a message beside its time and under its day', () => {
    const reader = { locale: 'en-US', timeZone: 'America/New_York', now: moment * 1000 }
    expect(plain(formatTime(moment, reader))).toBe('1:39 PM')
    expect(formatDay(moment, reader)).toBe('Today')
    expect(formatDay(moment - 40 * 86_400, reader)).toBe('Friday, January 9th')
  })

  it('tells days apart by the reader’s midnight', () => {
    const beforeMidnight = Date.UTC(2026, 1, 18, 22, 59) / 1000
    const reader = (timeZone: string) => ({ locale: 'en-US', timeZone, now: muchLater })
    expect(isSameDay(beforeMidnight, beforeMidnight + 120, reader('UTC'))).toBe(true)
    expect(isSameDay(beforeMidnight, beforeMidnight + 120, reader('Europe/Berlin'))).toBe(false)
  })
})

/** The language data of Node.js writes a narrow space before AM and PM. */
function plain(words: string): string {
  return words.replaceAll(/\p{Space_Separator}/gu, ' ')
}
