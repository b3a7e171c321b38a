import type { Language } from './language.ts'

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

const BETWEEN: Readonly<Record<Language, string>> = { en: ' ', 'zh-CN': '' }

/** From so many minutes on nobody counts seconds. */
const SECONDS_COUNT_BELOW = 5

/**
 * A span in words, in its two largest units: "3 days 4 hours", "35 minutes", "40 seconds".
 * @param span milliseconds; less than a second counts as one second
 */
export const durationText = (language: Language, span: number): string => {
  let rest = Math.max(span, 1000)
  const counts = UNITS.map(([unit, length]) => {
    const count = Math.floor(rest / length)
    rest -= count * length
    return { unit, count }
  })
  const first = counts.findIndex(({ count }) => count > 0)
  const isLongInMinutes = counts[first]?.unit === 'minute' && counts[first].count >= SECONDS_COUNT_BELOW
  return counts
    .slice(first, first + (isLongInMinutes ? 1 : 2))
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) => amount(language, count, unit))
    .join(BETWEEN[language])
}

/** Makes each formatter once: making one costs more than a hundred uses. */
const once = <Format>(make: (language: string, detail: string) => Format) => {
  const made = new Map<string, Format>()
  return (language: string, detail = ''): Format => {
    const key = `${language} ${detail}`
    const format = made.get(key) ?? make(language, detail)
    made.set(key, format)
    return format
  }
}

const unitFormats = once(
  (language, unit) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: unit !== 'gigabyte' && language === 'en' ? 'long' : 'short',
    }),
)
const percentFormats = once((language) => new Intl.NumberFormat(language, { style: 'percent' }))
const listFormats = once((language) => new Intl.ListFormat(language, { type: 'conjunction' }))
const momentFormats = once(
  (language, timeZone) =>
    new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
      ...(timeZone === 'UTC' && { timeZoneName: 'short' }),
    }),
)

const amount = (language: Language, count: number, unit: string): string => unitFormats(language, unit).format(count)

/** A size of a disk in gigabytes: "40 GB". */
export const sizeText = (language: Language, gigabytes: number): string =>
  unitFormats(language, 'gigabyte').format(gigabytes)

/** @param percent 0 to 100 */
export const percentText = (language: Language, percent: number): string =>
  percentFormats(language).format(Math.min(Math.max(percent, 0), 100) / 100)

export const listText = (language: Language, items: readonly string[]): string => listFormats(language).format(items)

const pluralRules = new Intl.PluralRules('en')

/** Chooses the English form by number. */
export const plural = (count: number, forms: { readonly one: string; readonly other: string }): string =>
  pluralRules.select(count) === 'one' ? forms.one : forms.other

/**
 * A moment for places where Slack cannot show the reader's own time.
 * @param at milliseconds since the UNIX epoch
 * @param timeZone IANA name; UTC, and marked as such, where it is null or unknown
 */
export const momentText = (language: Language, at: number, timeZone: string | null): string =>
  timeZone === null ? inZone(language, at, 'UTC') : inKnownZone(language, at, timeZone)

const inKnownZone = (language: Language, at: number, timeZone: string): string => {
  try {
    return inZone(language, at, timeZone)
  } catch (error) {
    if (error instanceof RangeError) return inZone(language, at, 'UTC')
    throw error
  }
}

/** The latest moment that a Date can hold, in milliseconds since the epoch. */
const FARTHEST = 8_640_000_000_000_000

const inZone = (language: Language, at: number, timeZone: string): string => {
  const isReal = Number.isFinite(at) && Math.abs(at) <= FARTHEST
  return momentFormats(language, timeZone).format(isReal ? at : 0)
}
