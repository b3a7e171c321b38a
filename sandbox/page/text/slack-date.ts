/** Whose clock and language a date is written for. */
export type DateReader = {
  /** BCP 47, as in `users.info`: `en-US`, `zh-CN`. */
  readonly locale: string
  /** IANA name, as in `users.info`: `Europe/Lisbon`. */
  readonly timeZone: string
  /** Milliseconds since the UNIX epoch. */
  readonly now: number
}

const millisecondsOfDay = 86_400_000

/**
 * Writes a moment with Slack's date tokens (`{date_short_pretty} at {time}`), as the client of that reader would.
 * Source of the tokens: Slack's "Formatting message text", section "Date formatting".
 * @param timestamp seconds since the UNIX epoch
 * @param format text with tokens; what is no token is kept
 */
export function formatSlackDate(timestamp: number, format: string, reader: DateReader): string {
  const date = new Date(timestamp * 1000)
  return format.replaceAll(/\{([a-z_]+)\}/g, (token, name: string) => writeToken(name, date, reader) ?? token)
}

/** The hour and minute a message carries at its side, in the reader's time zone. */
export function formatTime(timestamp: number, reader: DateReader): string {
  return write(new Date(timestamp * 1000), reader, { hour: 'numeric', minute: '2-digit' })
}

/** The words on a day's divider in the channel: Today, Yesterday, or the weekday and date. */
export function formatDay(timestamp: number, reader: DateReader): string {
  const date = new Date(timestamp * 1000)
  return capitalised(relativeDay(date, reader) ?? longDate(date, reader, false), reader)
}

/** Whether two moments (seconds) fall on the same calendar day of the reader. */
export function isSameDay(first: number, second: number, reader: DateReader): boolean {
  return dayNumber(new Date(first * 1000), reader) === dayNumber(new Date(second * 1000), reader)
}

function writeToken(name: string, date: Date, reader: DateReader): string | undefined {
  switch (name) {
    case 'date_num':
      return numericDate(date, reader)
    case 'date_slash':
      return write(date, reader, { day: '2-digit', month: '2-digit', year: 'numeric' })
    case 'date':
      return fullDate(date, reader)
    case 'date_pretty':
      return relativeDay(date, reader) ?? fullDate(date, reader)
    case 'date_short':
      return write(date, reader, { day: 'numeric', month: 'short', year: 'numeric' })
    case 'date_short_pretty':
      return relativeDay(date, reader) ?? write(date, reader, { day: 'numeric', month: 'short', year: 'numeric' })
    case 'date_long':
    case 'date_long_full':
      return longDate(date, reader, true)
    case 'date_long_pretty':
    case 'day_divider_pretty':
      return relativeDay(date, reader) ?? longDate(date, reader, true)
    case 'time':
      return write(date, reader, { hour: 'numeric', minute: '2-digit' })
    case 'time_secs':
      return write(date, reader, { hour: 'numeric', minute: '2-digit', second: '2-digit' })
    case 'ago':
      return ago(date, reader)
    default:
      return undefined
  }
}

/** Formats that were made: making one costs more than a hundred uses, and the page writes hundreds of dates at once. */
const formats = new Map<string, Intl.DateTimeFormat>()

function write(date: Date, { locale, timeZone }: DateReader, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([locale, timeZone, options])
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...options })
  formats.set(key, format)
  return format.format(date)
}

function numericDate(date: Date, reader: DateReader): string {
  // Swedish writes ISO dates, which is what {date_num} is in every language.
  return write(date, { ...reader, locale: 'sv-SE' }, { year: 'numeric', month: '2-digit', day: '2-digit' })
}

function fullDate(date: Date, reader: DateReader): string {
  if (!isEnglish(reader)) return write(date, reader, { day: 'numeric', month: 'long', year: 'numeric' })
  const month = write(date, reader, { month: 'long' })
  return `${month} ${ordinal(date, reader)}, ${write(date, reader, { year: 'numeric' })}`
}

function longDate(date: Date, reader: DateReader, hasYear: boolean): string {
  if (isEnglish(reader)) {
    const weekdayAndMonth = `${write(date, reader, { weekday: 'long' })}, ${write(date, reader, { month: 'long' })}`
    const year = hasYear ? `, ${write(date, reader, { year: 'numeric' })}` : ''
    return `${weekdayAndMonth} ${ordinal(date, reader)}${year}`
  }
  const options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' }
  return write(date, reader, hasYear ? { ...options, year: 'numeric' } : options)
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })

function ordinal(date: Date, reader: DateReader): string {
  const day = Number(write(date, reader, { day: 'numeric' }))
  const suffixes = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' } as const
  return `${day}${suffixes[ordinals.select(day)]}`
}

function relativeDay(date: Date, reader: DateReader): string | undefined {
  const days = dayNumber(date, reader) - dayNumber(new Date(reader.now), reader)
  if (Math.abs(days) > 1) return undefined
  return new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' }).format(days, 'day')
}

/** Days since the epoch on the reader's calendar, so that neighbours differ by one over changes of the clock too. */
function dayNumber(date: Date, reader: DateReader): number {
  return Date.parse(`${numericDate(date, reader)}T00:00:00Z`) / millisecondsOfDay
}

function ago(date: Date, reader: DateReader): string {
  const seconds = Math.round((date.getTime() - reader.now) / 1000)
  const words = new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' })
  if (Math.abs(seconds) < 60) return words.format(seconds, 'second')
  if (Math.abs(seconds) < 3600) return words.format(Math.trunc(seconds / 60), 'minute')
  if (Math.abs(seconds) < 86_400) return words.format(Math.trunc(seconds / 3600), 'hour')
  return words.format(Math.trunc(seconds / 86_400), 'day')
}

function isEnglish(reader: DateReader): boolean {
  return reader.locale.startsWith('en')
}

function capitalised(text: string, reader: DateReader): string {
  return text.slice(0, 1).toLocaleUpperCase(reader.locale) + text.slice(1)
}
