/**
 * `npm run bench -- [--quick] [--only ROW,…] [--json FILE]`: measures, prints one table, and writes the same figures as
 * JSON. Exit 1 where a goal was missed, so that a regression does not pass unseen; with `--quick` never.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Figure } from './measure/figure.ts'
import { tableOf } from './measure/table.ts'
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

const figures: Figure[] = []
for (const row of allRows) {
  if (wanted !== undefined && !wanted.includes(row.id)) continue
  console.error(`measuring ${row.id} …`)
  figures.push(...(await row.run({ isQuick: values.quick })))
}
for (const line of tableOf(figures)) console.log(line)
if (values.quick) console.log('\nA quick run: too few samples for a verdict.')
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
process.exitCode = !values.quick && figures.some(({ met }) => met === false) ? 1 : 0
