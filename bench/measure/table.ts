import type { Figure } from './figure.ts'

const HEAD = ['figure', 'value', 'spread', 'floor', 'peer', '× floor', '× peer', 'goal', 'interval', 'verdict'] as const
const NONE = '–'

/** The figures as lines of a table, one a figure, whose last column says met, missed or undecided. */
export const tableOf = (figures: readonly Figure[]): readonly string[] => {
  const rows = [HEAD, ...figures.map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [lines[0] ?? '', widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1)]
}

/** All of it in one line: how many goals hold, and which do not. */
export const summaryOf = (figures: readonly Figure[]): string => {
  const withGoal = figures.filter(({ goal }) => goal !== null)
  const named = (met: boolean | null) =>
    withGoal
      .filter((figure) => figure.met === met)
      .map(({ name }) => `“${name}”`)
      .join(', ') || 'none'
  const held = withGoal.filter(({ met }) => met === true).length
  return `${held} of ${withGoal.length} goals met; missed: ${named(false)}; undecided: ${named(null)}.`
}

const cellsOf = (figure: Figure): readonly string[] => [
  figure.name,
  `${short(figure.value)} ${figure.unit}`,
  figure.samples === 1 ? NONE : range(figure.spread),
  orNone(figure.floor),
  orNone(figure.peer),
  orNone(figure.ratioToFloor),
  orNone(figure.ratioToPeer),
  figure.goal ?? NONE,
  figure.interval === null ? NONE : range(figure.interval),
  verdictOf(figure),
]

const verdictOf = ({ goal, met }: Figure): string => {
  if (goal === null) return NONE
  if (met === null) return 'undecided'
  return met ? 'met' : 'missed'
}

const range = ([low, high]: readonly [number, number]): string => `${short(low)}…${short(high)}`
const orNone = (number: number | null): string => (number === null ? NONE : short(number))

/** Three digits that mean something. */
const short = (number: number): string => {
  if (Math.abs(number) >= 100) return Math.round(number).toLocaleString('en-US')
  return String(Number(number.toPrecision(3)))
}
