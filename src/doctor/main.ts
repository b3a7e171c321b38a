import { config as loadDotenv } from 'dotenv'
import { problemLines, readConfig } from '../config.ts'
import { findingLine } from './check.ts'
import { checkCloud } from './cloud-checks.ts'
import { checkSlack } from './slack-checks.ts'
import { checkStore } from './store-check.ts'

/** `npm run doctor`: checks a real configuration without changing anything; one line a check, exit 1 where one fails. */

loadDotenv({ quiet: true })
const read = readConfig(process.env)
if (!read.ok) {
  for (const line of problemLines(read.problems)) console.error(`FAILED  configuration: ${line}`)
  process.exit(1)
}
const [store, slack, cloud] = await Promise.all([
  checkStore(read.config),
  checkSlack(read.config),
  checkCloud(read.config),
])
const findings = [store, ...slack, ...cloud]
for (const finding of findings) console.log(findingLine(finding))
const failures = findings.filter(({ result }) => result === 'failed').length
console.log(failures === 0 ? '\nEverything that can be checked is in order.' : `\n${failures} to mend.`)
process.exit(failures === 0 ? 0 : 1)
