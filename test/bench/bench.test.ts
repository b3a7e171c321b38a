import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { writtenSchema } from '../../bench/measure/figure.ts'

const MAIN = join(import.meta.dirname, '../../bench/main.ts')

const bench = (...args: readonly string[]) => promisify(execFile)(process.execPath, [MAIN, ...args])

test('a quick run of one row prints its table and writes the same figures as JSON', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keeper-bench-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'figures.json')

  const { stdout } = await bench('--quick', '--only', 'picker-cold', '--json', file)
  const figures = z.array(writtenSchema).parse(JSON.parse(readFileSync(file, 'utf8')))

  expect(figures.map(({ name }) => name)).toEqual(['picker, cold, 1,000 instances'])
  const [picker] = figures
  expect(stdout).toMatch(/^figure .* verdict$/m)
  expect(stdout).toMatch(/^picker, cold, 1,000 instances .* (met|missed|undecided)$/m)
  expect(stdout).toMatch(/^[01] of 1 goals met; missed: .*; undecided: .*\.$/m)
  // The slowest region alone takes 350 ms: whoever is faster has not asked it.
  expect(picker?.value).toBeGreaterThan(350)
  expect(picker?.floor).toBeGreaterThan(350)
  expect(picker?.peer).toBeGreaterThan(1_500)
})

test('a row that does not exist is refused with the names of those that do', async () => {
  await expect(bench('--only', 'nothing')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Rows: command, picker-cold'),
  })
})
