/**
 * `npm run bench -- [--quick] [--only ROW,…] [--json FILE]`: measures, prints one table, and writes the same figures as
 * JSON. Exit 1 where a row could not be measured, or where a goal was missed, so that a regression does not pass unseen;
 * with `--quick` there is no verdict.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Figure, writtenOf } from './measure/figure.ts'
import { summaryOf, tableOf } from './measure/table.ts'
import { allRows } from './rows/all-rows.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, json: { type: 'string' } },
})
const wanted = values.only?.split(',')
const unknown = wanted?.filter((id) => !allRows.some((row) => row.id === id)) ?? []
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}. Rows: ${allRows.map(({ id }) => id).join(', ')}`)
  process.exit(1)
}

// What `npm start` runs, of the sources as they are now.
await import('../scripts/build.mjs')

const figures: Figure[] = []
const failed: string[] = []
for (const row of allRows) {
  if (wanted !== undefined && !wanted.includes(row.id)) continue
  console.error(`measuring ${row.id} …`)
  try {
    figures.push(...(await row.run({ isQuick: values.quick })))
  } catch (error) {
    // What the other rows found is worth its time all the same.
    console.error(`${row.id} could not be measured:`, error)
    failed.push(row.id)
  }
}
for (const line of tableOf(figures)) console.log(line)
console.log(`\n${summaryOf(figures)}`)
if (values.quick) console.log('A quick run: too few samples for a verdict.')
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures.map(writtenOf), null, 2)}\n`)
const isMissed = !values.quick && figures.some(({ met }) => met === false)
process.exitCode = failed.length > 0 || isMissed ? 1 : 0
