import { expect, test } from 'vitest'
import { figureOf } from '../../bench/measure/figure.ts'
import { bootstrap, median, quantile, slope } from '../../bench/measure/statistics.ts'
import { summaryOf, tableOf } from '../../bench/measure/table.ts'
import { terraformLooks } from '../../bench/peers/terraform-waiter.ts'

const around = (middle: number, spread: number): readonly number[] =>
  Array.from({ length: 101 }, (_, index) => middle + (spread * (index - 50)) / 50)

test('quantiles are interpolated between samples', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
  expect(quantile([10, 20], 0.95)).toBeCloseTo(19.5)
})

test('a line through the looks tells the rate of what comes in bursts, wherever they begin', () => {
  const looks = (delay: number, seconds: number) =>
    Array.from({ length: seconds * 50 }, (_, look) => ({ x: look / 50, y: 9 * (Math.floor(look / 50 - delay) + 1) }))
  for (const delay of [0, 0.3, 0.9]) expect(slope(looks(delay, 8))).toBeCloseTo(9, 0)
  expect(slope([])).toBeNaN()
})

test('the interval of a median holds it, and is the same each time', () => {
  const samples = around(10, 2)
  const interval = () => bootstrap(samples.length, (drawn) => median(drawn.map((index) => samples[index] ?? 0)))
  const [low, high] = interval()
  expect(low).toBeLessThan(10)
  expect(high).toBeGreaterThan(10)
  expect(interval()).toEqual([low, high])
})

test.each([
  ['met', 11, 1.25, true],
  ['missed', 15, 1.25, false],
  ['undecided', 12.5, 1.25, null],
] as const)('a goal is %s by its whole interval', (word, middle, atMost, met) => {
  const floor = around(10, 2).toReversed()
  const figure = figureOf({
    name: 'x',
    unit: 'ms',
    samples: around(middle, 2),
    floor,
    goal: { of: 'ratioToFloor', atMost },
  })
  expect(figure.met).toBe(met)
  expect(tableOf([figure]).at(-1)).toMatch(new RegExp(`${word}$`))
})

test('the last line names every goal that does not hold', () => {
  const figure = (name: string, value: number) =>
    figureOf({ name, unit: 's', samples: [value], goal: { of: 'value', atMost: 1 } })
  expect(summaryOf([figure('a', 1), figure('b', 2)])).toBe('1 of 2 goals met; missed: “b”; undecided: none.')
})

test('a goal can be a least', () => {
  const figure = (value: number) =>
    figureOf({
      name: 'x',
      unit: '1/s',
      samples: [value],
      floor: [100],
      goal: { of: 'ratioToFloor', atLeast: 0.9 },
    })
  expect(figure(95)).toMatchObject({ goal: '≥ 0.9 × floor', met: true })
  expect(figure(85).met).toBe(false)
})

test('Terraform looks after 1, 4, 10 and then every 10 seconds, until it has seen the end', () => {
  expect(terraformLooks(25_000)).toEqual([1_000, 4_000, 10_000, 20_000, 30_000])
})
